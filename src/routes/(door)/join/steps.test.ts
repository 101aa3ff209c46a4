import { expect, test } from 'vitest';
import { stepThatCanBe, troubleOf } from './steps.ts';

const nobody = { name: '', passphrase: '', isIn: false };

test('whoever comes back after a reload sees the card again', () => {
  expect(stepThatCanBe('kit', nobody)).toBe('card');
  expect(stepThatCanBe('kit', { ...nobody, name: 'Bo' })).toBe('passphrase');
});

test('going back shows the earlier step though more is known', () => {
  const all = { name: 'Bo', passphrase: 'six words', isIn: false };
  expect(stepThatCanBe(null, all)).toBe('card');
  expect(stepThatCanBe('passphrase', all)).toBe('passphrase');
  expect(stepThatCanBe('kit', all)).toBe('kit');
});

test('whoever is in cannot come in again by going back', () => {
  expect(stepThatCanBe(null, { name: 'Bo', passphrase: 'six words', isIn: true })).toBe('done');
});

test('a used, an old and an altered invitation are told apart, and so is a bad line', () => {
  const codes = ['invitation-used', 'invitation-expired', 'invitation-unknown', 'malformed', 'offline'];
  expect(codes.map(troubleOf)).toEqual(['used', 'expired', 'altered', 'altered', 'away']);
});
