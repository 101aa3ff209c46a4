import type { Home } from '#device/home.ts';
import { excerpt, merged, stretchesOf } from '#device/search/excerpt.ts';
import type { FoundInSpace, FoundName, FoundPassage, Lack } from '#device/search/question.ts';
import { candidates, type Located, type SpaceIndex } from '#device/search/space-index.ts';
import type { SoughtWord } from '#device/search/words.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import { closingOf } from '#device/view/closing.ts';
import { peopleToMeet } from '#device/view/community-view.ts';
import { communityOf, nameAmongAll, nameIn, pairWith, stateOf, titleOf } from '#device/view/names.ts';

interface Found extends FoundInSpace {
  readonly isComplete: boolean;
}

/** The newest passages of one space that hold all these words. */
export function findIn(
  home: Home,
  live: LiveSpace,
  { index, words, most }: { index: SpaceIndex; words: readonly SoughtWord[]; most: number },
): Found {
  const passages: FoundPassage[] = [];
  const search = candidates(index, words);
  let next = search.next();
  for (; next.done !== true && passages.length <= most; next = search.next()) {
    const found = foundIn(home, live, next.value, words);
    if (found !== null) passages.push(found);
  }
  const isComplete = next.done !== true || next.value;
  const hasMore = passages.length > most;
  return { ...namedSpace(home, live), passages: passages.slice(0, most), hasMore, isComplete };
}

function foundIn(
  home: Home,
  live: LiveSpace,
  { noun, passage }: Located,
  words: readonly SoughtWord[],
): FoundPassage | null {
  const { opens, by, at, note } = passage;
  if (noun === 'community' && by !== null && !peopleToMeet(home, live.fold.state).includes(by)) return null;
  const where = note === null ? passage.words : `${note}\n${passage.words}`;
  const stretches = stretchesOf(where, words);
  if (stretches === null) return null;
  const inText = note === null ? stretches : stretchesSome(passage.words, words);
  const name = by === null ? null : nameIn(home, stateOf(home, live), by);
  // Whatever is closed at its place is not opened in passing.
  const closed = closedFor(home, noun, passage);
  return {
    noun,
    opens,
    by: name,
    at,
    pieces: closed !== null ? [] : excerpt(passage.words, inText),
    note: note === null ? null : excerpt(note, stretchesSome(note, words)),
    closed,
  };
}

function closedFor(
  home: Home,
  noun: Located['noun'],
  { by, words, note }: Located['passage'],
): FoundPassage['closed'] {
  if (by === null || by === home.me.person) return null;
  // What is agreed is of all who agree, and what a circle is for, of all in it.
  const closing =
    noun === 'agreement' || noun === 'space' ? null : closingOf(home, by, `${note ?? ''}\n${words}`);
  return closing ?? (note === null ? null : { because: 'note' });
}

/** Where those of the words are that stand in this part of a passage. */
function stretchesSome(text: string, words: readonly SoughtWord[]) {
  return merged(words.flatMap((word) => stretchesOf(text, [word]) ?? []));
}

/** People and places that are called like this. */
export function findNames(home: Home, words: readonly SoughtWord[]): readonly FoundName[] {
  const called = (name: string) => {
    const stretches = stretchesOf(name, words);
    return stretches && excerpt(name, stretches);
  };
  const community = communityOf(home);
  const there = community === undefined ? [] : peopleToMeet(home, community.fold.state);
  const people = there.flatMap((person): FoundName[] => {
    const pieces = called(nameAmongAll(home, person));
    const pair = person === home.me.person ? undefined : pairWith(home, person);
    return pieces === null ? [] : [{ pieces, person, space: pair?.id ?? null, kind: pair?.kind ?? null }];
  });
  const places = [...home.spaces.values()].flatMap((live): FoundName[] => {
    const pieces = live.kind === 'pair' ? null : called(titleOf(home, live));
    return pieces === null ? [] : [{ pieces, person: null, space: live.id, kind: live.kind }];
  });
  return [...people, ...places];
}

/** Whether all words of a space are here, and if not, why. */
export function lackOf(home: Home, live: LiveSpace): Lack | null {
  // Nobody knows yet who is in a space of which nothing is here.
  if (live.place.seq > 0 && !isMemberOf(live, home.me.person)) return null;
  const why =
    live.problem !== undefined || live.fold.state.updateNeeded
      ? 'stopped'
      : !live.caughtUp
        ? 'coming'
        : live.fold.state.waiting.length > 0
          ? 'no-key'
          : null;
  return why && { ...namedSpace(home, live), why };
}

function namedSpace(home: Home, live: LiveSpace) {
  const state = stateOf(home, live);
  return {
    space: live.id,
    kind: live.kind,
    names: state.members.map((person) => ({ person, name: nameIn(home, state, person) })),
    title: titleOf(home, live),
  };
}
