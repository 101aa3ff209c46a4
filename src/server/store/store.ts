import type { Bytes } from '#kernel/bytes.ts';
import type { Millis, Minutes } from '#kernel/time.ts';
import type { Head, LetterArrived } from '#protocol/api.ts';
import type { Box, SpaceKind } from '#protocol/commit.ts';
import type { BlobReads, BlobWrites } from './blobs.ts';

/**
 * Where everything lies. The rest of the machine room knows this interface and no database; whatever stands behind it
 * passes `tests/house/store-conformance.ts`. Ids, keys and hashes are bytes; what is kept as CBOR stays CBOR.
 */
export interface Store {
  /** Whether other nodes write here too, so that nothing known here is true for long. */
  readonly isShared: boolean;
  /** What is committed. */
  readonly read: Reads;
  /**
   * All or nothing, and durable when it resolves. Nobody else writes meanwhile, so `work` is brief. Where `holding` is
   * given, others may, unless they hold one of the same, or the place of a log that `work` has asked for.
   */
  write<Value>(work: (writes: Writes) => Promise<Value>, holding?: readonly Bytes[]): Promise<Value>;
  readonly passing: Passing;
  /** Makes what was wiped leave the files as well. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** The store does not answer: away, full, or broken. What was asked for did not happen; it may be asked again. */
export class StoreAway extends Error {
  constructor(cause: unknown) {
    super('the store is away', { cause });
    this.name = 'StoreAway';
  }
}

/** What lasts minutes and is never needed again: it may be lost whenever the store stops. */
export interface Passing {
  keep(key: string, kept: Kept): Promise<void>;
  /** What was kept, if its time is not over. */
  look(key: string, now: Millis): Promise<Bytes | null>;
  /** The same, and it is gone: of two who take it at once, one gets it. */
  take(key: string, now: Millis): Promise<Bytes | null>;
  /** Counts one more; false where that was one too many, which is not counted. */
  count(key: string, stretch: Stretch): Promise<boolean>;
}

export interface Kept {
  readonly value: Bytes;
  readonly until: Millis;
}

/** `most` times from the first one until it is over. */
export interface Stretch {
  readonly most: number;
  readonly now: Millis;
  readonly lasts: Millis;
}

export interface Reads extends BlobReads {
  instance(): Promise<StoredInstance | null>;
  /** Oldest first. */
  formerCards(): Promise<readonly StoredCard[]>;
  /** In the order in which the host first touched them. */
  helpLines(): Promise<readonly StoredHelpLine[]>;
  counts(): Promise<StoredCounts>;

  person(person: Bytes): Promise<StoredPerson | null>;
  personBySigninName(name: Bytes): Promise<StoredPerson | null>;
  personByKit(lookup: Bytes): Promise<StoredPerson | null>;
  /** What was changed since then, oldest first. */
  formerAccounts(person: Bytes, since: Minutes): Promise<readonly StoredFormer[]>;
  newestFormerAccount(person: Bytes): Promise<(StoredFormer & { readonly at: Minutes }) | null>;
  vault(person: Bytes): Promise<StoredVault | null>;
  session(tokenHash: Bytes): Promise<StoredToken | null>;
  knownDevice(tokenHash: Bytes): Promise<StoredToken | null>;

  space(space: Bytes): Promise<StoredSpace | null>;
  membership(space: Bytes, person: Bytes): Promise<StoredMembership | null>;
  shareASpace(one: Bytes, other: Bytes): Promise<boolean>;
  /** A pair or a circle, where both came in by a yes of their own. */
  shareAClosedSpace(one: Bytes, other: Bytes): Promise<boolean>;
  /** Whether the other has closed their account, and had been in a space that the one is in still. */
  wasWithClosed(one: Bytes, other: Bytes): Promise<boolean>;
  headsOf(person: Bytes): Promise<readonly Head[]>;
  invitation(space: Bytes, signPk: Bytes): Promise<StoredInvitation | null>;
  boxesTo(space: Bytes, recipient: Bytes): Promise<readonly Box[]>;
  /** Whoever asks for a box in a space that somebody is in, the oldest first: at most `most`. */
  boxAsksFor(person: Bytes, most: number): Promise<readonly BoxAsk[]>;

