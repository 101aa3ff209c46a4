import type { PresenceChange, SpaceKind } from '#domain/space/define.ts';
import { draftSlices, settledSlices, type SliceDrafts } from '#domain/space/draft.ts';
import type { MembershipEntry } from '#domain/space/log.ts';
import { emptySlices, type Ended, type SpaceState } from '#domain/space/state.ts';
import type { EventId, PersonId, SpaceId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf, type ShelfDraft } from '#kernel/shelf.ts';

/** Where the fold stands after some place of the log. */
export interface Mark {
  readonly place: number;
  readonly state: SpaceState;
  readonly present: ReadonlySet<PersonId>;
  /** Who has done an act, by the act's own word: one that was sealed twice happens once. */
  readonly acts: Shelf<readonly PersonId[]>;
}

/** The same while it moves. */
export interface Work {
  place: number;
  readonly from: SpaceState;
  readonly slices: SliceDrafts;
  readonly acts: ShelfDraft<readonly PersonId[]>;
  members: readonly PersonId[];
  present: ReadonlySet<PersonId>;
  readonly former: Set<PersonId>;
  readonly presence: PresenceChange[];
  readonly waiting: EventId[];
  readonly keptBack: EventId[];
  readonly keptBackUpTo: Map<PersonId, number>;
  ended: Ended | null;
  updateNeeded: boolean;
}

export function startMark(id: SpaceId, kind: SpaceKind): Mark {
  const state: SpaceState = {
    ...emptySlices,
    id,
    kind,
    members: [],
    former: [],
    presence: [],
    waiting: [],
    keptBack: [],
    keptBackUpTo: new Map(),
    ended: null,
    updateNeeded: false,
  };
  return { place: 0, state, present: new Set(), acts: emptyShelf() };
}

export function goOnFrom({ place, state, present, acts }: Mark): Work {
  return {
    place,
    from: state,
    slices: draftSlices(state),
    acts: acts.draft(),
    members: state.members,
    present,
    former: new Set(state.former),
    presence: [...state.presence],
    waiting: [...state.waiting],
    keptBack: [...state.keptBack],
    keptBackUpTo: new Map(state.keptBackUpTo),
    ended: state.ended,
    updateNeeded: false,
  };
}

export function settle(work: Work): Mark {
  const { from, members, presence, waiting, keptBack, keptBackUpTo, ended, updateNeeded } = work;
  const state: SpaceState = {
    ...settledSlices(work.slices),
    id: from.id,
    kind: from.kind,
    members,
    former: [...work.former].sort(),
    presence,
    waiting,
    keptBack,
    keptBackUpTo,
    ended,
    updateNeeded,
  };
  return { place: work.place, state, present: work.present, acts: work.acts.settled() };
}

/** Somebody who leaves and comes back at the same place of the log has joined anew. */
export function changePresence(work: Work, entry: MembershipEntry): void {
  const present = new Set(entry.members);
  const rejoined = new Set(entry.joined);
  const joined = [...present].filter((person) => !work.present.has(person) || rejoined.has(person));
  const left = [...work.present].filter((person) => !present.has(person));
  if (joined.length === 0 && left.length === 0 && entry.unseated === undefined) return;
  for (const person of left) work.former.add(person);
  for (const person of joined) work.former.delete(person);
  work.presence.push({
    place: entry.seq,
    at: entry.at,
    joined: joined.sort(),
    left: left.sort(),
    ...(entry.removed !== undefined && { removed: entry.removed }),
    ...(entry.unseated !== undefined && { unseated: entry.unseated }),
  });
  work.present = present;
  work.members = [...present].sort();
}
