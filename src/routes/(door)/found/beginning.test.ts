import { expect, test } from 'vitest';
import { beginning, parseBeginning, stepThatCanBe } from './beginning.ts';

const nothing = { name: '', passphrase: '', community: '' };
const examples = {
  whoRuns: 'Ana keeps it.',
  whatTheySee: 'Nothing.',
  boundByLaw: 'Nobody.',
  ifSomebodyTalksOfDying: 'We talk.',
  howLongThingsStay: 'A month.',
  ages: 'From 18.',
};

test('whoever comes back after a reload is asked for what is missing first', () => {
  expect(stepThatCanBe('card', nothing)).toBe('name');
  expect(stepThatCanBe('card', { ...nothing, name: 'Ana' })).toBe('passphrase');
  expect(stepThatCanBe('card', { ...nothing, name: 'Ana', passphrase: 'six words' })).toBe('community');
  expect(stepThatCanBe('card', { name: 'Ana', passphrase: 'six words', community: 'Harbour' })).toBe('card');
});

test('going back shows the earlier step though more is known', () => {
  const all = { name: 'Ana', passphrase: 'six words', community: 'Harbour' };
  expect(stepThatCanBe('passphrase', all)).toBe('passphrase');
  expect(stepThatCanBe(null, all)).toBe('name');
});

test('a beginning that was kept comes back, and a strange one does not', () => {
  const begun = { ...beginning(examples), name: 'Ana' };
  expect(parseBeginning(JSON.stringify(begun))).toEqual(begun);
  expect(parseBeginning('{"name":"Ana"}')).toBeNull();
  expect(parseBeginning(null)).toBeNull();
});
