import { describe, expect, test } from 'vitest';
import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { newestTurns } from '#domain/conversation/turns.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import { endingBegunFor } from '#domain/ending/begun.ts';
import { choseKeeping } from '#domain/ending/chose.ts';
import { goodbyeWished } from '#domain/ending/goodbye-wished.ts';
import { offered } from '#domain/ending/offered.ts';
import { whoHasChosen } from '#domain/ending/state.ts';
import { endingStoppedNow } from '#domain/ending/stopped.ts';
import { takenBack } from '#domain/ending/taken-back.ts';
import type { DraftEvent } from '#domain/space/define.ts';
import { withPending } from '#domain/space/fold.ts';
import { mayHappen } from '#domain/space/may.ts';
import type { PersonId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { ana, bo, cai, idOf } from '#tests/domain/cast.ts';
import { tell, type Story } from '#tests/domain/story.ts';

const chosen = choseKeeping({ hasChosen: true });
const notYet = choseKeeping({ hasChosen: false });

function begun(kind: 'pair' | 'circle', ...people: PersonId[]): Story {
  const story = tell(kind, ...people);
  story.does(people[0] ?? ana, endingBegunFor({ on: null }));
  return story;
}

function refusal(story: Story, author: PersonId, event: DraftEvent): string | null {
  const asked = mayHappen(story.fold(), [], { author, at: 99, event, eventId: idOf('next') });
  return asked.ok ? null : asked.refusal.code;
}

const offersOf = (story: Story): readonly string[] =>
  valuesOf(story.state().ending.offers).map(({ text }) => text);

describe.each([
  ['Ana and Bo', ana, bo],
  ['Bo and Ana', bo, ana],
] as const)('between %s', (_names, one, other) => {
  test('it ends when both have chosen, and not when one has', () => {
    const story = begun('pair', one, other);
    story.does(one, chosen);
    expect(story.state().ended).toBeNull();
    expect(whoHasChosen(story.state())).toEqual([one]);
    story.does(other, chosen);
    expect(story.state().ended).toMatchObject({ pending: false });
  });

  test('either stops it, whoever began it, and what was chosen is forgotten', () => {
    const story = begun('pair', one, other);
    story.does(one, chosen);
    story.does(other, endingStoppedNow());
    story.does(other, chosen);
    expect(story.state()).toMatchObject({ ended: null, ending: { underway: null } });
    story.does(other, endingBegunFor({ on: null }));
    story.does(other, chosen);
    expect(story.state().ended).toBeNull();
  });

  test('either says not yet after all', () => {
    const story = begun('pair', one, other);
    story.does(one, chosen);
    story.does(one, notYet);
    story.does(other, chosen);
    expect(story.state().ended).toBeNull();
  });

  test('the other leaves on the way, and whoever stays ends it alone', () => {
    const story = begun('pair', one, other);
    story.leaves(other);
    expect(story.state().ended).toBeNull();
    story.does(one, chosen);
    expect(story.state().ended).not.toBeNull();
  });

  test('another day is named without anybody choosing again', () => {
    const story = begun('pair', one, other);
    story.does(one, chosen);
    story.does(other, endingBegunFor({ on: '2031-05-01' }));
    expect(story.state().ending.underway).toMatchObject({ by: one, on: '2031-05-01' });
    expect(whoHasChosen(story.state())).toEqual([one]);
  });

  test('words are offered by their author, and taken back by nobody else', () => {
    const story = begun('pair', one, other);
    const letter = story.does(one, offered({ prompt: 'letter', text: 'It was good to walk with you.' }));
    expect(refusal(story, other, takenBack(letter))).toBe('not-your-words');
    story.does(other, takenBack(letter));
    expect(offersOf(story)).toEqual(['It was good to walk with you.']);
    story.does(one, takenBack(letter));
    expect(offersOf(story)).toEqual([]);
  });
});

describe('in a circle', () => {
  test('a newcomer on the way has not chosen', () => {
    const story = begun('circle', ana, bo);
    story.does(ana, chosen);
    story.joins(cai);
    story.does(bo, chosen);
    expect(story.state().ended).toBeNull();
    story.does(cai, chosen);
    expect(story.state().ended).not.toBeNull();
  });

  test('whoever chose, left and came again has not chosen', () => {
    const story = begun('circle', ana, bo, cai);
    story.does(ana, chosen);
    story.leaves(ana);
    story.joins(ana);
    story.does(bo, chosen);
    story.does(cai, chosen);
    expect(story.state().ended).toBeNull();
  });

  test('the last who had not chosen leaves, and it has ended', () => {
    const story = begun('circle', ana, bo, cai);
    story.does(ana, chosen);
    story.does(bo, chosen);
    story.leaves(cai);
    expect(story.state().ended).not.toBeNull();
  });
});

describe('after the end', () => {
  const text = 'We write on Sundays.';

  function ended() {
    const story = tell('pair', ana, bo);
    const turn = story.does(ana, said({ text: 'Good morning.' }));
    const clause = story.does(ana, proposed({ text }));
    const wording = { clause, proposal: clause, text };
    story.does(bo, answered({ ...wording, answer: 'yes' }));
    story.does(ana, endingBegunFor({ on: null }));
    const letter = story.does(bo, offered({ prompt: 'letter', text: 'Dear Ana' }));
    story.does(ana, chosen);
    story.does(bo, chosen);
    return { story, turn, wording, letter };
  }

  test('nothing new is said, agreed, begun or stopped', () => {
    const { story, wording } = ended();
    const events: readonly DraftEvent[] = [
      said({ text: 'One word more.' }),
      proposed({ text: 'And another thing.' }),
      answered({ ...wording, answer: 'not-yet' }),
      endingBegunFor({ on: null }),
      endingStoppedNow(),
      notYet,
      goodbyeWished({ none: true }),
      offered({ prompt: 'letter', text: 'Late.' }),
    ];
    for (const event of events) {
      expect(refusal(story, ana, event)).toBe('space-ended');
      story.does(ana, event);
    }
    expect(newestTurns(story.state().conversation, 9)).toHaveLength(1);
    expect(story.agreement().clauses).toHaveLength(1);
    expect(offersOf(story)).toEqual(['Dear Ana']);
  });

  test('each still takes back what they said, offered and held', () => {
    const { story, turn, wording, letter } = ended();
    story.does(ana, withdrawn({ id: turn, rewording: null } as SaidTurn));
    story.does(bo, takenBack(letter));
    story.does(bo, reopened(wording));
    expect(newestTurns(story.state().conversation, 9)).toMatchObject([{ state: 'withdrawn' }]);
    expect(offersOf(story)).toEqual([]);
    expect(story.clause().situation).toBe('lapsed');
  });

  test('whoever comes later finds it ended', () => {
    const { story } = ended();
    story.leaves(bo);
    story.joins(bo);
    expect(story.state().ended).not.toBeNull();
    expect(refusal(story, bo, said({ text: 'Hello?' }))).toBe('space-ended');
  });
});

test('what waits on this device ends it as something that will be', () => {
  const story = begun('pair', ana, bo);
  story.does(bo, chosen);
  const mine = { eventId: idOf<'event'>('here'), author: ana, at: 99, drops: [], ...chosen };
  expect(withPending(story.fold(), [mine]).ended).toEqual({ at: 99, pending: true });
});

test('nobody ends a space that has only them in it', () => {
  expect(refusal(tell('pair', ana), ana, endingBegunFor({ on: null }))).toBe('nobody-else-here');
});

test('nothing is offered or chosen while nobody has begun', () => {
  const story = tell('pair', ana, bo);
  for (const event of [chosen, endingStoppedNow(), offered({ prompt: 'letter', text: 'Early.' })]) {
    expect(refusal(story, ana, event)).toBe('no-ending');
  }
});