  /** Entries after a place, oldest first: at most `most`, and no more once `bytesMost` are passed. */
  entries(space: Bytes, range: LogRange): Promise<readonly StoredEntry[]>;
  entryById(space: Bytes, id: Bytes): Promise<StoredEntry | null>;
  hashAt(space: Bytes, seq: number): Promise<Bytes | null>;

  lettersTo(recipient: Bytes, after: number): Promise<readonly LetterArrived[]>;
  /** Letters that somebody left for anybody since then. */
  lettersSince(sender: Bytes, since: Minutes): Promise<number>;
  /** Whether a letter that came since then lies between these two, whoever of them wrote it. */
  letterBetween(one: Bytes, other: Bytes, since: Minutes): Promise<boolean>;
  knockCount(sender: Bytes, recipient: Bytes): Promise<number>;
}

/** Reads inside see what was written inside. */
export interface Writes extends Reads, BlobWrites {
  putInstance(instance: NewInstance): Promise<void>;
  /** The card of before goes to the former ones. */
  changeCard(card: StoredCard): Promise<void>;
  putPublicText(text: string): Promise<void>;
  putHelpLine(line: StoredHelpLine): Promise<void>;
  /** Nothing is said of this line any more. */
  dropHelpLine(name: string): Promise<void>;

  /** False where the person, the sign-in name or the kit's look-up id is there already. */
  addPerson(person: StoredPerson, vault: StoredVault): Promise<boolean>;
  putVault(person: Bytes, vault: StoredVault): Promise<void>;
  /** Puts a changed account in the place of the one before. False where the kit's look-up id is somebody else's. */
  putAccount(person: StoredPerson, vault: StoredVault): Promise<boolean>;
  addFormerAccount(person: Bytes, former: StoredFormer & { readonly at: Minutes }): Promise<void>;
  /**
   * The end of an account: its chain stays, and whatever opened it, waited for it or was nobody else's goes. The answer
   * is the hashes of the sessions that ended.
   */
  closeAccount(closed: ClosedPerson): Promise<readonly Bytes[]>;
  putSession(tokenHash: Bytes, session: StoredToken): Promise<void>;
  endSession(tokenHash: Bytes): Promise<void>;
  /** All sessions and known devices of a person but these. The answer is the hashes of the sessions that ended. */
  endOtherSessions(
    person: Bytes,
    but: { readonly session: Bytes; readonly device: Bytes | null },
  ): Promise<readonly Bytes[]>;
  putKnownDevice(tokenHash: Bytes, device: StoredToken): Promise<void>;

  addSpace(space: NewSpace): Promise<void>;
  putState(space: Bytes, state: StoredState): Promise<void>;
  putMembership(space: Bytes, person: Bytes, membership: StoredMembership): Promise<void>;
  putInvitation(space: Bytes, signPk: Bytes, invitation: StoredInvitation): Promise<void>;
  putBox(space: Bytes, author: Bytes, box: Box): Promise<void>;
  /** Asked twice, it stays as it was the first time. */
  putBoxAsk(ask: BoxAsk, at: Minutes): Promise<void>;
  dropBoxAsk(ask: BoxAsk): Promise<void>;

  /** The newest place of a log, held until this write is over. So it is for whatever `space` is asked for in here. */
  place(space: Bytes): Promise<StoredPlace | null>;
  /** The same for many, in the order given. */
  places(spaces: readonly Bytes[]): Promise<readonly (StoredPlace | null)[]>;
  /** Of each, whether an entry of this id is in its log. */
  areThere(ids: readonly EntryName[]): Promise<readonly boolean[]>;
  /** False where an entry of this id is there already; then nothing is written. */
  addEntry(space: Bytes, id: Bytes, entry: StoredEntry): Promise<boolean>;
  /**
   * Puts all of them at the ends of their logs, each after those before it.
   * @throws Error where one of the ids or places is taken
   */
  addEntries(entries: readonly NewEntry[]): Promise<void>;
  /** Overwrites the body of an entry. */
  wipeBody(space: Bytes, id: Bytes): Promise<void>;

