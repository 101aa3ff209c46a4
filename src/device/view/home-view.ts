import type { HomeView, SpaceSummary } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import { areOldKeysOpen } from '#device/space/old-keys.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import {
  askedIn,
  isWaitingForOther,
  nameAmongAll,
  nameIn,
  pairWith,
  stateOf,
  titleOf,
} from '#device/view/names.ts';
import { isMuted, newsOf } from '#device/view/news.ts';
import { idFromBytes } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';

export const noHome: HomeView = { spaces: [], knocks: [], asked: [] };

export function homeView(home: Home): HomeView {
  const mine = [...home.spaces.values()].filter((live) => isMemberOf(live, home.me.person));
  return {
    spaces: mine.map((live) => summaryOf(home, live)).sort((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0)),
    knocks: openKnocks(home),
    asked: mine.filter(isWaitingForOther).flatMap((live) => {
      const person = askedIn(home, live);
      return person === null ? [] : [{ person, name: nameAmongAll(home, person), space: live.id }];
    }),
  };
}

/** Knocks that I have neither answered nor let be, from people I am not connected with. */
export function openKnocks(home: Home): HomeView['knocks'] {
  return [...home.knocks.values()].flatMap(({ id, from, words, at, state }) => {
    const person = idFromBytes<'person'>(from);
    if (state !== 'arrived' || home.preferences.get(`let-be ${id}`) === true) return [];
    if (pairWith(home, person) !== undefined) return [];
    return [{ id, from: person, name: nameAmongAll(home, person), words, at }];
  });
}

function summaryOf(home: Home, live: LiveSpace): SpaceSummary {
  const state = stateOf(home, live);
  return {
    space: live.id,
    kind: live.kind,
    names: state.members.map((person) => ({ person, name: nameIn(home, state, person) })),
    title: titleOf(home, live),
    lastAt: lastAtOf(live),
    news: newsOf(home, live),
    muted: isMuted(home, live),
    waitingForOther: isWaitingForOther(live),
    oldKeysOpen: areOldKeysOpen(home, live),
  };
}

function lastAtOf(live: LiveSpace): Millis | null {
  const pending = live.outbox.at(-1);
  return pending?.at ?? live.fold.ledger.entries.at(live.fold.ledger.entries.size - 1)?.at ?? null;
}
