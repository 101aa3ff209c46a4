import type { Kysely } from 'kysely';
import type { Bytes } from '#kernel/bytes.ts';
import type { Reads, StoredPerson } from '#server/store/store.ts';
import { blobReadsOf } from './blobs.ts';
import type { HotReads } from './hot.ts';
import { plain } from './plain.ts';
import type { Tables } from './tables.ts';

/** What is asked for, on any connection: one inside a write sees what was written there. */
export function readsOf(tables: Kysely<Tables>, hot: HotReads): Reads {
  const { size, ...asked } = hot;
  const inSpace = (space: Bytes) => tables.selectFrom('space').select('number').where('space', '=', space);

  return {
    ...asked,
    ...blobReadsOf(tables),

    async instance() {
      const row = await tables.selectFrom('instance').selectAll().executeTakeFirst();
      if (row === undefined) return null;
      return {
        community: plain(row.community),
        card: plain(row.card),
        cardWrittenAt: row.card_written_at,
        publicText: row.public_text,
      };
    },

    async formerCards() {
      const rows = await tables.selectFrom('former_card').selectAll().orderBy('number').execute();
      return rows.map((row) => ({ card: plain(row.card), cardWrittenAt: row.card_written_at }));
    },

    async helpLines() {
      const rows = await tables
        .selectFrom('help_line')
        .select(['name', 'hidden', 'line'])
        .orderBy('number')
        .execute();
      return rows.map(({ name, hidden, line }) => ({ name, hidden: hidden === 1, line }));
    },

    async counts() {
      const people = await tables
        .selectFrom('person')
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('closed', '=', 0)
        .executeTakeFirstOrThrow();
      const spaces = await tables
        .selectFrom('space')
        .select((of) => ['kind', of.fn.countAll<number>().as('count')])
        .groupBy('kind')
        .orderBy('kind')
        .execute();
      return { people: people.count, spaces, ...(await size()) };
    },

    async person(person) {
      const row = await tables
        .selectFrom('person')
        .selectAll()
        .where('person', '=', person)
        .executeTakeFirst();
      return row === undefined ? null : rowToPerson(row);
    },

    async personBySigninName(name) {
      const row = await tables
        .selectFrom('person')
        .selectAll()
        .where('signin_name', '=', name)
        .executeTakeFirst();
      return row === undefined ? null : rowToPerson(row);
    },

    async personByKit(lookup) {
      const row = await tables
        .selectFrom('person')
        .selectAll()
        .where('kit_lookup', '=', lookup)
        .executeTakeFirst();
      return row === undefined ? null : rowToPerson(row);
    },

    async formerAccounts(person, since) {
      const rows = await tables
        .selectFrom('former_account')
        .select(['unlockers', 'vault'])
        .where('person', '=', person)
        .where('at', '>', since)
        .orderBy('at')
        .orderBy('rowid')
        .execute();
      return rows.map((row) => ({ unlockers: plain(row.unlockers), vault: plain(row.vault) }));
    },

    async newestFormerAccount(person) {
      const row = await tables
        .selectFrom('former_account')
        .select(['at', 'unlockers', 'vault'])
        .where('person', '=', person)
        .orderBy('at', 'desc')
        .orderBy('rowid', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined
        ? null
        : { at: row.at, unlockers: plain(row.unlockers), vault: plain(row.vault) };
    },

    async vault(person) {
      const row = await tables
        .selectFrom('vault')
        .selectAll()
        .where('person', '=', person)
        .executeTakeFirst();
      return row === undefined ? null : { version: row.version, vault: plain(row.vault) };
    },

    async shareASpace(one, other) {
      const row = await tables
        .selectFrom('membership as mine')
        .innerJoin('membership as theirs', 'theirs.space', 'mine.space')
        .select('mine.space')
        .where('mine.person', '=', one)
        .where('theirs.person', '=', other)
        .where('mine.is_former', '=', 0)
        .where('theirs.is_former', '=', 0)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async shareAClosedSpace(one, other) {
      const row = await tables
        .selectFrom('membership as mine')
        .innerJoin('membership as theirs', 'theirs.space', 'mine.space')
        .innerJoin('space', 'space.number', 'mine.space')
        .select('mine.space')
        .where('mine.person', '=', one)
        .where('theirs.person', '=', other)
        .where('mine.is_former', '=', 0)
        .where('theirs.is_former', '=', 0)
        .where('space.kind', 'in', ['pair', 'circle'])
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async wasWithClosed(one, other) {
      const row = await tables
        .selectFrom('membership as mine')
        .innerJoin('membership as theirs', 'theirs.space', 'mine.space')
        .innerJoin('person', 'person.person', 'theirs.person')
        .select('mine.space')
        .where('mine.person', '=', one)
        .where('theirs.person', '=', other)
        .where('mine.is_former', '=', 0)
        .where('person.closed', '=', 1)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async invitation(space, signPk) {
      const row = await tables
        .selectFrom('invitation')
        .select(['until', 'ended'])
        .where('space', '=', inSpace(space))
        .where('sign_pk', '=', signPk)
        .executeTakeFirst();
      return row ?? null;
    },

    async boxesTo(space, recipient) {
      const rows = await tables
        .selectFrom('box')
        .select(['epoch', 'recipient', 'sealed'])
        .where('recipient', '=', recipient)
        .where('space', '=', inSpace(space))
        .orderBy('epoch')
        .execute();
      return rows.map((row) => ({ epoch: row.epoch, to: plain(row.recipient), sealed: plain(row.sealed) }));
    },

    async boxAsksFor(person, most) {
      // The spaces that somebody is in are few, and the asks of each lie side by side under its number.
      const rows = await tables
        .selectFrom('membership as mine')
        .innerJoin('box_ask as ask', 'ask.space', 'mine.space')
        .innerJoin('membership as theirs', (join) =>
          join.onRef('theirs.space', '=', 'ask.space').onRef('theirs.person', '=', 'ask.person'),
        )
        .innerJoin('space', 'space.number', 'ask.space')
        .select(['space.space', 'ask.person', 'ask.epoch'])
        .where('mine.person', '=', person)
        .where('mine.is_former', '=', 0)
        .where('theirs.is_former', '=', 0)
        .orderBy('ask.at')
        .orderBy('ask.space')
        .orderBy('ask.person')
        .orderBy('ask.epoch')
        .limit(most)
        .execute();
      return rows.map((row) => ({ space: plain(row.space), person: plain(row.person), epoch: row.epoch }));
    },

    async lettersTo(recipient, after) {
      const rows = await tables
        .selectFrom('letter')
        .select(['number', 'sender', 'at', 'sealed'])
        .where('recipient', '=', recipient)
        .where('number', '>', after)
        .orderBy('number')
        .execute();
      return rows.map((row) => ({
        id: row.number,
        from: plain(row.sender),
        at: row.at,
        sealed: plain(row.sealed),
      }));
    },

    async lettersSince(sender, since) {
      const row = await tables
        .selectFrom('letter')
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('sender', '=', sender)
        .where('at', '>', since)
        .executeTakeFirstOrThrow();
      return row.count;
    },

    async letterBetween(one, other, since) {
      const row = await tables
        .selectFrom('letter')
        .select('number')
        .where('at', '>', since)
        .where((its) =>
          its.or([
            its.and([its('sender', '=', one), its('recipient', '=', other)]),
            its.and([its('sender', '=', other), its('recipient', '=', one)]),
          ]),
        )
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async knockCount(sender, recipient) {
      const row = await tables
        .selectFrom('knock_count')
        .select('count')
        .where('sender', '=', sender)
        .where('recipient', '=', recipient)
        .executeTakeFirst();
      return row?.count ?? 0;
    },
  };
}

function rowToPerson(row: Tables['person']): StoredPerson {
  return {
    person: plain(row.person),
    chain: plain(row.chain),
    link: row.link,
    chainHead: plain(row.chain_head),
    signPk: plain(row.sign_pk),
    sealPk: plain(row.seal_pk),
    unlockers: plain(row.unlockers),
    passphrase: row.passphrase,
    signinName: plain(row.signin_name),
    kitLookup: plain(row.kit_lookup),
    accountHash: plain(row.account_hash),
  };
}
