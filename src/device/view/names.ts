import type { Home } from '#device/home.ts';
import { pendingOf } from '#device/outbox/pending.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { withPending } from '#domain/space/fold.ts';
import { isAway } from '#domain/community/state.ts';
import { nameOf } from '#domain/member/state.ts';
import type { SpaceState } from '#domain/space/state.ts';
import { idFromBytes, type PersonId } from '#kernel/ids.ts';

/** The space as this device shows it: with what is written here and waits. */
export function stateOf(home: Home, live: LiveSpace): SpaceState {
  const { fold, outbox, shown } = live;
  if (outbox.length === 0) return fold.state;
  if (shown?.fold === fold && shown.outbox === outbox) return shown.state;
  const state = withPending(fold, pendingOf(live, home.me.person));
  live.shown = { fold, outbox, state };
  return state;
}

export function communityOf(home: Home): LiveSpace | undefined {
  return [...home.spaces.values()].find(({ kind }) => kind === 'community');
}

/** Whether I take a break from the community. */
export function amAway(home: Home): boolean {
  const community = communityOf(home);
  return community !== undefined && isAway(stateOf(home, community).community, home.me.person);
}

/** What somebody is called here, or else among everybody. Empty where they have not said. */
export function nameIn(home: Home, state: SpaceState, person: PersonId): string {
  return nameOf(state.member, person) ?? nameAmongAll(home, person);
}

export function nameAmongAll(home: Home, person: PersonId): string {
  const community = communityOf(home);
  const name = community && nameOf(stateOf(home, community).member, person);
  return name ?? (person === home.me.person ? home.account.name : '');
}

/** The other of a pair, also after they have left; before they came, whoever was asked. */
export function otherOf(home: Home, live: LiveSpace): PersonId | null {
  const { members, former } = live.fold.state;
  const other = [...members, ...former].find((person) => person !== home.me.person);
  return other ?? askedIn(home, live);
}

/** Whom I asked to come into this space, as far as I remember. */
export function askedIn(home: Home, live: LiveSpace): PersonId | null {
  const asked = home.preferences.get(`asked ${live.id}`);
  return asked instanceof Uint8Array ? idFromBytes(asked) : null;
}

export function isWaitingForOther(live: LiveSpace): boolean {
  return live.kind === 'pair' && (live.place.state?.everJoined ?? 0) < 2;
}

/** The pair that I have with somebody, both present, and in which one can go on. */
export function pairWith(home: Home, person: PersonId): LiveSpace | undefined {
  return [...home.spaces.values()].find(
    ({ kind, fold, outside, problem }) =>
      kind === 'pair' &&
      !outside &&
      !isLost(problem) &&
      fold.state.ended === null &&
      [home.me.person, person].every((one) => fold.state.members.includes(one)),
  );
}

/** What stops a space for good: they begin a new one, and this stays to be read. */
function isLost(problem: string | undefined): boolean {
  return problem === 'fork' || problem === 'log-broken';
}

export function titleOf(home: Home, live: LiveSpace): string {
  const state = stateOf(home, live);
  if (live.kind !== 'pair') return state.space.name ?? '';
  const other = otherOf(home, live);
  return other === null ? '' : nameIn(home, state, other);
}
