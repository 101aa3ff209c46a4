/**
 * Which of these words stands in a text, as it was written down; null where none does. Case never matters. Where a
 * script sets its words apart, a muted word is found as a whole word only: whoever mutes `war` still reads `warm`.
 */
export function mutedBy(text: string, words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const within = folded(text);
  return words.find((word) => standsIn(within, folded(word).trim())) ?? null;
}

/** A word as it is kept: one line, no blanks at either end. Null for what is no word. */
export function tidyWord(word: string): string | null {
  const tidy = word.replaceAll(/\s+/gu, ' ').trim();
  return tidy.length > mutedWordLongest || folded(tidy).trim() === '' ? null : tidy;
}

export const mutedWordLongest = 60;

/** Whether two ways of writing a word mute the same. */
export function isSameWord(one: string, other: string): boolean {
  return folded(one).trim() === folded(other).trim();
}

function standsIn(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const after = text.slice(at + word.length);
    const endsWhole = !isOfWord(lastOf(word)) || !isOfWord(firstOf(after));
    const beginsWhole = !isOfWord(firstOf(word)) || !isOfWord(lastOf(text.slice(Math.max(0, at - 2), at)));
    if (beginsWhole && endsWhole && !isMark(firstOf(after))) return true;
  }
  return false;
}

/**
 * Letters that look alike to a reader are made the same: full width and half, composed or not, large or small. By way
 * of large letters, because that is where ß and ss meet; a sigma at the end of a word is a sigma. What cannot be seen
 * between letters does not part them.
 */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replaceAll(/\s+/gu, ' ')
    .normalize('NFC');
}

/**
 * Scripts that write on without a space between words, and Hangul, whose words carry their endings with them: there a
 * muted word is found wherever it stands.
 */
const runsOn =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u;

/** A letter or a figure of a script that sets words apart. */
function isOfWord(letter: string): boolean {
  return /[\p{L}\p{M}\p{N}]/u.test(letter) && !runsOn.test(letter);
}

/** It belongs to the letter before it, and makes another one of it. */
function isMark(letter: string): boolean {
  return /^\p{M}$/u.test(letter) && !runsOn.test(letter);
}

function firstOf(text: string): string {
  const [first = ''] = text.slice(0, 2);
  return first;
}

function lastOf(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? '';
}
