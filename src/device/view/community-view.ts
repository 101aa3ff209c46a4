import type { CommunityPerson, CommunityView } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import { askedIn, communityOf, isWaitingForOther, nameIn, pairWith, stateOf } from '#device/view/names.ts';
import { careView, noCare, standingOf } from '#device/view/care-view.ts';
import { openKnocks } from '#device/view/home-view.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { idFromBytes, type PersonId } from '#kernel/ids.ts';
import { minute } from '#kernel/time.ts';

export const noCommunity: CommunityView = {
  space: null,
  name: '',
  people: [],
  invitations: [],
  standing: { state: 'in' },
  care: noCare,
};

export function communityView(home: Home): CommunityView {
  const live = communityOf(home);
  if (live === undefined) return noCommunity;
  const state = stateOf(home, live);
  const { introductions } = state.community;
  return {
    space: live.id,
    name: state.space.name ?? '',
    people: state.members.map((person) => ({
      person,
      name: nameIn(home, state, person),
      words: introductions.get(person)?.words ?? null,
      isMe: person === home.me.person,
      connection: connectionWith(home, person),
    })),
    invitations: (live.place.state?.invitations ?? [])
      .filter(({ until }) => until * minute > home.clock())
      .map(({ signPk, until, opener }) => ({
        id: bytesToText(signPk),
        until: until * minute,
        mine: idFromBytes(opener) === home.me.person,
        openedBy: nameIn(home, state, idFromBytes(opener)),
      })),
    standing: standingOf(home, live),
    care: careView(home, live),
  };
}

function connectionWith(home: Home, person: PersonId): CommunityPerson['connection'] {
  const pair = pairWith(home, person);
  if (pair !== undefined) return { space: pair.id };
  if (openKnocks(home).some(({ from }) => from === person)) return 'they-knocked';
  const asked = [...home.spaces.values()].some(
    (live) => isWaitingForOther(live) && askedIn(home, live) === person,
  );
  return asked ? 'i-knocked' : 'none';
}
