import { beforeAll, describe, expect, test } from 'vitest';
import type { AgreementClause } from '#domain/agreement/view.ts';
import type { MemberAnswer, TextView } from '#domain/consent/view.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import { loadWords } from '#words/words.ts';
import {
  answersOfTwo,
  circleLines,
  inSightSentence,
  shownTexts,
  stateSentence,
  type Telling,
} from './agreement-sentences.ts';

// Ids are only compared here, so any text will do.
const person = (name: string) => name as PersonId;
const event = (name: string) => name as EventId;
const [ana, bo, cai] = ['ana', 'bo', 'cai'].map(person) as [PersonId, PersonId, PersonId];
const names = { [ana]: 'Ana', [bo]: 'Bo', [cai]: 'Cai' };
const now = Date.UTC(2026, 10, 24, 12);

let words: Telling['words'];
beforeAll(async () => {
  words = await loadWords('en', 'agreement');
});

function telling(people: readonly PersonId[], kind: Telling['view']['kind'] = 'pair'): Telling {
  const members = people.map((person) => ({ person, name: names[person] ?? '', isMe: person === ana }));
  return { words, view: { kind, names, members }, now, waitsFor: 'nothing' as const };
}

function said(member: PersonId, answer: MemberAnswer['answer'], because: string | null = null): MemberAnswer {
  return { member, answer, at: answer === 'none' ? null : now - 21 * day, because, pending: false };
}

function text(
  situation: TextView['situation'],
  answers: readonly MemberAnswer[],
  by: PersonId = ana,
): TextView {
  return {
    proposal: event(`${situation} text`),
    text: 'We meet on Thursdays at the bakery.',
    by,
    at: now - 49 * day,
    place: 1,
    situation,
    answers,
    waitsFor: answers.filter(({ answer }) => answer === 'none').map(({ member }) => member),
    stretch: null,
    saidYes: [],
    pending: false,
  };
}

function clause(
  newest: TextView,
  inForce: TextView | null = null,
  situation: AgreementClause['situation'] = newest.situation,
): AgreementClause {
  return { clause: event('clause'), step: null, situation, inForce, newest, lapsed: null, history: [newest] };
}

describe('how a text stands', () => {
  const two = () => telling([ana, bo]);

  test('is said with the names of those it depends on, whoever they are', () => {
    for (const [one, other, name] of [
      [ana, bo, 'Bo'],
      [bo, ana, 'Ana'],
    ] as const) {
      const about = (answer: MemberAnswer['answer']) => [said(one, 'yes'), said(other, answer)];
      expect(stateSentence(two(), text('waiting', about('none')))).toBe(`Waiting for ${name}`);
      expect(stateSentence(two(), text('worried', about('worried')))).toBe(
        `Not ours yet: ${name} is worried`,
      );
      expect(stateSentence(two(), text('not-yet', about('not-yet')))).toBe(
        `Not ours yet: ${name} said “not yet”`,
      );
      expect(stateSentence(two(), text('lapsed', about('let-go')))).toBe(`No longer ours: ${name} let go`);
    }
  });

  test('is never called ours while it is not clear', () => {
    const unsure = text('unsure', [said(ana, 'yes'), said(bo, 'yes')]);
    expect(shownTexts(two(), clause(unsure)).map(({ sentence }) => sentence)).toEqual(['Not clear yet']);
    const held = text('ours', [said(ana, 'yes'), said(bo, 'yes')]);
    expect(shownTexts(two(), clause(held, held, 'unsure')).map(({ sentence }) => sentence)).toEqual([
      'Not clear yet',
    ]);
  });

  test('in a circle names who stands aside while it holds', () => {
    const three = telling([ana, bo, cai], 'circle');
    const aside = text('ours', [said(ana, 'yes'), said(bo, 'stands-aside'), said(cai, 'stands-aside')]);
    expect(stateSentence(three, aside)).toBe('Bo and Cai stand aside; this text holds');
  });

  test('keeps the older text in its place when a newer one is let go', () => {
    const older = text('ours', [said(ana, 'yes'), said(bo, 'yes')]);
    const newer = text('lapsed', [said(ana, 'yes'), said(bo, 'let-go')]);
    expect(shownTexts(two(), clause(newer, older, 'ours-older-text'))).toEqual([
      { text: older, sentence: 'Ours, in the text of 6 October', lesser: false },
      { text: newer, sentence: 'The newer text is no longer ours', lesser: true },
    ]);
  });
});

describe('what each of two says', () => {
  test('stands in seat order, with the shape of the arc', () => {
    const answers = [said(bo, 'worried', 'Once may be too little.'), said(ana, 'yes')];
    expect(answersOfTwo(telling([ana, bo]), text('worried', answers))).toEqual([
      { name: 'Ana', line: 'yes, 3 November', arc: 'whole' },
      { name: 'Bo', line: 'is worried, 3 November', arc: 'wavering', words: '“Once may be too little.”' },
    ]);
  });

  test('mirrors when the seats are swapped', () => {
    const open = text('waiting', [said(ana, 'yes'), said(bo, 'none')]);
    const [start, end] = answersOfTwo(telling([ana, bo]), open) ?? [];
    expect(answersOfTwo(telling([bo, ana]), open)).toEqual([end, start]);
  });

  test('is offered by whoever brought it in, until it is theirs together', () => {
    const answers = [said(ana, 'yes'), said(bo, 'none')];
    expect(answersOfTwo(telling([ana, bo]), text('waiting', answers))?.[0].line).toBe(
      'offers this, 3 November',
    );
    expect(answersOfTwo(telling([ana, bo]), text('ours', answers))?.[0].line).toBe('yes, 3 November');
  });

  test('is told in sentences where only one of them is left', () => {
    const alone = telling([ana]);
    const held = text('lapsed', [said(ana, 'yes')]);
    expect(answersOfTwo(alone, held)).toBeNull();
    expect(circleLines(alone, held)).toEqual(['Yes: Ana']);
  });
});

const noPauses = { pauseChoices: [], forPauses: null };

test('a clause says who would keep it in sight, and that it stays once all do', () => {
  const held = clause(text('ours', [said(ana, 'yes'), said(bo, 'yes')]));
  const about = (chosen: readonly PersonId[], inSight: EventId | null = null) => {
    const choices = [ana, bo].map((member) => ({
      member,
      clause: chosen.includes(member) ? held.clause : null,
    }));
    const agreement = { certain: true, clauses: [held], revisit: null, choices, inSight, ...noPauses };
    const base = telling([ana, bo]);
    return inSightSentence({ ...base, view: { ...base.view, me: ana, agreement } }, held);
  };
  expect(about([])).toBeNull();
  expect(about([ana])).toMatch(/^You would keep this in sight/);
  expect(about([bo])).toMatch(/^Bo would keep this one in sight/);
  expect(about([ana, bo], held.clause)).toMatch(/^This one stays in sight/);
});
