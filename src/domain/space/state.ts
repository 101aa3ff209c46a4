import { emptyAgreement, type Agreement } from '#domain/agreement/state.ts';
import { emptyCare, type Care } from '#domain/care/state.ts';
import { emptyCommunity, type Community } from '#domain/community/state.ts';
import { emptyConversation, type Conversation } from '#domain/conversation/state.ts';
import { emptyHosting, type Hosting } from '#domain/hosting/state.ts';
import { emptyEnding, type Ending } from '#domain/ending/state.ts';
import { emptyMember, type Member } from '#domain/member/state.ts';
import { emptyPause, type Pause } from '#domain/pause/state.ts';
import { emptySitting, type Sitting } from '#domain/sitting/state.ts';
import { emptyRetention, type Retention } from '#domain/retention/state.ts';
import type { PresenceChange, SpaceKind } from '#domain/space/define.ts';
import { emptySpace, type Space } from '#domain/space/name-state.ts';
import { emptyWorksheets, type Worksheets } from '#domain/worksheet/state.ts';
import type { EventId, PersonId, SpaceId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';

/** One slice for each noun. */
export interface Slices {
  readonly member: Member;
  readonly space: Space;
  readonly community: Community;
  readonly conversation: Conversation;
  readonly agreement: Agreement;
  readonly care: Care;
  readonly hosting: Hosting;
  readonly pause: Pause;
  readonly sitting: Sitting;
  readonly ending: Ending;
  readonly retention: Retention;
  readonly worksheet: Worksheets;
}

export const emptySlices: Slices = {
  member: emptyMember,
  space: emptySpace,
  community: emptyCommunity,
  conversation: emptyConversation,
  agreement: emptyAgreement,
  care: emptyCare,
  hosting: emptyHosting,
  pause: emptyPause,
  sitting: emptySitting,
  ending: emptyEnding,
  retention: emptyRetention,
  worksheet: emptyWorksheets,
};

/** A space as everybody in it sees it: the same on every device that has the same log. Never changes; the next one does. */
export interface SpaceState extends Slices {
  readonly id: SpaceId;
  readonly kind: SpaceKind;
  /** Those present, in one order that is the same everywhere and means nothing. */
  readonly members: readonly PersonId[];
  /** Those who were here and are not now. */
  readonly former: readonly PersonId[];
  readonly presence: readonly PresenceChange[];
  /** Events whose key is not here yet. */
  readonly waiting: readonly EventId[];
  /** Events whose body the server does not give, though nobody let them go. */
  readonly keptBack: readonly EventId[];
  /** For each person with events kept back, the place of the newest of them. */
  readonly keptBackUpTo: ReadonlyMap<PersonId, number>;
  /** Everybody who was present had chosen: from there on nothing new happens here, for good. */
  readonly ended: Ended | null;
  /** Something happened that this release does not know and may not skip. The state ends right before it. */
  readonly updateNeeded: boolean;
}

export interface Ended {
  readonly at: Millis;
  /** It will have, once what waits on this device is in the log. */
  readonly pending: boolean;
}
