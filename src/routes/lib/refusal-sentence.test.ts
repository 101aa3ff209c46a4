import { describe, expect, test } from 'vitest';
import { refusalStatus } from '#protocol/refusal.ts';
import { sourcesIn } from '#tests/sources.ts';
import { problems } from '#words/en/problems.ts';
import { refusals } from '#words/en/refusals.ts';
import { refusalSentence, sentenceFor } from './refusal-sentence.ts';

const told = (code: string) => Object.hasOwn(refusals, code);

describe('a refusal', () => {
  test('of the wire has a sentence of its own', () => {
    expect(Object.keys(refusalStatus).filter((code) => !told(code))).toEqual([]);
  });

  test('of the device, the domain or the safe has a sentence of its own', () => {
    const sources = sourcesIn(['src/device', 'src/domain', 'src/crypto'], /(?<!\.test)\.ts$/);
    const codes = sources.flatMap(({ text }) =>
      Array.from(text.matchAll(/\brefuse\('([a-z-]+)'/g), ([, code]) => code),
    );
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => code !== undefined && !told(code))).toEqual([]);
  });

  test('that nobody knows is still said kindly', () => {
    expect(refusalSentence(refusals, 'never-heard-of')).toBe(refusals.other);
    expect(refusalSentence(refusals, 'constructor')).toBe(refusals.other);
    expect(refusalSentence(refusals, null)).toBeUndefined();
  });
});

test('a space that stopped says why', () => {
  expect(sentenceFor(problems, 'fork')).toBe(problems.fork);
  expect(sentenceFor(problems, 'never-heard-of')).toBe(problems.other);
});
