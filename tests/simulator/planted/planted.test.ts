import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isFull } from '#tests/full.ts';
import { plantedFaults } from '#tests/simulator/planted/faults.ts';

const runner = path.join(import.meta.dirname, 'run.ts');
/** A mistake that is not found in this many stories is one that the simulator does not see. */
const storiesMost = 300;

/** Each of them costs seconds: here every other one is planted, and all of them when every figure is measured. */
const planted = plantedFaults
  .map((fault, index) => ({ ...fault, index }))
  .filter(({ index }) => isFull || index % 2 === 1);

describe('the simulator finds it when', () => {
  test.for(planted)('$name', { timeout: 600_000 }, async ({ index, from }) => {
    const given = [runner, String(index), String(from), String(storiesMost)];
    // A process of its own: what has been loaded here has no mistakes in it.
    const { stdout } = await promisify(execFile)(process.execPath, given);
    const { faults }: { faults: readonly string[] } = JSON.parse(stdout);
    expect(faults).not.toEqual([]);
  });
});
