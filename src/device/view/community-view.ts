import { apartFrom, isApart } from '#device/apart.ts';
import type { ApartPerson, CommunityPerson, CommunityView } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import { closingOf } from '#device/view/closing.ts';
import {
  askedIn,
  communityOf,
  isWaitingForOther,
  nameAmongAll,
  nameIn,
  pairWith,
  stateOf,
  titleOf,
} from '#device/view/names.ts';
import { careView, noCare, standingOf } from '#device/view/care-view.ts';
import { openKnocks } from '#device/view/home-view.ts';
import { isMemberOf } from '#device/space/live.ts';
import { isAway } from '#domain/community/state.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { idFromBytes, type PersonId } from '#kernel/ids.ts';
import { minute } from '#kernel/time.ts';
import type { SpaceState } from '#domain/space/state.ts';

export const noCommunity: CommunityView = {
  space: null,
  name: '',
  people: [],
  apart: [],
  onBreak: false,
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
    people: peopleToMeet(home, state).map((person) => {
      const words = introductions.get(person)?.words ?? null;
      return {
        person,
        name: nameIn(home, state, person),
        words,
        isMe: person === home.me.person,
        connection: connectionWith(home, person),
        closed: closingOf(home, person, words ?? ''),
      };
    }),
    apart: apartFrom(home).map((person) => apartPerson(home, person)),
    onBreak: isAway(state.community, home.me.person),
    invitations: (live.place.state?.invitations ?? [])
      .filter(({ until }) => until * minute > home.clock())
      .map(({ signPk, until, opener }) => ({
        id: bytesToText(signPk),
        until: until * minute,
        mine: idFromBytes(opener) === home.me.person,
        openedBy: isApart(home, idFromBytes(opener)) ? null : nameIn(home, state, idFromBytes(opener)),
      })),
    standing: standingOf(home, live),
    care: careView(home, live),
  };
}

/** Those of the community who are there for me: without whoever takes a break, and whom I have chosen not to meet. */
export function peopleToMeet(home: Home, { members, community }: SpaceState): readonly PersonId[] {
  return members.filter(
    (person) => person === home.me.person || (!isAway(community, person) && !isApart(home, person)),
  );
}

/** Where I could still come upon them, and what I had asked them myself. */
function apartPerson(home: Home, person: PersonId): ApartPerson {
  const mine = [...home.spaces.values()].filter((live) => isMemberOf(live, home.me.person));
  const shared = mine.filter(({ kind, fold }) => kind !== 'community' && fold.state.members.includes(person));
  const asked = mine.find((live) => isWaitingForOther(live) && askedIn(home, live) === person);
  return {
    person,
    name: nameAmongAll(home, person),
    spaces: shared.map((live) => ({ space: live.id, title: titleOf(home, live) })),
    asked: asked?.id ?? null,
  };
}

function connectionWith(home: Home, person: PersonId): CommunityPerson['connection'] {
  const pair = pairWith(home, person);
  if (pair !== undefined) return { space: pair.id };
  if (openKnocks(home).some(({ from, circle }) => circle === null && from === person)) return 'they-knocked';
  const asked = [...home.spaces.values()].some(
    (live) => isWaitingForOther(live) && askedIn(home, live) === person,
  );
  return asked ? 'i-knocked' : 'none';
}
