import { describe, expect, test } from 'vitest';
import { answered } from '#domain/agreement/answered.ts';
import { keptInSight } from '#domain/agreement/kept-in-sight.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import { revisitSuggested } from '#domain/agreement/revisit-suggested.ts';
import type { AnswerWord, Wording } from '#domain/consent/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { minute } from '#kernel/time.ts';
import { ana, bo, cai, idOf, stranger } from '#tests/domain/cast.ts';
import { tell, type Story } from '#tests/domain/story.ts';

const thursdays = 'We meet on Thursdays at the bakery.';
const sundays = 'We meet on Thursdays, and on Sundays we phone.';

/** Somebody brings in a text; what comes back is how others name it when they answer. */
function propose(story: Story, by: PersonId, text: string, clause?: EventId): Wording {
  const proposal = story.does(by, proposed(clause === undefined ? { text } : { text, clause }));
  return { clause: clause ?? proposal, proposal, text };
}

function answers(story: Story, by: PersonId, wording: Wording, answer: AnswerWord = 'yes'): EventId {
  if (answer === 'worried')
    return story.does(by, answered({ ...wording, answer, because: 'Sundays are my mother’s.' }));
  if (answer === 'yes-and')
    return story.does(by, answered({ ...wording, answer, and: 'And we bring cake.' }));
  return story.does(by, answered({ ...wording, answer }));
}

