import { describe, expect, test } from 'vitest';
import { cameToSit } from '#domain/sitting/came.ts';
import { rememberedOf, sittersOf, sitsStill, type Coming } from '#domain/sitting/state.ts';
import { wentFromSitting } from '#domain/sitting/went.ts';
import type { PersonId } from '#kernel/ids.ts';
import { hour } from '#kernel/time.ts';
import { ana, bo, cai } from '#tests/domain/cast.ts';
import { tell, type Story } from '#tests/domain/story.ts';

const sitting = (story: Story): readonly PersonId[] => sittersOf(story.state()).map(({ by }) => by);
const remembered = (story: Story): readonly (readonly PersonId[])[] =>
  rememberedOf(story.state().sitting).map(({ people }) => people);

function comingOf(story: Story, person: PersonId): Coming {
  const coming = sittersOf(story.state()).find(({ by }) => by === person);
  if (coming === undefined) throw new Error('not sitting');
  return coming;
}

function goes(story: Story, person: PersonId, remember: boolean): void {
  story.does(person, wentFromSitting(comingOf(story, person), { as: 'back', remember }));
}

describe.each([
  ['Ana and Bo', ana, bo],
  ['Bo and Ana', bo, ana],
] as const)('between %s', (_names, one, other) => {
  function both(): Story {
    const story = tell('pair', one, other);
    const begun = story.does(one, cameToSit({ sitting: null }));
    story.does(other, cameToSit({ sitting: begun }));
    return story;
  }

  test('one begins, the other joins or does not, and either goes', () => {
    const story = tell('pair', one, other);
    story.does(one, cameToSit({ sitting: null }));
    expect(sitting(story)).toEqual([one]);
    story.does(other, cameToSit({ sitting: null }));
    expect(sitting(story)).toEqual([one, other]);
    goes(story, one, false);
    expect(sitting(story)).toEqual([other]);
    goes(story, other, false);
    expect(sitting(story)).toEqual([]);
  });

  test('a line stays where both would have it', () => {
    const story = both();
    goes(story, one, true);
    expect(remembered(story)).toEqual([]);
    goes(story, other, true);
    expect(remembered(story)).toEqual([[one, other]]);
  });

  test('one who would not have a line is enough for none, whoever goes first', () => {
    for (const [first, second] of [
      [true, false],
      [false, true],
    ] as const) {
      const story = both();
      goes(story, one, first);
      goes(story, other, second);
      expect(remembered(story)).toEqual([]);
    }
  });

  test('nobody gets somebody else up', () => {
    const story = both();
    const mine = comingOf(story, one);
    story.does(other, wentFromSitting(mine, { as: 'going', remember: true }));
    expect(sitting(story)).toEqual([one, other]);
  });
});

test('two who begin at the same time sit in one', () => {
  const story = tell('pair', ana, bo);
  story.does(ana, cameToSit({ sitting: null }));
  story.does(bo, cameToSit({ sitting: null }));
  expect(comingOf(story, ana).sitting).toBe(comingOf(story, bo).sitting);
});

test('where one of three would not have a line there is none', () => {
  const story = tell('circle', ana, bo, cai);
  for (const person of [ana, bo, cai]) story.does(person, cameToSit({ sitting: null }));
  goes(story, cai, false);
  goes(story, ana, true);
  goes(story, bo, true);
  expect(remembered(story)).toEqual([]);
});

test('one who sat alone leaves no line', () => {
  const story = tell('pair', ana, bo);
  story.does(ana, cameToSit({ sitting: null }));
  goes(story, ana, true);
  expect(remembered(story)).toEqual([]);
});

test('whoever leaves the space sits there no more', () => {
  const story = tell('circle', ana, bo, cai);
  story.does(cai, cameToSit({ sitting: null }));
  story.leaves(cai);
  story.joins(cai);
  expect(sitting(story)).toEqual([]);
});

test('a browser that was put down does not sit for ever', () => {
  expect(sitsStill({ at: 0 }, 4 * hour - 1)).toBe(true);
  expect(sitsStill({ at: 0 }, 4 * hour)).toBe(false);
});
