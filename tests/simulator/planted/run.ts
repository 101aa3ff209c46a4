import { assert } from '#kernel/assert.ts';
import { plantedFaults } from '#tests/simulator/planted/faults.ts';
import { plant } from '#tests/simulator/planted/plant.ts';

// node tests/simulator/planted/run.ts <number of the fault> <first seed> <stories at most>
// Tells stories with this mistake in the source, and says after how many it was found.

const [fault = 0, from = 1, count = 1] = process.argv.slice(2).map(Number);
const planted = plantedFaults[fault];
assert(planted !== undefined, 'there is such a fault');
const isPlanted = plant(planted);
// Only what is loaded from here on can have the mistake in it.
const { simulate } = await import('#tests/simulator/simulate.ts');
const { ran, wrong } = await simulate({ from, count, budgetMs: Infinity });
assert(isPlanted(), `${planted.file} was loaded`);
process.stdout.write(JSON.stringify({ ran, faults: wrong?.faults ?? [] }));
process.exit(0);
