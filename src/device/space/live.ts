import { createQueue, type Queue } from '#device/queue.ts';
import type { Epoch, OutboxRecord } from '#device/records.ts';
import { startOfLog, type LogPlace } from '#crypto/verify-entry.ts';
import type { SpaceKind } from '#domain/space/define.ts';
import { startFold, type Fold } from '#domain/space/fold.ts';
import type { SpaceState } from '#domain/space/state.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { idToBytes, type EventId, type PersonId, type SpaceId, type BlobId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import type { Millis } from '#kernel/time.ts';
import type { LogEntry } from '#protocol/api.ts';
import type { SignedEvent } from '#protocol/envelope.ts';

/**
 * One space as this device holds it while it runs: how far the log is verified, which keys are here, what is folded
 * from it, and what was written here and waits. Only `inbox/` and `outbox/` write to it, each in its own queue.
 */
export interface LiveSpace {
  readonly id: SpaceId;
  readonly kind: SpaceKind;
  place: LogPlace;
  fold: Fold;
  /** Log hash of each place; the one at `seq` stands at `seq - 1`. */
  readonly hashes: Bytes[];
  readonly epochs: Map<number, Epoch>;
  readonly formerKeys: Map<PersonId, Bytes>;
  /** Number of the commit that opened the invitation by which somebody came in. */
  readonly invitedAt: Map<PersonId, number>;
  /** Entries as they came that are not written down yet. */
  received: readonly LogEntry[];
  /** Epochs whose key the others were asked for. */
  readonly asked: Set<number>;
  /** Who was left another box while this runs, and of which epoch. */
  readonly answered: Set<string>;
  /** What the stream told and nobody has looked at yet. */
  arrivals: readonly { readonly entry: LogEntry; readonly hash: Bytes }[];
  /** The fold with what waits laid on top, as it was last shown. */
  shown: { readonly fold: Fold; readonly outbox: readonly OutboxRecord[]; readonly state: SpaceState } | null;
  /** Events whose key is not here, by place. */
  readonly sealed: Map<number, SignedEvent>;
  /** Events from before I was invited, by place. */
  readonly before: Map<number, SignedEvent>;
  /** Keys that open one event each, and are handed on to newcomers. */
  readonly eventKeys: Map<EventId, Bytes>;
  /** Keys that somebody handed on, and that have to be tried. */
  readonly handed: Map<EventId, readonly Bytes[]>;
  /** The first epoch that I may read, where newcomers do not read the past. */
  readsFrom: number | undefined;
  /** In the order in which it was written. */
  outbox: readonly OutboxRecord[];
  /** Numbers of those that the server has taken, and that have not come back yet. */
  readonly taken: Set<number>;
  /** Numbers of those that have begun to leave: nobody knows whether they arrived. */
  readonly triedToSend: Set<number>;
  /** Numbers of those whose files the server has. */
  readonly brought: Set<number>;
  /** How much of theirs is there, from 0 to 1. */
  readonly onTheWay: Map<number, number>;
  /** Files that are being opened. */
  readonly opening: Map<BlobId, Promise<Result<Bytes>>>;
  /** How often the server contradicted what it had agreed with a moment before. */
  refusedSeen: number;
  /** Somebody else had seen another log than we: the server may be showing two. */
  doubtful: boolean;
  dueSince: Millis | undefined;
  /** Why nothing more is read or sent here. */
  problem: string | undefined;
  /** The newest version of my vault that an event of mine names. */
  vaultNamed: number;
  /** Number of the newest commit that moved my keys on. */
  movedAt: number | undefined;
  /** Number of the commit up to which everybody in the roster was met, and whether somebody is not who they should be. */
  metAt: number;
  strange: boolean;
  /** The server counts me among those who left, though this device has not had the entry that says so. */
  outside: boolean;
  /** Whether this run has read up to the end once. */
  caughtUp: boolean;
  /** What is shown while all that came since is read: the newest words first. */
  ahead: Ahead | null;
  /** Of those who left, whether their account has ended, as far as it was asked. */
  readonly ended: Map<PersonId, boolean>;
  /** Six words, once they were made. */
  safety: readonly string[];
  /** Whether it rests on this device. A newcomer's look through an invitation does not. */
  kept: boolean;
  /** How many of the newest turns its page sees. */
  window: number;
  /** The first turn that is new, fixed while its page is open. Undefined while none is. */
  firstNew: EventId | null | undefined;

  readonly inbox: Queue;
  readonly writing: Queue;
  readonly sending: Queue;
  readonly bringing: Queue;
  /** Two rounds of commits at once would only race each other. */
  readonly committing: Queue;
}

/** A log that is verified to its end, and of which only the newest was opened. Nothing rests on it and nothing is kept of it. */
export interface Ahead extends Pick<LiveSpace, 'place' | 'fold'> {
  /** Up to this place nothing was opened. */
  readonly leftOutUpTo: number;
}

export const turnsShown = 50;

export function startLive(id: SpaceId, kind: SpaceKind): LiveSpace {
  return {
    id,
    kind,
    place: startOfLog(idToBytes(id)),
    fold: startFold({ space: id, kind }),
    hashes: [],
    epochs: new Map(),
    formerKeys: new Map(),
    invitedAt: new Map(),
    received: [],
    asked: new Set(),
    answered: new Set(),
    arrivals: [],
    shown: null,
    sealed: new Map(),
    before: new Map(),
    eventKeys: new Map(),
    handed: new Map(),
    readsFrom: undefined,
    outbox: [],
    taken: new Set(),
    triedToSend: new Set(),
    brought: new Set(),
    onTheWay: new Map(),
    opening: new Map(),
    refusedSeen: 0,
    doubtful: false,
    dueSince: undefined,
    problem: undefined,
    vaultNamed: 0,
    movedAt: undefined,
    metAt: 0,
    strange: false,
    outside: false,
    caughtUp: false,
    ahead: null,
    ended: new Map(),
    safety: [],
    kept: false,
    window: turnsShown,
    firstNew: undefined,
    inbox: createQueue(),
    writing: createQueue(),
    sending: createQueue(),
    bringing: createQueue(),
    committing: createQueue(),
  };
}

/** A space as its page shows it. */
export function asShown(live: LiveSpace): LiveSpace {
  return live.ahead === null ? live : { ...live, place: live.ahead.place, fold: live.ahead.fold };
}

/** The log hash at a place, where this device has verified it. */
export function hashAt(live: LiveSpace, seq: number): Bytes | undefined {
  return live.hashes[seq - 1];
}

export function currentSecret(live: LiveSpace): Bytes | undefined {
  return live.place.state === null ? undefined : live.epochs.get(live.place.state.epoch)?.secret;
}

/** Whether nobody writes here before a new epoch has begun. */
export function isNewEpochNeeded(live: LiveSpace): boolean {
  return live.place.state?.due === true && live.kind !== 'community' && live.kind !== 'cohort';
}

/** Whether this is a space of mine, as far as is known here. */
export function isMemberOf(live: LiveSpace, me: PersonId): boolean {
  return !live.outside && live.fold.state.members.includes(me);
}
