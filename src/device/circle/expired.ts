import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { hour, minute } from '#kernel/time.ts';

/**
 * Seats of a circle that have had their week. Nobody can come in by them any more, but whoever holds such a link could
 * still read on: they are closed before anything else is said. The hour is for clocks that go wrong.
 */
export function expiredSeats({ clock }: Pick<Home, 'clock'>, live: LiveSpace): readonly Bytes[] {
  if (live.kind !== 'circle') return [];
  return (live.place.state?.invitations ?? [])
    .filter(({ until }) => until * minute + hour < clock())
    .map(({ signPk }) => signPk);
}
