import { describe, expect, test } from 'vitest';
import { answered } from '#domain/agreement/answered.ts';
import { chosenForPauses } from '#domain/agreement/chosen-for-pauses.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import { said } from '#domain/conversation/said.ts';
import { momentAsked } from '#domain/pause/asked.ts';
import { momentEnded } from '#domain/pause/ended.ts';
import { isStillOn, openMoments } from '#domain/pause/state.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ana, bo, cai } from '#tests/domain/cast.ts';
import { tell, type Story } from '#tests/domain/story.ts';

const away = (story: Story): readonly PersonId[] => openMoments(story.state()).map(({ by }) => by);

describe.each([
  ['Ana and Bo', ana, bo],
  ['Bo and Ana', bo, ana],
] as const)('between %s', (_names, one, other) => {
  test('whoever asks for a moment has it until they say that they are back', () => {
    const story = tell('pair', one, other);
    story.does(one, momentAsked({ until: null }));
    expect(away(story)).toEqual([one]);
    story.does(other, momentEnded());
    expect(away(story)).toEqual([one]);
    story.does(one, momentEnded());
    expect(away(story)).toEqual([]);
  });

  test('the other goes on talking meanwhile', () => {
    const story = tell('pair', one, other);
    story.does(one, momentAsked({ until: null }));
    story.does(other, said({ text: 'I am here when you are.' }));
    story.does(one, said({ text: 'I heard you.' }));
    expect(story.state().conversation.turns.size).toBe(2);
    expect(away(story)).toEqual([one]);
  });
});

test('both may ask at once, and asked again the newest time counts', () => {
  const story = tell('circle', ana, bo, cai);
  story.does(ana, momentAsked({ until: 7 }));
  story.does(cai, momentAsked({ until: null }));
  story.does(ana, momentAsked({ until: 9 }));
  expect(openMoments(story.state()).map(({ by, until }) => [by, until])).toEqual([
    [ana, 9],
    [cai, null],
  ]);
});

test('whoever leaves and comes again is back', () => {
  const story = tell('circle', ana, bo, cai);
  story.does(cai, momentAsked({ until: null }));
  story.leaves(cai);
  expect(away(story)).toEqual([]);
  story.joins(cai);
  expect(away(story)).toEqual([]);
});

test('it is over at its time, by itself; without a time it is not', () => {
  expect(isStillOn({ until: 10 }, 9)).toBe(true);
  expect(isStillOn({ until: 10 }, 10)).toBe(false);
  expect(isStillOn({ until: null }, 10)).toBe(true);
});

describe('our words for a pause', () => {
  const text = 'Kettle.';

  function chosenByBoth(): Story {
    const story = tell('pair', ana, bo);
    const clause = story.does(ana, proposed({ text }));
    story.does(bo, answered({ clause, proposal: clause, text, answer: 'yes' }));
    story.does(ana, chosenForPauses({ clause }));
    expect(story.agreement().forPauses).toBeNull();
    story.does(bo, chosenForPauses({ clause }));
    return story;
  }

  test('are a clause that both chose, and nothing that one of them chose', () => {
    const story = chosenByBoth();
    expect(story.agreement().forPauses).toBe(story.clause().clause);
    expect(story.agreement().inSight).toBeNull();
  });

  test('are so only while the clause is ours', () => {
    const story = chosenByBoth();
    const { clause } = story.clause();
    story.does(bo, reopened({ clause, proposal: clause, text }));
    expect(story.agreement().forPauses).toBeNull();
  });

  test('are none once somebody chooses none', () => {
    const story = chosenByBoth();
    story.does(ana, chosenForPauses({ clause: null }));
    expect(story.agreement().forPauses).toBeNull();
  });
});