  addLetter(letter: NewLetter): Promise<number>;
  putKnockCount(sender: Bytes, recipient: Bytes, count: number): Promise<void>;
  /**
   * Whether a job is due and ours to do inside this write. Then it is due again at `again`; if this write fails, it
   * still is. Of several nodes one gets it, and none waits for another.
   */
  claim(job: string, time: { readonly now: Minutes; readonly again: Minutes }): Promise<boolean>;
  /** Keeps which secret passphrases are kept under, unless that is known. Answers which it is. */
  keepSetup(fingerprint: Bytes): Promise<Bytes>;
  /** Lets go of what has had its time. */
  sweep(now: {
    readonly sessionsUntil: Minutes;
    readonly lettersBefore: Minutes;
    readonly accountsBefore: Minutes;
    readonly boxAsksBefore: Minutes;
    readonly blobsBefore: Minutes;
  }): Promise<void>;
}

export interface StoredCard {
  /** CBOR of a `HostCard`. */
  readonly card: Bytes;
  readonly cardWrittenAt: Minutes;
}

export interface NewInstance extends StoredCard {
  readonly community: Bytes;
}

export interface StoredInstance extends NewInstance {
  /** Empty where the host wrote none. */
  readonly publicText: string;
}

export interface StoredHelpLine {
  readonly name: string;
  readonly hidden: boolean;
  /** JSON of a help line; null where the host wrote none. */
  readonly line: string | null;
}

export interface StoredCounts {
  readonly people: number;
  readonly spaces: readonly { readonly kind: SpaceKind; readonly count: number }[];
  readonly entries: number;
  /** Null where all of it lies in the data folder. */
  readonly bytes: number | null;
}

export interface StoredPerson {
  readonly person: Bytes;
  /** CBOR of the signed links. */
  readonly chain: Bytes;
  readonly link: number;
  readonly chainHead: Bytes;
  readonly signPk: Bytes;
  readonly sealPk: Bytes;
  /** CBOR of the unlockers. */
  readonly unlockers: Bytes;
  /** The OPAQUE record. */
  readonly passphrase: string;
  readonly signinName: Bytes;
  readonly kitLookup: Bytes;
  readonly accountHash: Bytes;
}

/** What stays of a closed account. The names are nobody's. */
export type ClosedPerson = Pick<
  StoredPerson,
  'person' | 'chain' | 'link' | 'chainHead' | 'signPk' | 'signinName' | 'kitLookup' | 'accountHash'
>;

export interface StoredVault {
  readonly version: number;
  /** CBOR of a `SignedVault`. */
  readonly vault: Bytes;
}

/** An account as it was before a change. */
export interface StoredFormer {
  /** CBOR of the unlockers. */
  readonly unlockers: Bytes;
  /** CBOR of a `SignedVault`. */
  readonly vault: Bytes;
}

export interface StoredToken {
  readonly person: Bytes;
  readonly until: Minutes;
}

export interface StoredState {
  /** The place of the commit or leave that made it so. */
  readonly controlSeq: number;
  /** CBOR of a `SpaceState`. */
  readonly state: Bytes;
}

export interface NewSpace extends StoredState {
  readonly space: Bytes;
  readonly kind: SpaceKind;
}

export interface StoredPlace {
  readonly seq: number;
  readonly hash: Bytes;
  readonly controlSeq: number;
}

export interface StoredSpace extends NewSpace, StoredPlace {}

export interface StoredMembership {
  readonly signPk: Bytes;
  readonly isFormer: boolean;
  /** The place of the leave or removal, up to which a former member may read; null where it is not written down. */
  readonly endedAt: number | null;
}

export interface StoredInvitation {
  readonly until: Minutes;
  readonly ended: 'used' | 'closed' | null;
}

/** Somebody whose key of an epoch has not come. */
export interface BoxAsk {
  readonly space: Bytes;
  readonly person: Bytes;
  readonly epoch: number;
}

export const entryTypes = ['event', 'commit', 'leave', 'drop'] as const;
export type EntryType = (typeof entryTypes)[number];

export interface StoredEntry {
  readonly seq: number;
  readonly at: Minutes;
  readonly type: EntryType;
  readonly hash: Bytes;
  /** The bytes that were signed: header, commit, leave or drop. */
  readonly statement: Bytes;
  readonly signature: Bytes;
  /** Null in what has none, and where it was wiped. */
  readonly body: Bytes | null;
}

/** Which entry of which log. */
export interface EntryName {
  readonly space: Bytes;
  readonly id: Bytes;
}

export interface NewEntry extends EntryName {
  readonly entry: StoredEntry;
}

export interface LogRange {
  readonly after: number;
  readonly most: number;
  readonly bytesMost: number;
}

export interface NewLetter {
  readonly from: Bytes;
  readonly to: Bytes;
  readonly at: Minutes;
  readonly sealed: Bytes;
}
