import { folded } from '#device/search/folded.ts';

/**
 * Where a word may be looked for. In scripts that set blanks between words, people type how a word begins. In those
 * that do not, and in those that write small words onto the next one, it is found anywhere.
 */
export interface SoughtWord {
  readonly word: string;
  readonly where: 'beginning' | 'anywhere';
}

const letters = String.raw`\p{L}\p{M}\p{N}`;
/** No blanks between words. */
const unspaced = String.raw`\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Yi}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}`;
/** Small words are written onto the next one. */
const joined = String.raw`\p{scx=Arabic}\p{scx=Hebrew}`;
const isIn = (scripts: string) => String.raw`(?:(?=[${scripts}])[${letters}])+`;
const other = String.raw`(?:(?![${unspaced}${joined}])[${letters}])+`;
const sign = String.raw`\p{Extended_Pictographic}`;
const runs = new RegExp(`${isIn(unspaced)}|${isIn(joined)}|${other}|${sign}`, 'gu');
/** The same for texts that hold nothing of those scripts, and much quicker. */
const plainRuns = new RegExp(`[${letters}]+|${sign}`, 'gu');
const hasAnywhere = new RegExp(`[${unspaced}${joined}]`, 'u');
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u');
const endsInWord = new RegExp(`(?![${unspaced}${joined}])[${letters}]$`, 'u');

/** The runs of letters in a folded text. Each word that can be found in it lies within one of them. */
export function runsOf(text: string): readonly string[] {
  return text.match(hasAnywhere.test(text) ? runs : plainRuns) ?? [];
}

/** The words that somebody looks for: a passage is found where it holds them all. */
export function soughtWords(query: string): readonly SoughtWord[] {
  const words = new Map<string, SoughtWord>();
  for (const run of runsOf(folded(query))) {
    const where = hasAnywhere.test(run) ? 'anywhere' : 'beginning';
    const parts = isUnspaced.test(run) ? segmented(run) : [run];
    for (const word of parts) words.set(word, { word, where });
  }
  return [...words.values()];
}

/** Where a word stands in a folded text, each time. */
export function placesOf(text: string, { word, where }: SoughtWord): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (where === 'anywhere' || isBeginning(text, at)) places.push(at);
  }
  return places;
}

function isBeginning(text: string, at: number): boolean {
  // Any letter has room in two places.
  return at === 0 || !endsInWord.test(text.slice(Math.max(0, at - 2), at));
}

/** Where there are no blanks, the browser knows the words. One that does not leaves them together. */
function segmented(run: string): readonly string[] {
  if (Intl.Segmenter === undefined) return [run];
  // It knows them as people write them, with their marks on.
  const segments = new Intl.Segmenter('und', { granularity: 'word' }).segment(run.normalize());
  return Array.from(segments, ({ segment }) => folded(segment));
}
