import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, sourcesIn } from '#tests/sources.ts';
import { gradeOf, syllablesIn, wordsIn } from '#tests/words/grade.ts';
import { messagesOf } from '#tests/words/messages.ts';
import { runsIn } from '#tests/words/overlap.ts';
import { lookedAt } from '#tests/words/looked-at.ts';
import { allUnwelcomeIn, unwelcomeIn } from '#tests/words/unwelcome.ts';

// The lens holds the words it asks about; licence texts are not ours to word.
const notCopy = /content\/en\/words-lens\/|\.test\.ts$|\/(nouns|plural)\.ts$/;
const files = sourcesIn(['src/words/en', 'content/en'], /\.(ts|json|md)$/)
  .filter(({ file }) => !notCopy.test(file))
  .map((source) => ({ file: source.file, messages: messagesOf(source) }));
const messages = files.flatMap(({ file, messages }) => messages.map((sentence) => ({ file, sentence })));

/** The words that somebody looked at in this file, each with why it may stand there. */
function mayStandIn(file: string): Readonly<Record<string, string>> {
  const place = Object.keys(lookedAt).find((end) => file.endsWith(`/${end}`));
  return place === undefined ? {} : (lookedAt[place] ?? {});
}

describe('what we say', () => {
  test('says nothing that makes somebody small', () => {
    const found = messages.flatMap(({ file, sentence }) =>
      allUnwelcomeIn(sentence)
        .filter((word) => !(word in mayStandIn(file)))
        .map((word) => `${file}: "${word}" in "${sentence}"`),
    );
    expect(found).toEqual([]);
  });

  test('lets no word stand that nobody needs to have looked at any more', () => {
    const spare = Object.entries(lookedAt).flatMap(([place, words]) => {
      const here = files.filter(({ file }) => file.endsWith(`/${place}`)).flatMap(({ messages }) => messages);
      const there = new Set(here.flatMap(allUnwelcomeIn));
      return Object.keys(words)
        .filter((word) => !there.has(word))
        .map((word) => `${place}: "${word}"`);
    });
    expect(spare).toEqual([]);
  });

  test('does not shout', () => {
    expect(messages.filter(({ sentence }) => sentence.includes('!'))).toEqual([]);
  });

  test('can be read after eight years of school', () => {
    expect(gradeOf(messages.map(({ sentence }) => sentence))).toBeLessThanOrEqual(8);
    const long = files.filter(({ messages }) => wordsIn(messages.join(' ')).length >= 60);
    const grades = long.map(({ file, messages }) => ({ file, grade: gradeOf(messages) }));
    expect(grades.filter(({ grade }) => grade > 8)).toEqual([]);
  });

  test('can be read after six where people decide', () => {
    const deciding = files.filter(({ file }) =>
      /agreement|privacy|safety|host-card|changed-card|house-settings|limits|quick-exit|unlock|kept-for-help|kept-here/.test(
        file,
      ),
    );
    const grades = deciding.map(({ file, messages }) => ({ file, grade: gradeOf(messages) }));
    expect(grades.filter(({ grade }) => grade > 6)).toEqual([]);
  });

  test('is our own', () => {
    const theirs = new Set(
      readFileSync(path.join(root, 'tests/words/source-runs.txt'), 'utf8').trim().split('\n'),
    );
    expect(theirs.size).toBeGreaterThan(3000);
    expect(messages.filter(({ sentence }) => runsIn(sentence).some((run) => theirs.has(run)))).toEqual([]);
  });
});

describe('the measures themselves', () => {
  test('an unwelcome word is found whole, whatever its case, and not inside another', () => {
    expect(unwelcomeIn('Every Patient is welcome')).toBe('Patient');
    expect(unwelcomeIn('The caseload is long')).toBe('caseload');
    expect(unwelcomeIn('You should rest')).toBe('You should');
    expect(unwelcomeIn('Two cases were closed')).toBe('cases');
    expect(unwelcomeIn('Be patiently here, in case you want to talk')).toBeNull();
    expect(unwelcomeIn('It stays on this screen')).toBeNull();
  });

  test.each([
    ['home', 1],
    ['people', 2],
    ['agreement', 3],
    ['agreed', 2],
    ['asked', 1],
    ['wanted', 2],
    ['table', 2],
    ['community', 4],
  ])('%s has %i syllables', (word, count) => {
    expect(syllablesIn(word)).toBe(count);
  });

  test('a hard text is harder than an easy one', () => {
    const easy = ['We talk. We say what helps.'];
    const hard = [
      'Organisational accountability necessitates comprehensive documentation of interpersonal communication.',
    ];
    expect(gradeOf(easy)).toBeLessThan(3);
    expect(gradeOf(hard)).toBeGreaterThan(15);
  });

  test('a run of eight borrowed words is known again, seven are not', () => {
    const theirs = new Set(runsIn('one two three four five six seven eight nine'));
    expect(runsIn('we say Two three, four five six seven eight – nine.').some((run) => theirs.has(run))).toBe(
      true,
    );
    expect(runsIn('we say two three four five six seven eight').some((run) => theirs.has(run))).toBe(false);
  });

  test('messages are found in functions and filled in', () => {
    const text =
      "export const knock = { title: (name: string) => `${name} asks`, line: 'Yes', kinds: { one: 'pair' } };";
    expect(messagesOf({ file: 'knock.ts', text })).toEqual(['Ana asks', 'Yes', 'pair']);
  });
});
