import { cpus, loadavg } from 'node:os';
import { append } from './append.ts';
import type { Benchmark } from './benchmark.ts';
import { delivery } from './delivery.ts';
import { epoch } from './epoch.ts';
import { fold } from './fold.ts';
import { idle } from './idle.ts';
import { memory } from './memory.ts';
import { shown } from './numbers.ts';
import { open } from './open.ts';
import { databaseServer } from './database.ts';
import { clearCommunitiesAway } from './ours-community.ts';
import { phone } from './phone.ts';
import { search } from './search.ts';
import { signIn } from './sign-in.ts';
import { start } from './start.ts';
import { tableHead, tableRow } from './table.ts';

const all: readonly Benchmark[] = [
  append,
  delivery,
  idle,
  memory,
  start,
  fold,
  open,
  search,
  epoch,
  phone,
  signIn,
];
const repetitions = Number(process.env['BENCH_REPETITIONS'] ?? 5);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  const names = all.map(({ name }) => name).join(', ');
  console.error(`No benchmark is called ${unknown.join(', ')}. There are: ${names}.`);
  process.exit(1);
}

const chosen = wanted.length === 0 ? all : all.filter(({ name }) => wanted.includes(name));
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;
console.log(
  `Medians of ${repetitions} (lowest to highest), ${machine}, load before ${shown(loadavg()[0] ?? 0)}.\n`,
);
console.log(tableHead);
const notes: string[] = [];
for (const benchmark of chosen) {
  try {
    for (const figure of await benchmark.run(repetitions)) console.log(tableRow(figure));
    notes.push(`${benchmark.name}: ${benchmark.about}.`);
  } catch (error) {
    process.exitCode = 1;
    notes.push(`${benchmark.name}: not measured. ${error instanceof Error ? error.message : String(error)}`);
  }
}
await clearCommunitiesAway();
if (databaseServer === null)
  notes.push(
    'NOT MEASURED: PostgreSQL, because BOTHWAYS_TEST_DATABASE_URL names none. `.ci/run` starts one.',
  );
console.log(`\n${notes.join('\n')}`);
