import { firstCommit, joiningCommit, nextCommit, type Change, type MadeCommit } from '#crypto/commit.ts';
import { newSecret } from '#crypto/epoch.ts';
import { newInvitation, type Invitation } from '#crypto/invitation.ts';
import { sealEvent } from '#crypto/seal.ts';
import { startOfLog, verifyEntries, type LogPlace } from '#crypto/verify-entry.ts';
import { equalBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import type { LogEntry } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Open, SpaceKind } from '#protocol/commit.ts';
import type { Core, Payload, SignedEvent } from '#protocol/envelope.ts';
import type { SpaceState } from '#protocol/space-state.ts';
import { suite, version } from '#protocol/version.ts';
import { wanted, type Person } from '#tests/crypto/cast.ts';

/** A log that grows as it is told. Nothing enters that `verifyEntries` would not let in. */
export interface ToldLog {
  readonly space: Bytes;
  readonly entries: readonly LogEntry[];
  readonly place: LogPlace;
  readonly state: SpaceState;
  /** Of the newest epoch. */
  readonly secret: Bytes;
  says(author: Person, words: string, other?: Partial<Core>): Promise<LogEntry>;
  changes(author: Person, change: Change): Promise<MadeCommit>;
  /** Opens an invitation with a new epoch. */
  invites(author: Person): Promise<Invitation>;
  joins(newcomer: Person, invitation: Invitation): Promise<MadeCommit>;
  leaves(person: Person): Promise<LogEntry>;
  /** Begins a new epoch. */
  raises(author: Person): Promise<MadeCommit>;
  add(entry: Omit<LogEntry, 'seq' | 'at'>): Promise<LogEntry>;
  /** What somebody would say next, without it entering. */
  event(author: Person, words: string, other?: Partial<Core>): Promise<SignedEvent>;
}

export function payloadOf(words: string): Payload {
  return {
    kind: 'conversation.said',
    at: 1_700_000_000_000,
    once: utf8ToBytes(words.padEnd(16).slice(0, 16)),
    vault: 1,
    content: { text: words },
  };
}

export function openOf({ signKey, sealKey }: Invitation): Open {
  return { signPk: signKey.publicKey, sealPk: sealKey.publicKey, until: 30_000_000 };
}

export async function tellLog(kind: SpaceKind, founder: Person, invited?: Invitation): Promise<ToldLog> {
  let secret = newSecret();
  const care = kind === 'community' ? [founder.line.person] : undefined;
  const opens = invited === undefined ? [] : [openOf(invited)];
  const first = wanted(
    await firstCommit({ kind, author: founder.line, signKey: founder.signKey, secret, opens, care }),
  );
  const { space } = first.commit;
  const entries: LogEntry[] = [];
  let place = startOfLog(space);
  const stateNow = (): SpaceState => {
    if (place.state === null) throw new Error('nothing is there yet');
    return place.state;
  };

  async function add(entry: Omit<LogEntry, 'seq' | 'at'>): Promise<LogEntry> {
    const next = { seq: place.seq + 1, at: 29_000_000 + place.seq, ...entry };
    place = wanted(await verifyEntries(place, [next])).place;
    entries.push(next);
    return next;
  }

  async function event(author: Person, words: string, other: Partial<Core> = {}): Promise<SignedEvent> {
    const { epoch, commits } = stateNow();
    const core: Core = {
      v: version,
      suite,
      space,
      epoch,
      author: author.line.person,
      commit: idToBytes(commits.at(-1)!),
      seen: { seq: place.seq, hash: place.hash },
      ...other,
    };
    return sealEvent({ secret, core, payload: payloadOf(words), signKey: author.signKey });
  }

  async function changes(author: Person, change: Change): Promise<MadeCommit> {
    const { signKey, line } = author;
    const made = wanted(await nextCommit({ place, author: line.person, signKey, change }));
    await add({ commit: made.signed });
    secret = change.raise?.secret ?? secret;
    return made;
  }

  const log: ToldLog = {
    space,
    entries,
    get place() {
      return place;
    },
    get state() {
      return stateNow();
    },
    get secret() {
      return secret;
    },
    add,
    event,
    changes,
    says: async (author, words, other) => add({ event: await event(author, words, other) }),
    async invites(author) {
      const invitation = await newInvitation();
      await changes(author, { opens: [openOf(invitation)], raise: nextSecret() });
      return invitation;
    },
    async joins({ line, signKey }, invitation) {
      const made = wanted(await joiningCommit({ place, me: line, signKey, invitation }));
      await add({ commit: made.signed });
      return made;
    },
    async leaves({ line, signKey }) {
      const { members, commits } = stateNow();
      const since = members.find(({ person }) => equalBytes(person, line.person))?.since ?? 0;
      const leave = toCbor({ space, person: line.person, commit: idToBytes(commits[since - 1]!) });
      return add({ leave: { leave, signature: await signKey.sign('leave', leave) } });
    },
    raises: (author) => changes(author, { raise: nextSecret() }),
  };
  function nextSecret() {
    return { secret: newSecret(), earlier: { epoch: stateNow().epoch, secret } };
  }
  await add({ commit: first.signed });
  return log;
}

/** A pair of two, both in. */
export async function tellPair(one: Person, other: Person): Promise<ToldLog> {
  const invitation = await newInvitation();
  const log = await tellLog('pair', one, invitation);
  await log.joins(other, invitation);
  return log;
}
