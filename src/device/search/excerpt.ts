import { foldedInPlace } from '#device/search/folded.ts';
import { placesOf, type SoughtWord } from '#device/search/words.ts';

/** A few words, and whether they are what was looked for. */
export interface Piece {
  readonly text: string;
  readonly isSought: boolean;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How much stands before what was found, and how much is shown at most. */
const before = 60;
const most = 220;

/** Where each of the words is in a text; null where one of them is not. */
export function stretchesOf(text: string, words: readonly SoughtWord[]): readonly Stretch[] | null {
  const inPlace = foldedInPlace(text);
  const stretches: Stretch[] = [];
  for (const sought of words) {
    const places = placesOf(inPlace.text, sought);
    if (places.length === 0) return null;
    for (const at of places) {
      const last = at + sought.word.length;
      stretches.push({ from: inPlace.from[at] ?? 0, to: endOf(inPlace.from, last) });
    }
  }
  return merged(stretches);
}

/** In the order of the text; those that touch are one. */
export function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const whole: Stretch[] = [];
  for (const stretch of stretches.toSorted((one, other) => one.from - other.from)) {
    const last = whole.at(-1);
    if (last === undefined || stretch.from > last.to) whole.push(stretch);
    else whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) };
  }
  return whole;
}

/** The words around what was found, on one line. */
export function excerpt(text: string, stretches: readonly Stretch[]): readonly Piece[] {
  const first = stretches[0]?.from ?? 0;
  const from = first <= before ? 0 : nextBlank(text, first - before, first);
  const to = Math.min(text.length, wholeLetters(text, from + most));
  const pieces: Piece[] = [];
  const put = (text: string, isSought: boolean) => {
    if (text !== '') pieces.push({ text: text.replace(/\s+/g, ' '), isSought });
  };
  let at = from;
  if (from > 0) put('…', false);
  for (const stretch of stretches) {
    if (stretch.to <= at || stretch.from >= to) continue;
    put(text.slice(at, Math.max(at, stretch.from)), false);
    put(text.slice(Math.max(at, stretch.from), Math.min(to, stretch.to)), true);
    at = Math.min(to, stretch.to);
  }
  put(text.slice(at, to), false);
  if (to < text.length) put('…', false);
  return pieces;
}

/** A letter ends where the next one begins: one that was folded into two is marked whole. */
function endOf(from: readonly number[], last: number): number {
  const begin = from[last - 1] ?? 0;
  let at = last;
  while (at < from.length - 1 && from[at] === begin) at += 1;
  return from[at] ?? begin;
}

/** Words are not cut where there are blanks, and letters never. */
function nextBlank(text: string, from: number, latest: number): number {
  const blank = text.slice(from, latest).search(/\s/);
  return blank < 0 ? wholeLetters(text, from) : from + blank + 1;
}

/** The end of what a reader takes for the letter at this place, with all its marks. */
function wholeLetters(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.max(0, Math.min(at, text.length));
  if (Intl.Segmenter === undefined) return isInPair(text, at) ? at + 1 : at;
  const reach = 40;
  const begin = isInPair(text, Math.max(0, at - reach)) ? at - reach + 1 : Math.max(0, at - reach);
  const near = text.slice(begin, at + reach);
  const letter = new Intl.Segmenter('und').segment(near).containing(at - begin);
  if (letter === undefined || letter.index === at - begin) return at;
  return begin + letter.index + letter.segment.length;
}

function isInPair(text: string, at: number): boolean {
  return at > 0 && /^[\udc00-\udfff]/.test(text.slice(at)) && /[\ud800-\udbff]$/.test(text.slice(0, at));
}