describe.each<[string, PersonId, PersonId]>([
  ['Ana and Bo', ana, bo],
  ['Bo and Ana', bo, ana],
])('between %s', (_names, one, other) => {
  test('a text waits for the other, and is ours once both say yes', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    expect(story.clause()).toMatchObject({ situation: 'waiting', inForce: null, lapsed: null });
    expect(story.clause().newest).toMatchObject({ by: one, waitsFor: [other], at: 2 * minute });
    answers(story, other, text);
    expect(story.clause()).toMatchObject({ situation: 'ours', inForce: { text: thursdays, waitsFor: [] } });
    expect(story.clause().inForce?.stretch).toEqual({ since: 3 * minute, until: null });
    expect(story.clause().inForce?.saidYes).toEqual([
      { person: one, at: 2 * minute },
      { person: other, at: 3 * minute },
    ]);
  });

  test('a worry is said with a reason, keeps the text from being ours, and can be laid down', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    story.does(other, { kind: 'agreement.answered', content: { ...text, answer: 'worried' } });
    expect(story.clause().situation).toBe('waiting');
    answers(story, other, text, 'worried');
    expect(story.clause()).toMatchObject({ situation: 'worried', inForce: null });
    expect(story.clause().newest.answers.find(({ member }) => member === other)).toMatchObject({
      answer: 'worried',
      because: 'Sundays are my mother’s.',
    });
    answers(story, other, text);
    expect(story.clause().situation).toBe('ours');
  });

  test.each(['not-yet', 'stands-aside'] as const)('“%s” does not make it theirs', (answer) => {
    const story = tell('pair', one, other);
    answers(story, other, propose(story, one, thursdays), answer);
    expect(story.clause().inForce).toBeNull();
    expect(story.clause().situation).toBe(answer === 'not-yet' ? 'not-yet' : 'too-few-yes');
  });

  test('“yes, and” is a yes to this text and brings in a further one', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    const further = answers(story, other, text, 'yes-and');
    expect(story.clause()).toMatchObject({
      situation: 'ours-older-text',
      inForce: { text: thursdays },
      newest: {
        text: 'And we bring cake.',
        proposal: further,
        by: other,
        waitsFor: [one],
        situation: 'waiting',
      },
      lapsed: null,
    });
    answers(story, one, { clause: text.clause, proposal: further, text: 'And we bring cake.' });
    expect(story.clause()).toMatchObject({ situation: 'ours', inForce: { text: 'And we bring cake.' } });
    expect(story.clause().history.map(({ situation }) => situation)).toEqual(['replaced', 'ours']);
  });

  test('“yes, and” needs something to add', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    story.does(other, answered({ ...text, answer: 'yes-and', and: thursdays }));
    expect(story.clause()).toMatchObject({ situation: 'waiting', history: [{ text: thursdays }] });
  });

  test('anybody may let go, and the clause falls back to the text that both still hold', () => {
    const story = tell('pair', one, other);
    const older = propose(story, one, thursdays);
    answers(story, other, older);
    const newer = propose(story, one, sundays, older.clause);
    answers(story, other, newer);
    expect(story.clause()).toMatchObject({ situation: 'ours', inForce: { text: sundays } });
    story.does(other, reopened(newer));
    expect(story.clause()).toMatchObject({
      situation: 'ours-older-text',
      inForce: { text: thursdays, stretch: { since: 3 * minute, until: null } },
      newest: { text: sundays },
      lapsed: { text: sundays, stretch: { since: 5 * minute, until: 6 * minute } },
    });
    expect(story.clause().lapsed?.answers.find(({ member }) => member === other)).toMatchObject({
      answer: 'let-go',
      at: 6 * minute,
    });
    story.does(one, reopened(older));
    expect(story.clause()).toMatchObject({ situation: 'lapsed', inForce: null, lapsed: { text: sundays } });
  });

  test('the proposer can let go as well as the other', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    answers(story, other, text);
    story.does(one, reopened(text));
    expect(story.clause()).toMatchObject({ situation: 'lapsed', inForce: null });
  });

  test('a text taken back before it was ours has not lapsed', () => {
    const story = tell('pair', one, other);
    story.does(one, reopened(propose(story, one, thursdays)));
    expect(story.clause()).toMatchObject({ situation: 'let-go', lapsed: null });
  });

  test('a no to a text that was ours ends it, whatever the no is called', () => {
    for (const answer of ['worried', 'not-yet', 'stands-aside'] as const) {
      const story = tell('pair', one, other);
      const text = propose(story, one, thursdays);
      answers(story, other, text);
      answers(story, one, text, answer);
      expect(story.clause()).toMatchObject({ situation: 'lapsed', inForce: null });
    }
  });

  test('saying yes once more changes nothing about since when it is ours', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    answers(story, other, text);
    answers(story, other, text);
    expect(story.clause().inForce?.stretch).toEqual({ since: 3 * minute, until: null });
  });

  test('what lapsed before is no news once a newer text is ours', () => {
    const story = tell('pair', one, other);
    const older = propose(story, one, thursdays);
    answers(story, other, older);
    story.does(one, reopened(older));
    answers(story, other, propose(story, one, sundays, older.clause));
    expect(story.clause()).toMatchObject({ situation: 'ours', lapsed: null });
    expect(story.clause().history).toMatchObject([{ situation: 'lapsed' }, { situation: 'ours' }]);
  });

  test('a lapsed text comes back with the yes that was missing, from that day on', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    answers(story, other, text);
    story.does(other, reopened(text));
    answers(story, other, text);
    expect(story.clause()).toMatchObject({ situation: 'ours', lapsed: null });
    expect(story.clause().inForce?.stretch).toEqual({ since: 5 * minute, until: null });
  });

  test('nobody brings an old text back alone by proposing it again', () => {
    const story = tell('pair', one, other);
    const older = propose(story, one, thursdays);
    answers(story, other, older);
    answers(story, other, propose(story, one, sundays, older.clause));
    propose(story, other, thursdays, older.clause);
    expect(story.clause()).toMatchObject({ situation: 'ours-older-text', inForce: { text: sundays } });
  });

  test('a no to the same words, proposed again, is a no to the words', () => {
    const story = tell('pair', one, other);
    const first = propose(story, one, thursdays);
    answers(story, other, first);
    const again = propose(story, other, thursdays, first.clause);
    answers(story, one, again, 'not-yet');
    expect(story.clause().inForce).toBeNull();
    expect(story.clause().history.map(({ saidYes }) => saidYes.map(({ person }) => person))).toEqual([
      [one, other],
      [other],
    ]);
    answers(story, one, again);
    expect(story.clause().inForce).toMatchObject({ text: thursdays, proposal: again.proposal });
  });

  test('standing aside from the same words, proposed again, is no yes to them', () => {
    const story = tell('pair', one, other);
    const first = propose(story, one, thursdays);
    answers(story, other, first);
    answers(story, other, propose(story, one, thursdays, first.clause), 'stands-aside');
    expect(story.clause().inForce).toBeNull();
  });

  test('a yes to other words than those proposed is no answer', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    answers(story, other, { ...text, text: `${thursdays} ` });
    answers(story, other, { ...text, clause: propose(story, one, sundays).clause });
    answers(story, other, { ...text, proposal: idOf('never-happened') });
    expect(story.clause()).toMatchObject({ situation: 'waiting', history: [{ text: thursdays }] });
    expect(story.agreement().clauses.map(({ history }) => history.length)).toEqual([1, 1]);
  });

  test('nobody answers what has not been proposed yet', () => {
    const story = tell('pair', one, other);
    const coming = idOf<'event'>('event-3');
    answers(story, other, { clause: coming, proposal: coming, text: sundays });
    expect(propose(story, one, thursdays).proposal).toBe(coming);
    story.letsGo(one, coming);
    expect(story.agreement().clauses).toEqual([]);
  });

  test('something said is no proposal, however it is answered', () => {
    const story = tell('pair', one, other);
    const turn = story.does(one, { kind: 'conversation.said', content: { text: thursdays } });
    answers(story, other, { clause: turn, proposal: turn, text: thursdays });
    story.does(other, proposed({ clause: turn, text: thursdays }));
    expect(story.agreement().clauses).toEqual([]);
  });

  test('who withdraws a proposal ends the agreement, and the other’s yes keeps the text', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    answers(story, other, text);
    story.letsGo(one, text.proposal);
    expect(story.clause()).toMatchObject({
      clause: text.clause,
      situation: 'waiting',
      newest: { text: thursdays, by: null, waitsFor: [one], at: 2 * minute },
    });
    answers(story, one, text);
    expect(story.clause().situation).toBe('ours');
  });

  test('a proposal withdrawn before anybody answered is gone', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    story.letsGo(one, text.proposal);
    expect(story.agreement().clauses).toEqual([]);
  });

  test('where the words were withdrawn, two different texts are never taken for one', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    story.letsGo(one, text.proposal);
    answers(story, one, text);
    answers(story, other, { ...text, text: sundays });
    expect(story.clause()).toMatchObject({
      inForce: null,
      history: [{ text: thursdays }, { text: sundays }],
    });
  });

  test('clauses stay in the order in which they were opened, also when their first words are withdrawn', () => {
    const story = tell('pair', one, other);
    const first = propose(story, one, thursdays);
    const second = propose(story, other, sundays);
    answers(story, other, first);
    story.letsGo(one, first.proposal);
    expect(story.agreement().clauses.map(({ clause }) => clause)).toEqual([first.clause, second.clause]);
  });

  test('when one of them has left, nothing is theirs any more', () => {
    const story = tell('pair', one, other);
    answers(story, other, propose(story, one, thursdays));
    story.leaves(other);
    expect(story.clause()).toMatchObject({ situation: 'lapsed', inForce: null });
    expect(story.clause().lapsed?.stretch).toEqual({ since: 3 * minute, until: 4 * minute });
    expect(story.clause().newest.saidYes).toHaveLength(2);
  });

  test('what stays in sight is what both chose, while it is ours', () => {
    const story = tell('pair', one, other);
    const text = propose(story, one, thursdays);
    const { clause } = text;
    story.does(one, keptInSight({ clause }));
    answers(story, other, text);
    expect(story.agreement()).toMatchObject({ inSight: null });
    expect(story.agreement().choices).toContainEqual({ member: one, clause });
    story.does(other, keptInSight({ clause }));
    expect(story.agreement().inSight).toBe(clause);
    story.does(one, reopened(text));
    expect(story.agreement().inSight).toBeNull();
    answers(story, one, text);
    story.does(one, keptInSight({ clause: null }));
    expect(story.agreement().inSight).toBeNull();
  });

  test('a day to look again is anybody’s suggestion, and the newest stands', () => {
    const story = tell('pair', one, other);
    story.does(one, revisitSuggested({ on: '2032-02-29' }));
    story.does(other, revisitSuggested({ on: '2031-02-29' }));
    story.does(other, revisitSuggested({ on: '2100-02-29' }));
    story.does(other, revisitSuggested({ on: '2031-13-01' }));
    story.does(other, revisitSuggested({ on: '2031-04-00' }));
    story.does(other, revisitSuggested({ on: 'next spring' }));
    expect(story.agreement().revisit).toEqual({ on: '2032-02-29', by: one, at: 2 * minute, pending: false });
    story.does(other, revisitSuggested({ on: null }));
    expect(story.agreement().revisit).toMatchObject({ on: null, by: other });
  });

  test('a clause belongs to the step that its newest text names', () => {
    const story = tell('pair', one, other);
    const first = story.does(one, proposed({ text: thursdays, step: 'meeting-and-silence' }));
    story.does(other, proposed({ text: sundays, clause: first }));
    story.does(one, { kind: 'agreement.proposed', content: { text: 'x', step: 'diagnosis' } });
    expect(story.agreement().clauses).toMatchObject([{ step: 'meeting-and-silence' }]);
  });

  test('what cannot be a clause opens none', () => {
    const story = tell('pair', one, other);
    story.does(one, proposed({ text: ' ' }));
    story.does(one, proposed({ text: 'a'.repeat(2001) }));
    story.does(stranger, proposed({ text: thursdays }));
    story.does(one, proposed({ text: thursdays, clause: idOf('never-happened') }));
    const text = propose(story, other, thursdays);
    story.does(
      one,
      proposed({ text: sundays, clause: propose(story, other, sundays, text.clause).proposal }),
    );
    expect(story.agreement().clauses).toMatchObject([{ history: [{ text: thursdays }, { text: sundays }] }]);
  });
});

