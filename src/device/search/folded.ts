/**
 * Words as they are compared: without case, without accents and points where people type without them, and in one
 * form where Unicode has several. The same in every locale, so an index is good wherever it was made.
 */
export function folded(text: string): string {
  const isPlain = /^[\u0000-\u007f]*$/.test(text);
  return isPlain ? text.toLowerCase() : foldedUnplain(text);
}

/** A folded text that remembers where each of its letters stood. */
export interface FoldedInPlace {
  readonly text: string;
  /** For each letter of the folded text, where the letter that it was made of begins; at its end, the length. */
  readonly from: readonly number[];
}

export function foldedInPlace(text: string): FoldedInPlace {
  let whole = '';
  const from: number[] = [];
  let at = 0;
  for (const letter of text) {
    const made = folded(letter);
    for (let index = 0; index < made.length; index++) from.push(at);
    whole += made;
    at += letter.length;
  }
  from.push(at);
  return { text: whole, from };
}

function foldedUnplain(text: string): string {
  const apart = text.normalize('NFKD').toLowerCase().replace(leftOut, '');
  return apart.replace(alike, (letter) => alikeBy.get(letter) ?? letter);
}

/**
 * Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic and its lengthening stroke, and what
 * has no shape of its own. Marks of other scripts stay: in them a word without its marks is another word.
 */
const leftOut = new RegExp(
  `[${[
    String.raw`\u0300-\u036f`,
    String.raw`\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7`,
    String.raw`\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed`,
    String.raw`\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff`,
  ].join('')}]`,
  'g',
);

/** Letters that Unicode does not take apart, and that people type in two ways. */
const alikeBy: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['ς', 'σ'],
  ['ى', 'ي'],
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['ة', 'ه'],
]);
const alike = new RegExp(`[${[...alikeBy.keys()].join('')}]`, 'g');
