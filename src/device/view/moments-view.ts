import type { Home } from '#device/home.ts';
import type { EndingView, MomentsView } from '#device/moments.ts';
import { isHeld } from '#device/outbox/held.ts';
import { endedCode } from '#device/outbox/too-late.ts';
import { keepingIn } from '#device/space/keeping.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { whoHasChosen } from '#domain/ending/state.ts';
import { openMoments } from '#domain/pause/state.ts';
import { rememberedOf, sittersOf } from '#domain/sitting/state.ts';
import type { SpaceState } from '#domain/space/state.ts';
import { valuesOf } from '#kernel/shelf.ts';

export const noMoments: MomentsView = {
  away: [],
  sitting: [],
  sat: [],
  ending: { underway: null, offers: [], noGoodbye: [], chosen: [], ended: null, keeping: null },
  held: [],
  tooLate: [],
};

export function momentsView(home: Home, live: LiveSpace, state: SpaceState): MomentsView {
  return {
    away: openMoments(state),
    sitting: sittersOf(state),
    sat: rememberedOf(state.sitting),
    ending: endingView(home, live, state),
    held: live.outbox.filter((record) => isHeld(home, live, record)).map(({ id }) => id),
    tooLate: live.outbox.flatMap(({ id, failed, draft }) =>
      failed === endedCode ? [{ id, text: textOf(draft.content) }] : [],
    ),
  };
}

function endingView(home: Home, live: LiveSpace, state: SpaceState): EndingView {
  const { members, ending, ended } = state;
  const { underway } = ending;
  return {
    underway,
    offers: valuesOf(ending.offers),
    noGoodbye: valuesOf(ending.goodbyes).filter(
      ({ by, none, place }) => none && members.includes(by) && underway !== null && place > underway.place,
    ),
    chosen: whoHasChosen(state),
    ended,
    keeping: keepingIn(home, live.id),
  };
}

function textOf(content: unknown): string {
  const isSaid = typeof content === 'object' && content !== null && 'text' in content;
  return isSaid && typeof content.text === 'string' ? content.text : '';
}