describe('in a circle', () => {
  test('who stands aside lets it hold, and somebody must say yes', () => {
    const story = tell('circle', ana, bo, cai);
    const text = propose(story, ana, thursdays);
    answers(story, bo, text, 'stands-aside');
    expect(story.clause()).toMatchObject({ situation: 'waiting', newest: { waitsFor: [cai] } });
    answers(story, cai, text, 'stands-aside');
    expect(story.clause().situation).toBe('ours');
    answers(story, ana, text, 'stands-aside');
    expect(story.clause()).toMatchObject({ situation: 'lapsed', inForce: null });
  });

  test('standing aside, all of us, makes nothing ours', () => {
    const story = tell('circle', ana, bo);
    const text = propose(story, ana, thursdays);
    answers(story, ana, text, 'stands-aside');
    answers(story, bo, text, 'stands-aside');
    expect(story.clause()).toMatchObject({ situation: 'too-few-yes', inForce: null });
  });

  test('a newcomer has answered nothing: agreed by the others, waiting, and not lapsed', () => {
    const story = tell('circle', ana, bo);
    const text = propose(story, ana, thursdays);
    answers(story, bo, text);
    story.joins(cai);
    expect(story.clause()).toMatchObject({ situation: 'waiting', inForce: null, lapsed: null });
    expect(story.clause().newest).toMatchObject({ waitsFor: [cai], stretch: { until: 4 * minute } });
    answers(story, cai, text);
    expect(story.clause().situation).toBe('ours');
  });

  test('the answers of somebody who leaves stop counting, the worry as well as the yes', () => {
    const story = tell('circle', ana, bo, cai);
    const text = propose(story, ana, thursdays);
    answers(story, bo, text);
    answers(story, cai, text, 'worried');
    expect(story.clause().situation).toBe('worried');
    story.leaves(cai);
    expect(story.clause()).toMatchObject({ situation: 'ours', inForce: { stretch: { since: 5 * minute } } });
    story.leaves(ana);
    expect(story.clause().situation).toBe('ours');
    answers(story, bo, text, 'stands-aside');
    expect(story.clause().inForce).toBeNull();
  });

  test('who comes back has answered nothing and chosen nothing', () => {
    const story = tell('circle', ana, bo);
    const text = propose(story, ana, thursdays);
    answers(story, bo, text);
    for (const member of [ana, bo]) story.does(member, keptInSight({ clause: text.clause }));
    expect(story.agreement().inSight).toBe(text.clause);
    story.leaves(bo);
    story.joins(bo);
    expect(story.clause()).toMatchObject({ situation: 'waiting', newest: { waitsFor: [bo] } });
    answers(story, bo, text);
    expect(story.clause().situation).toBe('ours');
    expect(story.agreement().inSight).toBeNull();
  });
});

test('alone, what I say yes to is mine to keep or let go', () => {
  const story = tell('solo', ana);
  const text = propose(story, ana, 'I go to bed before the news.');
  expect(story.clause().situation).toBe('ours');
  story.does(ana, reopened(text));
  expect(story.clause().situation).toBe('lapsed');
  answers(story, ana, text, 'stands-aside');
  expect(story.clause().inForce).toBeNull();
});

test('the community as a whole makes no agreement', () => {
  const story = tell('community', ana, bo);
  const text = propose(story, ana, thursdays);
  story.does(ana, revisitSuggested({ on: '2031-05-01' }));
  for (const member of [ana, bo]) story.does(member, keptInSight({ clause: text.clause }));
  expect(story.agreement()).toMatchObject({ clauses: [], revisit: null, inSight: null });
  expect(story.agreement().choices).toEqual([ana, bo].map((member) => ({ member, clause: null })));
});
