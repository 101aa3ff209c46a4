import { isApart } from '#device/apart.ts';
import type { Home } from '#device/home.ts';
import type { EndingView, MomentsView } from '#device/moments.ts';
import { isHeld } from '#device/outbox/held.ts';
import { endedCode } from '#device/outbox/too-late.ts';
import { keepingIn } from '#device/space/kept-after.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { closingOf } from '#device/view/closing.ts';
import { whoHasChosen } from '#domain/ending/state.ts';
import { openMoments } from '#domain/pause/state.ts';
import { rememberedOf, sittersOf } from '#domain/sitting/state.ts';
import type { SpaceState } from '#domain/space/state.ts';
import { valuesOf } from '#kernel/shelf.ts';

export const noMoments: MomentsView = {
  away: [],
  sitting: [],
  sat: [],
  ending: { underway: null, offers: [], closed: {}, noGoodbye: [], chosen: [], ended: null, keeping: null },
  held: [],
  tooLate: [],
};

export function momentsView(home: Home, live: LiveSpace, state: SpaceState): MomentsView {
  return {
    // Whom I have chosen not to meet makes no noise here either.
    away: openMoments(state).filter(({ by }) => !isApart(home, by)),
    sitting: sittersOf(state).filter(({ by }) => !isApart(home, by)),
    sat: rememberedOf(state.sitting).filter(({ people }) => !people.some((person) => isApart(home, person))),
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
  const offers = valuesOf(ending.offers);
  return {
    underway,
    offers,
    closed: Object.fromEntries(
      offers.flatMap(({ id, by, text }) => {
        const closing = closingOf(home, by, text);
        return closing === null ? [] : [[id, closing] as const];
      }),
    ),
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
