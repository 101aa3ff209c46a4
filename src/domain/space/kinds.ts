import { agreementAnswered } from '#domain/agreement/answered.ts';
import { agreementChosenForPauses } from '#domain/agreement/chosen-for-pauses.ts';
import { agreementKeptInSight } from '#domain/agreement/kept-in-sight.ts';
import { agreementProposed } from '#domain/agreement/proposed.ts';
import { agreementReopened } from '#domain/agreement/reopened.ts';
import { agreementRevisitSuggested } from '#domain/agreement/revisit-suggested.ts';
import { careAgreed } from '#domain/care/agreed.ts';
import { careAsked } from '#domain/care/asked.ts';
import { careTakenBack } from '#domain/care/taken-back.ts';
import { communityCameBack } from '#domain/community/came-back.ts';
import { communityIntroduced } from '#domain/community/introduced.ts';
import { communitySteppedAway } from '#domain/community/stepped-away.ts';
import { conversationAllWithdrawn } from '#domain/conversation/all-withdrawn.ts';
import { conversationReworded } from '#domain/conversation/reworded.ts';
import { conversationSaid } from '#domain/conversation/said.ts';
import { conversationShown } from '#domain/conversation/shown.ts';
import { conversationVoiced } from '#domain/conversation/voiced.ts';
import { conversationWithdrawn } from '#domain/conversation/withdrawn.ts';
import { hostingHeld } from '#domain/hosting/held.ts';
import { hostingPassed } from '#domain/hosting/passed.ts';
import { hostingTaken } from '#domain/hosting/taken.ts';
import { endingBegun } from '#domain/ending/begun.ts';
import { endingChose } from '#domain/ending/chose.ts';
import { endingGoodbyeWished } from '#domain/ending/goodbye-wished.ts';
import { endingOffered } from '#domain/ending/offered.ts';
import { endingStopped } from '#domain/ending/stopped.ts';
import { endingTakenBack } from '#domain/ending/taken-back.ts';
import { memberNamed } from '#domain/member/named.ts';
import { pauseAsked } from '#domain/pause/asked.ts';
import { pauseEnded } from '#domain/pause/ended.ts';
import { sittingCame } from '#domain/sitting/came.ts';
import { sittingWent } from '#domain/sitting/went.ts';
import { retentionCarriedOut } from '#domain/retention/carried-out.ts';
import { retentionChosen } from '#domain/retention/chosen.ts';
import type { Context, Draft, DraftEvent, SpaceEventDefinition } from '#domain/space/define.ts';
import { spaceDescribed } from '#domain/space/described.ts';
import { spaceHandedOn } from '#domain/space/handed-on.ts';
import { spaceNamed } from '#domain/space/named.ts';
import type { Slices } from '#domain/space/state.ts';
import { worksheetAnswered } from '#domain/worksheet/answered.ts';
import { worksheetAsked } from '#domain/worksheet/asked.ts';
import { worksheetGotReady } from '#domain/worksheet/got-ready.ts';
import { worksheetHeard } from '#domain/worksheet/heard.ts';
import { worksheetForgotten, worksheetNoted } from '#domain/worksheet/noted.ts';
import { worksheetOffered } from '#domain/worksheet/offered.ts';
import { worksheetProposed } from '#domain/worksheet/proposed.ts';
import { worksheetLetGo, worksheetRested, worksheetTakenUp } from '#domain/worksheet/put.ts';
import { worksheetReopened } from '#domain/worksheet/reopened.ts';
import { worksheetStarted } from '#domain/worksheet/started.ts';
import { worksheetWithdrawn } from '#domain/worksheet/withdrawn.ts';
import type { Result } from '#kernel/result.ts';

/** Every kind of thing that can happen in a space. A new kind is one file, and one line here. */
const kinds = [
  memberNamed,
  spaceNamed,
  spaceDescribed,
  spaceHandedOn,
  communityIntroduced,
  communitySteppedAway,
  communityCameBack,
  conversationSaid,
  conversationShown,
  conversationVoiced,
  conversationReworded,
  conversationWithdrawn,
  conversationAllWithdrawn,
  agreementProposed,
  agreementAnswered,
  agreementReopened,
  agreementRevisitSuggested,
  agreementKeptInSight,
  careAsked,
  careAgreed,
  careTakenBack,
  hostingTaken,
  hostingPassed,
  hostingHeld,
  agreementChosenForPauses,
  pauseAsked,
  pauseEnded,
  sittingCame,
  sittingWent,
  endingBegun,
  endingOffered,
  endingTakenBack,
  endingGoodbyeWished,
  endingChose,
  endingStopped,
  retentionChosen,
  retentionCarriedOut,
  worksheetStarted,
  worksheetOffered,
  worksheetWithdrawn,
  worksheetAsked,
  worksheetHeard,
  worksheetGotReady,
  worksheetProposed,
  worksheetAnswered,
  worksheetReopened,
  worksheetRested,
  worksheetLetGo,
  worksheetTakenUp,
  worksheetNoted,
  worksheetForgotten,
] as const satisfies readonly FitsItsSlice[];

/** A kind writes to the slice of the noun it names. */
type FitsItsSlice = {
  [Noun in keyof Slices]: {
    readonly noun: Noun;
    apply(draft: Draft<Slices[Noun]>, content: never, context: Context): void;
  };
}[keyof Slices];

type Kinds = (typeof kinds)[number];
type ContentOf<Definition> = Definition extends { parse: (content: unknown) => Result<infer Content> }
  ? Content
  : never;

/** What our own devices can write. */
export type SpaceEvent = {
  [Definition in Kinds as Definition['kind']]: DraftEvent<Definition['kind'], ContentOf<Definition>>;
}[Kinds['kind']];

export type SpaceEventKind = SpaceEvent['kind'];

/** A kind as the fold meets it: which slice and which content belong together is known to its own file alone. */
export type AnyKind = SpaceEventDefinition<string, keyof Slices, unknown, unknown>;

const kindByName: ReadonlyMap<string, AnyKind> = new Map(
  // The content handed to `may` and `apply` is always what `parse` of the same kind gave, and the slice is that of
  // its own noun; so forgetting the two types here loses nothing.
  kinds.map((kind): [string, AnyKind] => [kind.kind, kind as unknown as AnyKind]),
);

export function kindNamed(name: string): AnyKind | null {
  return kindByName.get(name) ?? null;
}
