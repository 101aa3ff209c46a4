import { seatFor } from '#device/circle/seat-for.ts';
import type { CirclePart } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { nameAmongAll, nameIn } from '#device/view/names.ts';
import { nextHost } from '#domain/hosting/next.ts';
import type { SpaceState } from '#domain/space/state.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { minute } from '#kernel/time.ts';

export const noCircle: CirclePart = { purpose: null, look: 'ring', host: null, seats: [] };

/** What only a circle has. */
export function circleView(home: Home, live: LiveSpace, state: SpaceState): CirclePart {
  if (live.kind !== 'circle') return noCircle;
  const { purpose, look } = state.space;
  return { purpose, look, host: nextHost(state.hosting, state.members), seats: seatsOf(home, live, state) };
}

function seatsOf(home: Home, live: LiveSpace, state: SpaceState): CirclePart['seats'] {
  const open = (live.place.state?.invitations ?? []).filter(({ until }) => until * minute > home.clock());
  return open.map(({ signPk, until, opener }) => {
    const id = bytesToText(signPk);
    const forWhom = seatFor(home, id);
    return {
      id,
      until: until * minute,
      mine: idFromBytes(opener) === home.me.person,
      openedBy: nameIn(home, state, idFromBytes(opener)),
      forWhom: forWhom === null ? null : nameAmongAll(home, forWhom),
    };
  });
}
