import { blockOf, shardPlaces } from '#device/search/shard-key.ts';
import { placesWith, printOf, shardOf, type Shard } from '#device/search/shard.ts';
import type { SoughtWord } from '#device/search/words.ts';
import type { Passage } from '#domain/space/define.ts';
import type { Ledger } from '#domain/space/ledger.ts';
import { passagesOf, searchableNouns, type SearchableNoun } from '#domain/space/searchables.ts';
import type { SpaceState } from '#domain/space/state.ts';

/**
 * The words of one space. The passages are those of the state as it is; a shard only says in which of them it is worth
 * looking, so an old shard can hide words for a moment and never show any that are gone.
 */
export interface SpaceIndex {
  readonly nouns: Map<SearchableNoun, { readonly slice: object; readonly passages: readonly Located[] }>;
  /** By number: block 0 has the places 1 to 256 of the log. */
  blocks: ReadonlyMap<number, Block>;
  /** Written on this device, and not in the log yet. */
  loose: readonly Located[];
}

export interface Block {
  readonly passages: readonly Located[];
  /** Null until it is made, and again as soon as its words are others. */
  shard: Shard | null;
}

/** A passage and where in the log it stands; undefined while it waits on this device. */
export interface Located {
  readonly noun: SearchableNoun;
  readonly passage: Passage;
  readonly seq: number | undefined;
}

export const emptyIndex = (): SpaceIndex => ({ nouns: new Map(), blocks: new Map(), loose: [] });

/** Reads a space anew where it changed. Blocks whose words are as before keep their shards. */
export function follow(index: SpaceIndex, state: SpaceState, { placeById }: Ledger): void {
  const changed = searchableNouns.filter((noun) => index.nouns.get(noun)?.slice !== state[noun]);
  if (changed.length === 0) return;
  for (const noun of changed) {
    const before = index.nouns.get(noun)?.passages ?? [];
    const passages = passagesOf(state, noun).map((passage, at): Located => {
      const known = before[at];
      // Most are as they were, at the same place of a long row.
      if (known?.seq !== undefined && isSame(known.passage, passage)) return known;
      return { noun, passage, seq: placeById.get(passage.event) };
    });
    index.nouns.set(noun, { slice: state[noun], passages });
  }
  const blocks = new Map<number, Located[]>();
  const loose: Located[] = [];
  for (const { passages } of index.nouns.values()) {
    for (const located of passages) {
      const block = located.seq === undefined ? loose : blocks.get(blockOf(located.seq));
      if (block !== undefined) block.push(located);
      else if (located.seq !== undefined) blocks.set(blockOf(located.seq), [located]);
    }
  }
  index.blocks = new Map(
    [...blocks].map(([number, all]) => [number, blockWith(all, index.blocks.get(number))]),
  );
  index.loose = loose;
}

/** Makes the shard of a block, or takes the one that rested here where it was made of the same. */
export function shelve(block: Block, rested: Shard | null): 'made' | 'rested' {
  const texts = block.passages.map(({ passage: { words, note }, seq }) => ({
    place: placeInBlock(seq),
    texts: note === null ? [words] : [note, words],
  }));
  const print = printOf(texts);
  const isSame = rested?.print === print;
  block.shard = isSame ? rested : shardOf(texts, print);
  return isSame ? 'rested' : 'made';
}

/** Blocks that nobody has gone through yet are read whole, the newest few of them. */
const readWhole = 2;

/**
 * The passages in which it is worth looking, newest first.
 *
 * @returns false at its end where some could not be looked for yet
 */
export function* candidates(
  { blocks, loose }: SpaceIndex,
  words: readonly SoughtWord[],
): Generator<Located, boolean> {
  yield* loose.toReversed();
  let whole = 0;
  let isComplete = true;
  for (const number of [...blocks.keys()].sort((one, other) => other - one)) {
    const block = blocks.get(number);
    if (block === undefined) continue;
    if (block.shard === null && ++whole > readWhole) {
      isComplete = false;
      continue;
    }
    const places = block.shard && placesOfAll(block.shard, words);
    if (places?.size === 0) continue;
    for (const located of block.passages.toReversed()) {
      if (places === null || places.has(placeInBlock(located.seq))) yield located;
    }
  }
  return isComplete;
}

function placesOfAll(shard: Shard, words: readonly SoughtWord[]): ReadonlySet<number> {
  const [first, ...others] = words;
  let left = first === undefined ? new Set<number>() : placesWith(shard, first);
  for (const term of others) {
    if (left.size === 0) break;
    const places = placesWith(shard, term);
    left = new Set([...left].filter((place) => places.has(place)));
  }
  return left;
}

/** Counted from the first place that its block knows. */
function placeInBlock(seq = 1): number {
  return (seq - 1) % shardPlaces;
}

function isSame(one: Passage, other: Passage): boolean {
  const { event, by, words, note } = one;
  return event === other.event && by === other.by && words === other.words && note === other.note;
}

function blockWith(unsorted: readonly Located[], before: Block | undefined): Block {
  const passages = unsorted.toSorted((one, other) => (one.seq ?? 0) - (other.seq ?? 0));
  const isAsBefore =
    before?.passages.length === passages.length &&
    passages.every((located, at) => located === before.passages[at]);
  return isAsBefore ? before : { passages, shard: null };
}
