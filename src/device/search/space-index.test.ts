import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stretchesOf } from '#device/search/excerpt.ts';
import { candidates, emptyIndex, follow, shelve, type SpaceIndex } from '#device/search/space-index.ts';
import { soughtWords } from '#device/search/words.ts';
import { said } from '#domain/conversation/said.ts';
import { foldOn, startFold } from '#domain/space/fold.ts';
import { passagesOf, searchableNouns } from '#domain/space/searchables.ts';
import type { SpaceState } from '#domain/space/state.ts';
import { ana, bench, bo, cai } from '#tests/domain/cast.ts';
import { acts, kinds, play, runs } from '#tests/domain/random-story.ts';
import { tell } from '#tests/domain/story.ts';

function shelveAll({ blocks }: SpaceIndex): void {
  for (const block of blocks.values()) if (block.shard === null) shelve(block, null);
}

function found(index: SpaceIndex, query: string): string[] {
  const words = soughtWords(query);
  return [...candidates(index, words)]
    .filter(({ passage }) => stretchesOf(passage.words, words) !== null)
    .map(({ passage }) => `${passage.event} ${passage.words}`)
    .toSorted();
}

/** The same by reading every word there is. */
function read(state: SpaceState, query: string): string[] {
  const words = soughtWords(query);
  return searchableNouns
    .flatMap((noun) => passagesOf(state, noun))
    .filter(({ words: text }) => stretchesOf(text, words) !== null)
    .map(({ event, words: text }) => `${event} ${text}`)
    .toSorted();
}

const letter = fc.constantFrom(...'ab éßİ的了在ไทยกבּיت ال가か゛𠮷7.\n👩‍👩‍👧');
const text = fc.string({ unit: letter, minLength: 1, maxLength: 60 }).filter((words) => words.trim() !== '');

test('what is in a text is in its index, in whatever scripts it is written', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (texts, which, from) => {
      const story = tell('solo', ana);
      for (const each of texts) story.does(ana, said({ text: each }));
      const { state, ledger } = story.fold();
      const index = emptyIndex();
      follow(index, state, ledger);
      shelveAll(index);
      const picked = Array.from(texts[which % texts.length] ?? '');
      const begin = from % picked.length;
      for (const query of [picked.slice(begin).join(''), picked.slice(begin, begin + 3).join('')]) {
        if (soughtWords(query).length > 0) expect(found(index, query)).toEqual(read(state, query));
      }
    }),
    runs(500),
  );
});

test('an index that follows a space finds what one finds that is made anew, whatever happens there', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), acts(), (kind, todo) => {
      const { log } = play(kind, [ana, bo, cai], todo);
      const index = emptyIndex();
      let fold = startFold({ space: bench, kind });
      for (const entry of log) {
        fold = foldOn(fold, [entry]);
        follow(index, fold.state, fold.ledger);
        shelveAll(index);
      }
      for (const query of ['w', 'we', 's', 'the', 'i'])
        expect(found(index, query)).toEqual(read(fold.state, query));
    }),
    runs(200),
  );
});

test('a message in a long talk leaves all but the newest block as it was', () => {
  const story = tell('solo', ana);
  for (let number = 1; number <= 600; number++) story.does(ana, said({ text: `turn ${number}` }));
  const index = emptyIndex();
  const before = story.fold();
  follow(index, before.state, before.ledger);
  shelveAll(index);
  const blocks = new Map(index.blocks);
  story.does(ana, said({ text: 'one more' }));
  const after = foldOn(before, story.log);
  follow(index, after.state, after.ledger);
  const changed = [...index.blocks].filter(([number, block]) => blocks.get(number) !== block);
  expect(changed.map(([number]) => number)).toEqual([2]);
});

test('before the index is made, the newest words are found all the same, and it is said that older ones may be', () => {
  const story = tell('solo', ana);
  for (let number = 1; number <= 900; number++) story.does(ana, said({ text: `turn ${number}` }));
  const { state, ledger } = story.fold();
  const index = emptyIndex();
  follow(index, state, ledger);
  const search = candidates(index, soughtWords('turn'));
  let next = search.next();
  expect(next.done !== true && next.value.passage.words).toBe('turn 900');
  while (next.done !== true) next = search.next();
  expect(next.value).toBe(false);
});
