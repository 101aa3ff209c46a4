import fc from 'fast-check';
import { expect } from 'vitest';

/** How often each answer came, so that one which never came is seen. */
export interface Tally {
  count(answer: string): void;
  /**
   * Prints the counts, and fails where one of these never came, or one did that is neither of these nor among those
   * that chance brings now and then.
   */
  expectEach(answers: readonly string[], nowAndThen?: readonly string[]): void;
}

export function createTally(name: string): Tally {
  const counts = new Map<string, number>();
  return {
    count: (answer) => void counts.set(answer, (counts.get(answer) ?? 0) + 1),
    expectEach(answers, nowAndThen = []) {
      const told = [...counts].toSorted().map(([answer, count]) => `${answer} ${count}`);
      process.stdout.write(`${name} (seed ${seed}): ${told.join(', ')}\n`);
      const came = [...counts.keys()].filter((answer) => !nowAndThen.includes(answer));
      expect(came.toSorted()).toEqual([...answers].toSorted());
    },
  };
}

/** Printed, and taken up again where it is given: BOTHWAYS_SEED=<number>. */
export const seed = Number(process.env['BOTHWAYS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

export const isFull = process.env['BOTHWAYS_FULL'] === '1';

/** Only a hang is this slow, each time that it is tried. Nothing here says how quick anything is. */
const hangMs = 1000;
const triesMost = 4;

/** Tries many, one after another. Whatever throws, and whatever hangs, fails. */
export async function tryMany<Tried>(
  tried: fc.Arbitrary<Tried>,
  { runs, attempt }: { readonly runs: number; readonly attempt: (one: Tried) => unknown },
): Promise<void> {
  const property = fc.asyncProperty(tried, async (one) => {
    for (let tries = 1; ; tries++) {
      const beganAt = performance.now();
      await attempt(one);
      if (performance.now() - beganAt < hangMs) return;
      // The machine may have had something else to do; what hangs hangs again.
      if (tries === triesMost) throw new Error(`took longer than ${hangMs} ms, ${triesMost} times`);
    }
  });
  await fc.assert(property, { seed, numRuns: isFull ? runs * 20 : runs });
}
