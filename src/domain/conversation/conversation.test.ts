import { describe, expect, test } from 'vitest';
import { allWithdrawn } from '#domain/conversation/all-withdrawn.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn, Turn } from '#domain/conversation/state.ts';
import { firstTurnAfter, newestTurns, turnById, turnsBefore, turnsFrom } from '#domain/conversation/turns.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { minute } from '#kernel/time.ts';
import { ana, bo, idOf, stranger } from '#tests/domain/cast.ts';
import { tell, type Story } from '#tests/domain/story.ts';

const turns = (story: Story): readonly Turn[] => newestTurns(story.state().conversation, 100);
const texts = (story: Story): readonly string[] =>
  turns(story).map((turn) => (turn.state === 'said' ? turn.text : '(withdrawn)'));

function turn(story: Story, id: EventId): SaidTurn {
  const found = turnById(story.state().conversation, id);
  if (found?.state !== 'said') throw new Error('nothing said');
  return found;
}

describe.each<[string, PersonId, PersonId]>([
  ['Ana and Bo', ana, bo],
  ['Bo and Ana', bo, ana],
])('between %s', (_names, one, other) => {
  test('what is said stands in the order of the log, under the name of who said it', () => {
    const story = tell('pair', one, other);
    story.does(one, said({ text: 'Are you up?' }));
    story.does(other, said({ text: 'Just made tea.', note: 'tea, at night' }));
    expect(turns(story)).toMatchObject([
      { author: one, text: 'Are you up?', note: null, at: 2 * minute, place: 2, pending: false },
      { author: other, text: 'Just made tea.', note: 'tea, at night', at: 3 * minute, place: 3 },
    ]);
  });

  test('an author finds better words, and the former ones are nowhere', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, said({ text: 'You never write', note: 'cross' }));
    story.does(other, said({ text: 'Hm.' }));
    story.does(one, reworded(turn(story, first), { text: 'I missed your letters' }));
    expect(texts(story)).toEqual(['I missed your letters', 'Hm.']);
    expect(turn(story, first)).toMatchObject({ note: null, at: 2 * minute, rewordedAt: 4 * minute });
    expect(JSON.stringify(turns(story))).not.toContain('never');
  });

  test('nobody rewords what somebody else said', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, said({ text: 'I am tired' }));
    story.does(other, reworded(turn(story, first), { text: 'I am fine' }));
    expect(texts(story)).toEqual(['I am tired']);
    expect(turn(story, first).rewordedAt).toBeNull();
  });

  test('words that are withdrawn leave a line in their old place and nothing else', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, said({ text: 'I said too much', note: 'the clinic' }));
    story.does(other, said({ text: 'I am here' }));
    story.does(one, withdrawn(turn(story, first)));
    expect(turns(story)).toMatchObject([
      { state: 'withdrawn', id: first, author: one, at: 2 * minute, place: 2, withdrawnAt: 4 * minute },
      { state: 'said', text: 'I am here' },
    ]);
    expect(JSON.stringify(turns(story))).not.toMatch(/too much|clinic/);
  });

  test('withdrawing takes the rewording along', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, said({ text: 'first words' }));
    const second = story.does(one, reworded(turn(story, first), { text: 'second words' }));
    const event = withdrawn(turn(story, first));
    expect(event.drops).toEqual([first, second]);
    story.does(one, event);
    expect(texts(story)).toEqual(['(withdrawn)']);
  });

  test('withdrawing writes its line in the place of what was said, not of what was reworded', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, said({ text: 'first words' }));
    story.does(one, reworded(turn(story, first), { text: 'second words' }));
    story.does(one, withdrawn(turn(story, first)));
    expect(turns(story)).toMatchObject([{ id: first, at: 2 * minute, place: 2 }]);
  });

  test('a second rewording lets the first one go', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, said({ text: 'first words' }));
    const second = story.does(one, reworded(turn(story, first), { text: 'second words' }));
    const event = reworded(turn(story, first), { text: 'third words' });
    expect(event.drops).toEqual([second]);
    story.does(one, event);
    expect(texts(story)).toEqual(['third words']);
  });

  test('nobody withdraws what somebody else said', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, said({ text: 'I am tired' }));
    story.does(other, withdrawn(turn(story, first)));
    expect(texts(story)).toEqual(['I am tired']);
  });

  test('many words go at once, with their rewordings, and each leaves its line', () => {
    const story = tell('pair', one, other);
    const ids = ['one', 'two', 'three'].map((text) => story.does(one, said({ text })));
    const better = story.does(one, reworded(turn(story, ids[1]!), { text: 'two, better' }));
    story.does(other, said({ text: 'I am here' }));
    const event = allWithdrawn(ids.slice(0, 2).map((id) => turn(story, id)));
    expect(event.drops).toEqual([ids[0], ids[1], better]);
    story.does(one, event);
    expect(texts(story)).toEqual(['(withdrawn)', '(withdrawn)', 'three', 'I am here']);
    expect(JSON.stringify(turns(story))).not.toContain('better');
  });

  test('nobody takes somebody else’s words along with their own', () => {
    const story = tell('pair', one, other);
    const mine = story.does(one, said({ text: 'mine' }));
    const theirs = story.does(other, said({ text: 'theirs' }));
    const event = allWithdrawn([turn(story, mine), turn(story, theirs)]);
    story.does(one, event);
    expect(texts(story)).toEqual(['(withdrawn)', 'theirs']);
  });

  test('what was withdrawn is not found again by rewording it', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, said({ text: 'gone' }));
    const before = turn(story, first);
    story.does(one, withdrawn(before));
    story.does(one, reworded(before, { text: 'back again' }));
    expect(texts(story)).toEqual(['(withdrawn)']);
  });

  test('a line is left only by whoever really lets the words go', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, said({ text: 'still here' }));
    story.does(one, { ...withdrawn(turn(story, first)), drops: [] });
    expect(texts(story)).toEqual(['still here']);
  });

  test('words that are let go without a word leave nothing', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, said({ text: 'gone' }));
    story.leaves(one);
    story.letsGo(one, first);
    expect(texts(story)).toEqual([]);
  });
});

