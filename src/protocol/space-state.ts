import type { CommitId, PersonId } from '#kernel/ids.ts';
import { idToBytes } from '#kernel/ids.ts';
import { compareBytes, equalBytes, type Bytes } from '#kernel/bytes.ts';
import type { Encodable } from '#protocol/cbor.ts';
import type { History, SpaceKind } from '#protocol/commit.ts';

/** A member as the commits so far say. `since` is the number of the commit that added them. */
export interface Member {
  readonly person: Bytes;
  readonly chainHead: Bytes;
  readonly link: number;
  readonly signPk: Bytes;
  readonly sealPk: Bytes;
  readonly since: number;
}

export interface OpenInvitation {
  readonly signPk: Bytes;
  readonly sealPk: Bytes;
  readonly until: number;
  readonly opener: Bytes;
  /** Number of the commit that opened it. */
  readonly number: number;
}

/** What everybody, the server too, folds from commits and leaves alone. It holds nothing sealed and no time but `until`. */
export interface SpaceState {
  readonly space: Bytes;
  readonly kind: SpaceKind;
  readonly history: History;
  readonly number: number;
  readonly epoch: number;
  readonly keyHash: Bytes;
  /** A new epoch is due: somebody left, or an invitation ended unused. */
  readonly due: boolean;
  readonly members: readonly Member[];
  readonly invitations: readonly OpenInvitation[];
  /** How many people were ever in here. A pair never has a third. */
  readonly everJoined: number;
  readonly care: readonly Bytes[];
  /** Number of the newest commit when the care circle last changed; absent while it is as it began. */
  readonly careMoved?: number;
  /** There have been three in it: with fewer, the members sign for new ones. */
  readonly careStood?: true;
  readonly facilitators: readonly Bytes[];
  /** Ids of all commits by number, from 1. Not hashed: `prev` binds them already. */
  readonly commits: readonly CommitId[];
  /** Number of the first commit of the current epoch. */
  readonly epochStart: number;
}

/** What `stateHash` is over: `H("state", CBOR(...))`. Members and invitations stand in the order of their bytes. */
export function stateToHash(state: Omit<SpaceState, 'commits'>): Encodable {
  return {
    space: state.space,
    kind: state.kind,
    history: state.history,
    number: state.number,
    epoch: state.epoch,
    keyHash: state.keyHash,
    due: state.due,
    members: [...state.members]
      .sort((a, b) => compareBytes(a.person, b.person))
      .map((member) => ({ ...member })),
    invitations: [...state.invitations]
      .sort((a, b) => compareBytes(a.signPk, b.signPk))
      .map((invitation) => ({ ...invitation })),
    everJoined: state.everJoined,
    care: [...state.care],
    careMoved: state.careMoved,
    careStood: state.careStood,
    facilitators: [...state.facilitators],
    epochStart: state.epochStart,
  };
}

export function memberOf(state: SpaceState, person: PersonId): Member | undefined {
  const id = idToBytes(person);
  return state.members.find((member) => equalBytes(member.person, id));
}

/** Whether a commit belongs to the current epoch: an event may name any of these. */
export function isOfCurrentEpoch(state: SpaceState, commit: CommitId): boolean {
  return state.commits.indexOf(commit, state.epochStart - 1) >= 0;
}
