import { folded } from '#device/search/folded.ts';
import { runsOf, type SoughtWord } from '#device/search/words.ts';
import type { Bytes } from '#kernel/bytes.ts';

/**
 * Which runs of letters stand at which of its places. What it says is looked at again there, so it can never show more
 * than there is.
 */
export interface Shard {
  /** What it was made of, so that it is known when that is otherwise now. */
  readonly print: string;
  /** Every term in the order of its letters, each after a line break. */
  readonly terms: string;
  /** Where each term begins in `terms`, and where the places of each begin in `places`; both with their end. */
  readonly termFrom: Uint32Array;
  readonly placeFrom: Uint32Array;
  readonly places: Bytes;
}

/** How it rests on the device. */
export interface ShardRecord {
  readonly version: number;
  readonly print: string;
  readonly terms: string;
  /** One less than the number of places of each term: there is always one. */
  readonly counts: Bytes;
  readonly places: Bytes;
}

/** Goes up with every change of how words are folded, taken apart or laid down: older shards are made anew. */
export const shardVersion = 1;

export interface ShardText {
  /** Counted from the first place of the shard. */
  readonly place: number;
  readonly texts: readonly string[];
}

export function shardOf(all: readonly ShardText[], print = printOf(all)): Shard {
  const placesByTerm = new Map<string, number[]>();
  for (const { place, texts } of all) {
    for (const text of texts) {
      for (const term of runsOf(folded(text))) note(placesByTerm, term, place);
    }
  }
  const terms = [...placesByTerm.keys()].sort();
  const counts = Uint8Array.from(terms, (term) => (placesByTerm.get(term)?.length ?? 1) - 1);
  const places = Uint8Array.from(terms.flatMap((term) => placesByTerm.get(term) ?? []));
  return laidOut({ version: shardVersion, print, terms: terms.join('\n'), counts, places });
}

export function toShardRecord({ print, terms, placeFrom, places }: Shard): ShardRecord {
  const counts = Uint8Array.from(
    { length: placeFrom.length - 1 },
    (_, index) => (placeFrom[index + 1] ?? 0) - (placeFrom[index] ?? 0) - 1,
  );
  return { version: shardVersion, print, terms: terms.slice(1), counts, places };
}

/** Null where another release wrote it. */
export function fromShardRecord(record: ShardRecord): Shard | null {
  return record.version === shardVersion ? laidOut(record) : null;
}

/** The places at which a word stands. */
export function placesWith(shard: Shard, { word, where }: SoughtWord): Set<number> {
  const found = new Set<number>();
  const terms = where === 'beginning' ? termsBegunWith(shard, word) : termsAround(shard, word);
  for (const term of terms) {
    for (let at = shard.placeFrom[term] ?? 0; at < (shard.placeFrom[term + 1] ?? 0); at++) {
      found.add(shard.places[at] ?? 0);
    }
  }
  return found;
}

/** What a shard of these texts would be made of. */
export function printOf(all: readonly ShardText[]): string {
  let hash = 0x811c9dc5;
  let length = 0;
  const take = (code: number) => (hash = Math.imul(hash ^ code, 0x01000193));
  for (const { place, texts } of all) {
    for (const text of texts) {
      take(place);
      for (let at = 0; at < text.length; at++) take(text.charCodeAt(at));
      length += text.length;
    }
  }
  return `${hash >>> 0} ${length} ${all.length}`;
}

function note(placesByTerm: Map<string, number[]>, term: string, place: number): void {
  const places = placesByTerm.get(term);
  if (places === undefined) placesByTerm.set(term, [place]);
  // Texts come in the order of their places.
  else if (places.at(-1) !== place) places.push(place);
}

function laidOut({ print, terms, counts, places }: ShardRecord): Shard {
  const termFrom = new Uint32Array(counts.length + 1);
  const placeFrom = new Uint32Array(counts.length + 1);
  const laid = counts.length === 0 ? '' : `\n${terms}`;
  let at = 0;
  for (let term = 0; term < counts.length; term++) {
    termFrom[term] = at + 1;
    placeFrom[term + 1] = (placeFrom[term] ?? 0) + (counts[term] ?? 0) + 1;
    const next = laid.indexOf('\n', at + 1);
    at = next < 0 ? laid.length : next;
  }
  termFrom[counts.length] = laid.length + 1;
  return { print, terms: laid, termFrom, placeFrom, places };
}

function* termsBegunWith({ terms, termFrom }: Shard, word: string): Generator<number> {
  const startsBefore = (term: number) => {
    const begin = termFrom[term] ?? 0;
    return terms.slice(begin, Math.min(begin + word.length, (termFrom[term + 1] ?? 0) - 1)) < word;
  };
  const last = termFrom.length - 1;
  for (let term = firstNot(startsBefore, last); term < last; term++) {
    if (!terms.startsWith(word, termFrom[term])) return;
    yield term;
  }
}

/** All terms lie side by side in one text, so that looking for a word in all of them is one search. */
function* termsAround({ terms, termFrom }: Shard, word: string): Generator<number> {
  for (let at = terms.indexOf(word); at >= 0;) {
    const found = at;
    const next = firstNot((term) => (termFrom[term] ?? 0) <= found, termFrom.length - 1);
    yield next - 1;
    at = terms.indexOf(word, termFrom[next]);
  }
}

/** The first number from 0 up to `end` that is not so; whatever comes after it is not so either. */
function firstNot(isSo: (number: number) => boolean, end: number): number {
  let from = 0;
  let to = end;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isSo(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}
