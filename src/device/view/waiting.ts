import { isApart } from '#device/apart.ts';
import type { WaitingSentence } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { nameIn, stateOf } from '#device/view/names.ts';
import { agreementView } from '#domain/agreement/view.ts';
import type { SpaceState } from '#domain/space/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';

interface Offered {
  readonly clause: EventId;
  readonly by: PersonId;
}

/** Home is drawn anew whenever anything changes, and in most spaces nothing has. States never change. */
const known = new WeakMap<SpaceState, readonly Offered[]>();

/** The sentences of one space that wait for me, save those of somebody I have chosen not to meet. */
export function waitingIn(home: Home, live: LiveSpace): readonly WaitingSentence[] {
  const state = stateOf(home, live);
  const offered = known.get(state) ?? offeredTo(state, home.me.person);
  known.set(state, offered);
  const met = offered.filter(({ by }) => !isApart(home, by));
  return met.map(({ clause, by }) => ({ space: live.id, clause, by: nameIn(home, state, by) }));
}

function offeredTo(state: SpaceState, me: PersonId): readonly Offered[] {
  return agreementView(state).clauses.flatMap(({ clause, newest: { by, waitsFor } }) =>
    by === null || by === me || !waitsFor.includes(me) ? [] : [{ clause, by }],
  );
}
