import { expect, test } from 'vitest';
import { isSameWord, mutedBy, tidyWord } from '#domain/muting/muted-by.ts';

test.each([
  ['as it was written', 'the war is over', 'war'],
  ['in large letters', 'THE WAR IS OVER', 'war'],
  ['written large by whoever muted it', 'the war is over', 'WAR'],
  ['at the very beginning', 'War is over', 'war'],
  ['at the very end', 'it was war', 'war'],
  ['before a full stop', 'it was war.', 'war'],
  ['before an apostrophe', 'the war’s end', 'war'],
  ['joined by a hyphen', 'in post-war years', 'war'],
  ['after a first place where it is part of a word', 'warm, and then war', 'war'],
  ['of several words, over the end of a line', 'he was in the\nback  yard then', 'the back yard'],
  ['with an accent put together otherwise', 'un cafe\u0301 noir', 'caf\u00e9'],
  ['in German, by the other way to write it', 'auf der STRASSE', 'straße'],
  [
    'in Greek, with the sigma of the end',
    'ΣΤΟΥΣ ΔΡΟΜΟΥΣ',
    'δρόμους'.normalize('NFD').replaceAll('\u0301', ''),
  ],
  ['in Cyrillic', 'Это ВОЙНА.', 'война'],
  ['in Arabic', 'انتهت الحرب أمس', 'الحرب'],
  ['in Hebrew', 'זו מלחמה, אמר', 'מלחמה'],
  ['in Devanagari', 'यह युद्ध है', 'युद्ध'],
  ['in Chinese, in the middle of a line', '昨天战争结束了', '战争'],
  ['in Japanese', '戦争が終わった', '戦争'],
  ['in Thai', 'สงครามจบแล้ว', 'สงคราม'],
  ['in Korean, with its ending', '전쟁이 끝났다', '전쟁'],
  ['in Latin letters between Chinese ones', '他说war结束了', 'war'],
  ['in full width', 'the ｗａｒ is over', 'war'],
  ['with something in it that nobody sees', 'the w\u200bar is over', 'war'],
  ['made of signs only', 'oh :( well', ':('],
  ['made of a picture', 'so 🐍 here', '🐍'],
])('a word is found %s', (_how, text, word) => {
  expect(mutedBy(text, [word])).toBe(word);
});

test.each([
  ['within a longer word', 'a warm day', 'war'],
  ['at the end of a longer word', 'a postwar year', 'war'],
  ['before a figure', 'war2 came out', 'war'],
  ['where an accent makes it another', 'un café', 'caf'],
  ['where a mark follows that makes another letter', 'x\u0323 marks it', 'x'],
  ['within a longer word of Cyrillic', 'военный', 'воен'],
  ['within a longer word of Devanagari', 'युद्धविराम', 'युद्ध'],
  ['of nothing but blanks', 'anything at all', '   '],
  ['of nothing that can be seen', 'anything at all', '\u200b'],
])('a word is not found %s', (_how, text, word) => {
  expect(mutedBy(text, [word])).toBeNull();
});

test('the word that is shown is the one that was muted, the first of several', () => {
  expect(mutedBy('snow and WAR', ['rain', 'War', 'snow'])).toBe('War');
  expect(mutedBy('snow', [])).toBeNull();
});

test('a word is kept on one line, without blanks around it, and never empty or endless', () => {
  expect(tidyWord('  the \n back yard ')).toBe('the back yard');
  expect(tidyWord(' \u200b ')).toBeNull();
  expect(tidyWord('a'.repeat(61))).toBeNull();
});

test('two ways to write a word are one', () => {
  expect(isSameWord('Straße', 'STRASSE')).toBe(true);
  expect(isSameWord('war', 'warm')).toBe(false);
});
