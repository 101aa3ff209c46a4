import { assert } from '#kernel/assert.ts';

/**
 * An ordered map that can be kept: values lie in the order in which their keys first came, and writing to a draft
 * never changes the shelf it was drafted from. Putting costs the same however many values lie there already, and
 * drafting copies a list of pages, never the values. There is no taking away: what must be as if it had never been
 * is folded again without it.
 */
export interface Shelf<Value> {
  readonly size: number;
  get(key: string): Value | undefined;
  /** The value that came `position`-th, counted from 0. */
  at(position: number): Value | undefined;
  positionOf(key: string): number | undefined;
  draft(): ShelfDraft<Value>;
}

export interface ShelfDraft<Value> extends Shelf<Value> {
  /** Replaces the value under this key at its place, or lays it at the end. */
  put(key: string, value: Value): void;
  /** Replaces the value at this position, or lays it at the end without a key. */
  set(position: number, value: Value): void;
  /** The shelf as it is now. What the draft does afterwards no longer touches it. */
  settled(): Shelf<Value>;
}

type Page<Value> = readonly Value[];
type Index = ReadonlyMap<string, number>;

const pageSize = 128;

/** Whether a value found inside a slice is a shelf, and so must be drafted before it is written to. */
export function isShelf(value: unknown): value is Shelf<unknown> {
  return value instanceof Kept;
}

export function isShelfDraft(value: unknown): value is ShelfDraft<unknown> {
  return value instanceof Drafted;
}

export function emptyShelf<Value>(): Shelf<Value> {
  return new Kept<Value>(0, [], []);
}

/** In the order of the shelf, from the position `from` up to, and without, `to`. */
export function valuesOf<Value>(shelf: Shelf<Value>, from = 0, to = shelf.size): Value[] {
  const values: Value[] = [];
  for (let position = Math.max(0, from); position < Math.min(to, shelf.size); position++) {
    // Every position below the size holds a value.
    values.push(shelf.at(position) as Value);
  }
  return values;
}

class Kept<Value> implements Shelf<Value> {
  readonly size: number;
  readonly #pages: readonly Page<Value>[];
  readonly #indexes: readonly Index[];

  constructor(size: number, pages: readonly Page<Value>[], indexes: readonly Index[]) {
    this.size = size;
    this.#pages = pages;
    this.#indexes = indexes;
  }

  get(key: string): Value | undefined {
    const position = this.positionOf(key);
    return position === undefined ? undefined : this.at(position);
  }

  at(position: number): Value | undefined {
    return this.#pages[Math.floor(position / pageSize)]?.[position % pageSize];
  }

  positionOf(key: string): number | undefined {
    return findIn(this.#indexes, key);
  }

  draft(): ShelfDraft<Value> {
    return new Drafted(this.size, this.#pages, this.#indexes);
  }
}

class Drafted<Value> implements ShelfDraft<Value> {
  size: number;
  #pages: Page<Value>[];
  #indexes: readonly Index[];
  #newPositions = new Map<string, number>();
  /** The pages that this draft alone can see, by number: only these are written to in place. */
  #ownPages = new Map<number, Value[]>();

  constructor(size: number, pages: readonly Page<Value>[], indexes: readonly Index[]) {
    this.size = size;
    this.#pages = [...pages];
    this.#indexes = indexes;
  }

  get(key: string): Value | undefined {
    const position = this.positionOf(key);
    return position === undefined ? undefined : this.at(position);
  }

  at(position: number): Value | undefined {
    return this.#pages[Math.floor(position / pageSize)]?.[position % pageSize];
  }

  positionOf(key: string): number | undefined {
    return this.#newPositions.get(key) ?? findIn(this.#indexes, key);
  }

  put(key: string, value: Value): void {
    const known = this.positionOf(key);
    if (known === undefined) this.#newPositions.set(key, this.size);
    this.set(known ?? this.size, value);
  }

  set(position: number, value: Value): void {
    assert(position >= 0 && position <= this.size, 'a shelf has no gaps');
    this.#ownPage(Math.floor(position / pageSize))[position % pageSize] = value;
    if (position === this.size) this.size += 1;
  }

  settled(): Shelf<Value> {
    this.#indexes = withNewest(this.#indexes, this.#newPositions);
    this.#newPositions = new Map();
    this.#ownPages = new Map();
    return new Kept(this.size, [...this.#pages], this.#indexes);
  }

  draft(): ShelfDraft<Value> {
    return this.settled().draft();
  }

  #ownPage(number: number): Value[] {
    const own = this.#ownPages.get(number);
    if (own !== undefined) return own;
    const page = [...(this.#pages[number] ?? [])];
    this.#ownPages.set(number, page);
    this.#pages[number] = page;
    return page;
  }
}

/** Each index is less than half as long as the one before it, so there are only ever a few to look into. */
function findIn(indexes: readonly Index[], key: string): number | undefined {
  for (const index of indexes) {
    const position = index.get(key);
    if (position !== undefined) return position;
  }
  return undefined;
}

/** @param newest given up by the draft that made it, so that it may be filled further here. */
function withNewest(indexes: readonly Index[], newest: Map<string, number>): readonly Index[] {
  if (newest.size === 0) return indexes;
  const kept = [...indexes];
  let last = newest;
  for (let before = kept.at(-1); before !== undefined && before.size <= 2 * last.size; before = kept.at(-1)) {
    last = before.size <= last.size ? filledWith(last, before) : filledWith(new Map(before), last);
    kept.pop();
  }
  return [...kept, last];
}

function filledWith(index: Map<string, number>, further: Index): Map<string, number> {
  for (const [key, position] of further) index.set(key, position);
  return index;
}
