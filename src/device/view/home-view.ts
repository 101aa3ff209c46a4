import type { HomeView, MessageDraft, SpaceSummary } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import { isApart } from '#device/apart.ts';
import { journalOf } from '#device/journal/journal.ts';
import { areOldKeysOpen } from '#device/space/old-keys.ts';
import { isLeft } from '#device/space/left.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import {
  amAway,
  askedIn,
  isWaitingForOther,
  nameAmongAll,
  nameIn,
  pairWith,
  stateOf,
  titleOf,
} from '#device/view/names.ts';
import { closingOf, mutedWords } from '#device/view/closing.ts';
import { isMuted, isPairApart, newsOf } from '#device/view/news.ts';
import { noDraft } from '#device/view/space-view.ts';
import { waitingIn } from '#device/view/waiting.ts';
import { idFromBytes, type SpaceId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';

export const noHome: HomeView = {
  spaces: [],
  left: [],
  knocks: [],
  asked: [],
  mutedWords: [],
  journal: null,
  waits: [],
  asides: [],
  beginningAway: true,
};

export const beginningAwayPreference = 'beginning-away';

type Drafts = ReadonlyMap<SpaceId, MessageDraft>;

export function homeView(home: Home, drafts: Drafts, asides: ReadonlySet<string>): HomeView {
  const mine = [...home.spaces.values()].filter((live) => isMemberOf(live, home.me.person));
  const left = [...home.spaces.values()].filter((live) => live.kind !== 'community' && isLeft(home, live));
  return {
    left: left.map((live) => summaryOf(home, live, drafts)),
    spaces: mine
      .map((live) => summaryOf(home, live, drafts))
      .sort((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0)),
    knocks: openKnocks(home),
    asked: mine.filter(isWaitingForOther).flatMap((live) => {
      const person = askedIn(home, live);
      return person === null || isApart(home, person)
        ? []
        : [{ person, name: nameAmongAll(home, person), space: live.id }];
    }),
    mutedWords: mutedWords(home),
    journal: journalOf(home.spaces.values(), home.me.person)?.id ?? null,
    waits: mine.filter((live) => !isMuted(home, live)).flatMap((live) => waitingIn(home, live)),
    asides: [...asides],
    beginningAway: home.preferences.get(beginningAwayPreference) === true,
  };
}

/**
 * Knocks that I have neither answered nor let be, from people I am not connected with. While I have chosen not to
 * meet somebody theirs is not at my door, and while I take a break nobody's is; both are there again afterwards.
 */
export function openKnocks(home: Home): HomeView['knocks'] {
  if (amAway(home)) return [];
  return [...home.knocks.values()].flatMap((knock) => {
    const { id, words, at, state, circle = null } = knock;
    const person = idFromBytes<'person'>(knock.from);
    if (state !== 'arrived' || home.preferences.get(`let-be ${id}`) === true) return [];
    if (isApart(home, person)) return [];
    const pair = pairWith(home, person);
    // Whoever knocks at somebody whom they have a pair with cannot go on there, and that may show to them alone.
    if (circle === null && pair !== undefined && at <= togetherSince(pair)) return [];
    const closed = closingOf(home, person, words);
    return [{ id, from: person, name: nameAmongAll(home, person), words, at, closed, circle }];
  });
}

/** When the second came in. */
function togetherSince({ fold }: LiveSpace): Millis {
  const { entries } = fold.ledger;
  for (let place = 1; place < entries.size; place++) {
    const entry = entries.at(place);
    if (entry?.type === 'membership' && entry.joined.length > 0) return entry.at;
  }
  return 0;
}

function summaryOf(home: Home, live: LiveSpace, drafts: Drafts): SpaceSummary {
  const state = stateOf(home, live);
  return {
    space: live.id,
    kind: live.kind,
    names: state.members.map((person) => ({ person, name: nameIn(home, state, person) })),
    title: titleOf(home, live),
    look: state.space.look,
    // What is written there does not move it up among my spaces.
    lastAt: isPairApart(home, live) ? null : lastAtOf(live),
    news: newsOf(home, live),
    muted: isMuted(home, live),
    apart: isPairApart(home, live),
    waitingForOther: isWaitingForOther(live),
    oldKeysOpen: areOldKeysOpen(home, live),
    halfWritten: halfWrittenIn(drafts.get(live.id) ?? noDraft),
  };
}

function halfWrittenIn({ text, note, sentence }: MessageDraft): SpaceSummary['halfWritten'] {
  if (text !== '' || note !== '') return 'words';
  return sentence === '' ? 'nothing' : 'sentence';
}

function lastAtOf(live: LiveSpace): Millis | null {
  const pending = live.outbox.at(-1);
  return pending?.at ?? live.fold.ledger.entries.at(live.fold.ledger.entries.size - 1)?.at ?? null;
}
