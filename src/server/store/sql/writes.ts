import { sql, type Kysely } from 'kysely';
import type { Bytes } from '#kernel/bytes.ts';
import type { Reads, StoredToken, Writes } from '#server/store/store.ts';
import { blobWritesOf, sweepBlobs } from './blobs.ts';
import type { HotWrites } from './hot.ts';
import { plain } from './plain.ts';
import type { Tables } from './tables.ts';

/** No token has it: hashes are longer. */
const nobodysHash: Bytes = new Uint8Array();
const nothing: Bytes = new Uint8Array();

/** What is written, inside a transaction that the store has begun. */
export function writesOf(tables: Kysely<Tables>, hot: HotWrites, reads: Reads): Writes {
  const numberOf = (space: Bytes) => sql<number>`(SELECT number FROM space WHERE space = ${space})`;

  return {
    ...reads,
    ...hot,
    ...blobWritesOf(tables),

    async putInstance({ community, card, cardWrittenAt }) {
      const said = { community, card, card_written_at: cardWrittenAt, public_text: '' };
      await tables
        .insertInto('instance')
        .values({ one: 1, ...said })
        .onConflict((conflict) => conflict.column('one').doUpdateSet(said))
        .execute();
    },

    async changeCard({ card, cardWrittenAt }) {
      await sql`
        INSERT INTO former_card (card, card_written_at) SELECT card, card_written_at FROM instance
      `.execute(tables);
      await tables.updateTable('instance').set({ card, card_written_at: cardWrittenAt }).execute();
    },

    async putPublicText(text) {
      await tables.updateTable('instance').set({ public_text: text }).execute();
    },

    async putHelpLine({ name, hidden, line }) {
      const written = { hidden: hidden ? 1 : 0, line };
      await tables
        .insertInto('help_line')
        .values({ name, ...written })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(written))
        .execute();
    },

    async dropHelpLine(name) {
      await tables.deleteFrom('help_line').where('name', '=', name).execute();
    },

    async addPerson(person, { version, vault }) {
      const { numInsertedOrUpdatedRows: added = 0n } = await tables
        .insertInto('person')
        .values({
          person: person.person,
          chain: person.chain,
          link: person.link,
          chain_head: person.chainHead,
          sign_pk: person.signPk,
          seal_pk: person.sealPk,
          unlockers: person.unlockers,
          passphrase: person.passphrase,
          signin_name: person.signinName,
          kit_lookup: person.kitLookup,
          account_hash: person.accountHash,
          closed: 0,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (added === 0n) return false;
      await tables.insertInto('vault').values({ person: person.person, version, vault }).execute();
      return true;
    },

    async putVault(person, { version, vault }) {
      await tables.updateTable('vault').set({ version, vault }).where('person', '=', person).execute();
    },

    async putAccount(person, vault) {
      const { numUpdatedRows: changed } = await tables
        .updateTable('person')
        .set({
          chain: person.chain,
          link: person.link,
          chain_head: person.chainHead,
          sign_pk: person.signPk,
          seal_pk: person.sealPk,
          unlockers: person.unlockers,
          passphrase: person.passphrase,
          kit_lookup: person.kitLookup,
        })
        .where('person', '=', person.person)
        .where((its) =>
          its.not(
            its.exists(
              its
                .selectFrom('person as other')
                .select('other.person')
                .where('other.kit_lookup', '=', person.kitLookup)
                .where('other.person', '!=', person.person),
            ),
          ),
        )
        .executeTakeFirstOrThrow();
      if (changed === 0n) return false;
      await tables
        .updateTable('vault')
        .set({ version: vault.version, vault: vault.vault })
        .where('person', '=', person.person)
        .execute();
      return true;
    },

    async addFormerAccount(person, { at, unlockers, vault }) {
      await tables.insertInto('former_account').values({ person, at, unlockers, vault }).execute();
    },

    async closeAccount({ person, chain, link, chainHead, signPk, signinName, kitLookup, accountHash }) {
      await tables
        .updateTable('person')
        .set({
          chain,
          link,
          chain_head: chainHead,
          sign_pk: signPk,
          signin_name: signinName,
          kit_lookup: kitLookup,
          account_hash: accountHash,
          unlockers: nothing,
          passphrase: '',
          closed: 1,
        })
        .where('person', '=', person)
        .execute();
      for (const table of ['vault', 'former_account', 'known_device', 'box_ask'] as const)
        await tables.deleteFrom(table).where('person', '=', person).execute();
      for (const table of ['letter', 'knock_count'] as const)
        await tables
          .deleteFrom(table)
          .where((its) => its.or([its('sender', '=', person), its('recipient', '=', person)]))
          .execute();
      await tables.deleteFrom('box').where('recipient', '=', person).execute();
      // What somebody wrote to themselves alone is nobody else's to keep.
      await sql`
        UPDATE entry SET body = NULL WHERE body IS NOT NULL AND space IN (
          SELECT membership.space FROM membership JOIN space ON space.number = membership.space
          WHERE membership.person = ${person} AND space.kind = 'solo')
      `.execute(tables);
      const gone = await tables
        .deleteFrom('session')
        .where('person', '=', person)
        .returning('token_hash')
        .execute();
      return gone.map((row) => plain(row.token_hash));
    },

    putSession: (tokenHash, session) => putToken('session', tokenHash, session),
    putKnownDevice: (tokenHash, device) => putToken('known_device', tokenHash, device),

    async endSession(tokenHash) {
      await tables.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
    },

    async endOtherSessions(person, { session, device }) {
      // Once in a lifetime, so neither table has an index for it.
      const gone = await tables
        .deleteFrom('session')
        .where('person', '=', person)
        .where('token_hash', '!=', session)
        .returning('token_hash')
        .execute();
      await tables
        .deleteFrom('known_device')
        .where('person', '=', person)
        .where('token_hash', '!=', device ?? nobodysHash)
        .execute();
      return gone.map((row) => plain(row.token_hash));
    },

    async putMembership(space, person, { signPk, isFormer, endedAt }) {
      const its = { sign_pk: signPk, is_former: isFormer ? 1 : 0, ended_at: endedAt };
      await tables
        .insertInto('membership')
        .values({ person, space: numberOf(space), ...its })
        .onConflict((conflict) => conflict.columns(['person', 'space']).doUpdateSet(its))
        .execute();
    },

    async putInvitation(space, signPk, { until, ended }) {
      await tables
        .insertInto('invitation')
        .values({ space: numberOf(space), sign_pk: signPk, until, ended })
        .onConflict((conflict) => conflict.columns(['space', 'sign_pk']).doUpdateSet({ until, ended }))
        .execute();
    },

    async putBox(space, author, { to, epoch, sealed }) {
      await tables
        .insertInto('box')
        .values({ recipient: to, space: numberOf(space), epoch, author, sealed })
        .onConflict((conflict) =>
          conflict.columns(['recipient', 'space', 'epoch', 'author']).doUpdateSet({ sealed }),
        )
        .execute();
    },

    async putBoxAsk({ space, person, epoch }, at) {
      await tables
        .insertInto('box_ask')
        .values({ space: numberOf(space), person, epoch, at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async dropBoxAsk({ space, person, epoch }) {
      await tables
        .deleteFrom('box_ask')
        .where('space', '=', numberOf(space))
        .where('person', '=', person)
        .where('epoch', '=', epoch)
        .execute();
    },

    async addLetter({ from, to, at, sealed }) {
      const counted = await sql<{ number: number }>`
        UPDATE person SET last_letter = last_letter + 1 WHERE person = ${to} RETURNING last_letter AS number
      `.execute(tables);
      const number = counted.rows[0]?.number;
      if (number === undefined) throw new Error('a letter to nobody');
      await tables.insertInto('letter').values({ recipient: to, number, sender: from, at, sealed }).execute();
      return number;
    },

    async putKnockCount(sender, recipient, count) {
      await tables
        .insertInto('knock_count')
        .values({ sender, recipient, count })
        .onConflict((conflict) => conflict.columns(['sender', 'recipient']).doUpdateSet({ count }))
        .execute();
    },

    async keepSetup(fingerprint) {
      await tables
        .insertInto('setup')
        .values({ one: 1, fingerprint })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const kept = await tables.selectFrom('setup').select('fingerprint').executeTakeFirstOrThrow();
      return plain(kept.fingerprint);
    },

    async sweep({ sessionsUntil, lettersBefore, accountsBefore, boxAsksBefore, blobsBefore }) {
      await tables.deleteFrom('session').where('until', '<=', sessionsUntil).execute();
      await tables.deleteFrom('known_device').where('until', '<=', sessionsUntil).execute();
      await tables.deleteFrom('letter').where('at', '<=', lettersBefore).execute();
      await tables.deleteFrom('former_account').where('at', '<=', accountsBefore).execute();
      await tables.deleteFrom('box_ask').where('at', '<=', boxAsksBefore).execute();
      await sweepBlobs(tables, blobsBefore);
    },
  };

  async function putToken(table: 'session' | 'known_device', tokenHash: Bytes, token: StoredToken) {
    const { person, until } = token;
    await tables
      .insertInto(table)
      .values({ token_hash: tokenHash, person, until })
      .onConflict((conflict) => conflict.column('token_hash').doUpdateSet({ person, until }))
      .execute();
  }
}
