/** Chance that can be had again: the same seed gives the same numbers. */
export interface Chance {
  /** From 0, without `below`. */
  below(below: number): number;
  /** Whether something happens that happens this often, in a hundred. */
  in100(times: number): boolean;
  fill(bytes: Uint8Array): void;
}

/** mulberry32: small, quick, and good enough to deal out bad luck. It guards no secret outside the simulator. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  // Neighbouring seeds begin alike.
  for (let warm = 0; warm < 4; warm++) next();
  return {
    below: (below) => Math.floor((next() / 2 ** 32) * below),
    in100: (times) => next() / 2 ** 32 < times / 100,
    fill(bytes) {
      for (let at = 0; at < bytes.length; at++) bytes[at] = next() & 255;
    },
  };
}

/** One of them, by a number that may be larger than there are. */
export function pickFrom<Value>(values: readonly Value[], pick: number): Value | undefined {
  return values[pick % (values.length || 1)];
}