test('whoever is not in the space says nothing in it', () => {
  const story = tell('pair', ana, bo);
  story.does(stranger, said({ text: 'hello' }));
  story.leaves(bo);
  story.does(bo, said({ text: 'one more thing' }));
  expect(turns(story)).toEqual([]);
});

test('the community is no place for conversation', () => {
  const story = tell('community', ana, bo);
  story.does(ana, said({ text: 'hello all' }));
  expect(turns(story)).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['only blanks', ' \n '],
  ['more than 20,000 letters', 'a'.repeat(20_001)],
])('a text of %s is refused', (_name, text) => {
  const story = tell('solo', ana);
  story.does(ana, said({ text }));
  expect(turns(story)).toEqual([]);
});

test('a long text is kept to the last letter, and blanks around it too', () => {
  const story = tell('solo', ana);
  const text = ` ${'a'.repeat(19_998)}\n`;
  story.does(ana, said({ text }));
  expect(texts(story)).toEqual([text]);
});

test('a note has at most 200 letters, and a field that nobody knows is refused', () => {
  const story = tell('solo', ana);
  story.does(ana, said({ text: 'a', note: 'n'.repeat(201) }));
  story.does(ana, { kind: 'conversation.said', content: { text: 'b', mood: 3 } });
  expect(turns(story)).toEqual([]);
});

describe('paging through forty turns', () => {
  const story = tell('solo', ana);
  for (let number = 1; number <= 40; number++) story.does(ana, said({ text: `turn ${number}` }));
  const { conversation } = story.state();
  const ids = turns(story).map(({ id }) => id);

  test('the newest come first, oldest of them on top', () => {
    expect(newestTurns(conversation, 3).map(({ id }) => id)).toEqual(ids.slice(37));
    expect(newestTurns(conversation, 1000)).toHaveLength(40);
  });

  test('a page above a turn ends right before it', () => {
    expect(turnsBefore(conversation, ids[10]!, 4).map(({ id }) => id)).toEqual(ids.slice(6, 10));
    expect(turnsBefore(conversation, ids[2]!, 4).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(turnsBefore(conversation, idOf('nobody-said-this'), 4)).toEqual([]);
  });

  test('a page that starts at a turn reaches down to the newest', () => {
    expect(turnsFrom(conversation, ids[38]!).map(({ id }) => id)).toEqual(ids.slice(38));
  });

  test('the first new turn is the first after the place one has read up to', () => {
    const { place } = newestTurns(conversation, 5)[0]!;
    expect(firstTurnAfter(conversation, place - 1)?.place).toBe(place);
    expect(firstTurnAfter(conversation, 0)?.id).toBe(ids[0]);
    expect(firstTurnAfter(conversation, 41)).toBeNull();
  });
});
