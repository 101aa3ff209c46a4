/** A map that forgets what was not asked for in a while. */
export interface Lru<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/**
 * Holds `most` values, and at least the half of them that were asked for last. Once half of them are in the newer of
 * two maps, that one becomes the older, and what nobody asked for since is forgotten with the oldest. Moving a key to
 * the end of one map at each asking would do it to the letter, and cost ten times as much.
 */
export function createLru<Value>(most: number): Lru<Value> {
  let newer = new Map<string, Value>();
  let older = new Map<string, Value>();

  function put(key: string, value: Value): void {
    newer.set(key, value);
    if (newer.size < most / 2) return;
    older = newer;
    newer = new Map();
  }

  return {
    get(key) {
      const known = newer.get(key);
      if (known !== undefined) return known;
      const value = older.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set: put,
    delete(key) {
      newer.delete(key);
      older.delete(key);
    },
  };
}
