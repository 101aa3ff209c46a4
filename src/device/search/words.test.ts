import { describe, expect, test } from 'vitest';
import { excerpt, stretchesOf } from '#device/search/excerpt.ts';
import { folded } from '#device/search/folded.ts';
import { placesWith, printOf, shardOf, fromShardRecord, toShardRecord } from '#device/search/shard.ts';
import { soughtWords } from '#device/search/words.ts';

/** What a text looks like where it was found, with the found words in brackets; null where it is not found. */
function found(text: string, query: string): string | null {
  const words = soughtWords(query);
  const stretches = stretchesOf(text, words);
  const inText = stretches && excerpt(text, stretches);
  return inText?.map(({ text: piece, isSought }) => (isSought ? `[${piece}]` : piece)).join('') ?? null;
}

/** Whether an index of this text alone says that it is worth looking there. */
function indexed(text: string, query: string): boolean {
  const shard = shardOf([{ place: 7, texts: [text] }]);
  const back = fromShardRecord(toShardRecord(shard));
  return soughtWords(query).every((word) => back !== null && placesWith(back, word).has(7));
}

describe.each([
  ['a word by its beginning', 'We sat by the river.', 'riv', 'We sat by the [riv]er.'],
  ['in any case', 'The RIVER rose', 'river', 'The [RIVER] rose'],
  ['two words, wherever they stand', 'by the river we sat', 'sat riv', 'by the [riv]er we [sat]'],
  ['without accents', 'Das Café am Fluß', 'cafe fluss', 'Das [Café] am [Fluß]'],
  ['with accents, where they were left out', 'Das Cafe', 'café', 'Das [Cafe]'],
  ['accents that stand apart', 'Cafe\u0301 zu', 'café z', '[Cafe\u0301] [z]u'],
  ['letters that are folded into two', 'Eine Straße', 'strass', 'Eine [Straß]e'],
  ['a dotted capital', 'İstanbul', 'istanbul', '[İstanbul]'],
  ['a letter of half the width', 'ｃａｆｅ', 'cafe', '[ｃａｆｅ]'],
  ['Greek, whatever its last letter', 'ΟΔΟΣ', 'οδος', '[ΟΔΟΣ]'],
  ['Cyrillic', 'Мы сидели у реки', 'СИД', 'Мы [сид]ели у реки'],
  ['Arabic with a small word written on', 'ذهبنا إلى البيت', 'بيت', 'ذهبنا إلى ال[بيت]'],
  ['Arabic without its vowel signs', 'كَتَبَ', 'كتب', '[كَتَبَ]'],
  ['Hebrew with points and a small word', 'בַּבַּיִת', 'בית', 'בַּ[בַּיִת]'],
  ['Chinese inside a sentence', '我们昨天去公园散步', '公园', '我们昨天去[公园]散步'],
  ['Chinese words apart', '我们昨天去公园散步', '公园昨天', '我们[昨天]去[公园]散步'],
  ['one sign', '我们去公园', '园', '我们去公[园]'],
  ['Japanese with its marks', '川のそばで話した', 'そば', '川の[そば]で話した'],
  ['Thai in the middle', 'เราไปเดินเล่นที่สวน', 'สวน', 'เราไปเดินเล่นที่[สวน]'],
  ['Korean while it is typed', '한강에서 만나자', '한가', '[한강]에서 만나자'],
  ['Hindi', 'हम नदी के किनारे बैठे', 'नदी', 'हम [नदी] के किनारे बैठे'],
  ['two scripts in one', 'iPhoneを買う', 'iphone 買', '[iPhone]を[買]う'],
  ['a number', 'Bus 42 at nine', '42', 'Bus [42] at nine'],
  ['a sign of joy', 'well 🎈 done', '🎈', 'well [🎈] done'],
  ['a letter of a rare plane', '𠮷野家で', '𠮷野', '[𠮷野]家で'],
  ['a very long word', `x${'a'.repeat(90)}`, `x${'a'.repeat(90)}`, `[x${'a'.repeat(90)}]`],
])('%s', (_name, text, query, shown) => {
  test('is found and marked', () => expect(found(text, query)).toBe(shown));
  test('is in the index', () => expect(indexed(text, query)).toBe(true));
});

test.each([
  ['the middle of a word', 'The heart of it', 'art'],
  ['one word of two', 'by the river', 'river bank'],
  ['a word with another mark, where marks make the word', 'กิน', 'กาน'],
])('%s is not found', (_name, text, query) => {
  expect(found(text, query)).toBeNull();
});

test.each(['', '   ', '?!', '…'])('nothing is looked for where “%s” stands', (query) => {
  expect(soughtWords(query)).toEqual([]);
});

test('a browser that knows no words of Chinese leaves them together, and finds them so', () => {
  const { Segmenter } = Intl;
  try {
    Object.assign(Intl, { Segmenter: undefined });
    expect(found('我们昨天去公园散步', '去公园')).toBe('我们昨天[去公园]散步');
    expect(found(`${'走'.repeat(200)}公园`, '公园')).toContain('[公园]');
  } finally {
    Object.assign(Intl, { Segmenter });
  }
});

test('of a long text the words around are shown, and neither words nor letters are cut', () => {
  const long = `${'before it all '.repeat(40)}the lamp 👩‍👩‍👧 ${'and after that '.repeat(40)}`;
  const shown = found(long, 'lamp') ?? '';
  expect(shown).toMatch(/^…(before|it|all) .*the \[lamp\] 👩‍👩‍👧 and/u);
  expect(shown.length).toBeLessThan(260);
  const family = found(`lamp ${'👩‍👩‍👧'.repeat(60)}`, 'lamp') ?? '';
  expect(family).toMatch(/^\[lamp\] (👩‍👩‍👧)+…$/u);
});

test('what is folded stays as it is when it is folded again', () => {
  for (const text of ['Straße', 'İÇ', 'كَتَبَ', 'バス', 'ｶﾞ', 'Ǆ'])
    expect(folded(folded(text))).toBe(folded(text));
});

test('the print of a shard tells texts apart, and the places at which they stand', () => {
  const one = printOf([{ place: 1, texts: ['tea'] }]);
  expect(printOf([{ place: 1, texts: ['tea'] }])).toBe(one);
  expect(printOf([{ place: 1, texts: ['tee'] }])).not.toBe(one);
  expect(printOf([{ place: 2, texts: ['tea'] }])).not.toBe(one);
});

test('a shard of another release is not used', () => {
  const record = toShardRecord(shardOf([{ place: 1, texts: ['tea'] }]));
  expect(fromShardRecord({ ...record, version: 0 })).toBeNull();
});
