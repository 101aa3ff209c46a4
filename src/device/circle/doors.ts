import { withYes } from '#device/account/card.ts';
import type { Device } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import { closeInvitation } from '#device/space/invite.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { textToBytes } from '#kernel/bytes.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { refuse, type Result } from '#kernel/result.ts';

type CircleDoors = 'openCircle' | 'askIntoCircle' | 'openSeat' | 'closeSeat' | 'lookAtSeat' | 'takeSeat';
type AtHome = <Value>(run: (home: Home) => Promise<Result<Value>>) => Promise<Result<Value>>;
type InSpace = <Value>(
  space: SpaceId,
  run: (live: LiveSpace, home: Home) => Promise<Result<Value>>,
) => Promise<Result<Value>>;

/** What is done with circles. It is loaded when somebody opens one, asks into one, or is asked. */
export function circleDoors(withHome: AtHome, inSpace: InSpace): Pick<Device, CircleDoors> {
  const asMyself: AtHome = (run) => withHome((home) => withYes(home, () => run(home)));
  const asMember: InSpace = (space, run) =>
    inSpace(space, (live, home) => withYes(home, () => run(live, home)));

  return {
    openCircle: (opening) =>
      asMyself(async (home) => {
        const { openCircle } = await import('#device/circle/open-circle.ts');
        return openCircle(home, opening);
      }),
    askIntoCircle: (space, asked) =>
      asMember(space, async (live, home) => {
        const { askInto } = await import('#device/circle/ask.ts');
        return askInto(home, live, asked);
      }),
    openSeat: (space) =>
      asMember(space, async (live, home) => {
        const { openSeatByLink } = await import('#device/circle/open-seats.ts');
        return openSeatByLink(home, live);
      }),
    closeSeat: (space, id) =>
      inSpace(space, async (live, home) => {
        const signPk = textToBytes(id);
        return signPk === null ? refuse('not-found') : closeInvitation(home, live, signPk);
      }),
    lookAtSeat: (at) =>
      withHome(async (home) => {
        const { lookAtSeat } = await import('#device/circle/come-in.ts');
        return lookAtSeat(home, at);
      }),
    takeSeat: (at) =>
      asMyself(async (home) => {
        const { comeIn } = await import('#device/circle/come-in.ts');
        return comeIn(home, at);
      }),
  };
}
