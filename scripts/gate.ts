import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { missingBrowsers } from '#tests/browser.ts';
import { writeFullRun, type Passed } from './full-run.ts';
import { programs, root, run, type Outcome } from './run.ts';

// What `npm test` runs: every check in order, stopping at the first that fails.
//   --only format,lint   some of them
//   --full               every figure of the project, with its long simulations (about an hour); writes docs/full-run.md

interface Check {
  readonly name: string;
  readonly heading: string;
  readonly run: () => Promise<Outcome>;
  readonly fullOnly?: true;
}

const full = process.argv.includes('--full');
if (full) process.env['BOTHWAYS_FULL'] = '1';
// Five take a third of the hour.
if (full) process.env['BENCH_REPETITIONS'] ??= '3';

const reports = path.join(root, 'tmp/reports');
const suites = ['unit', 'journeys'] as const;

/** What no run without a database has looked at. */
const databaseNote =
  process.env['BOTHWAYS_TEST_DATABASE_URL'] === undefined
    ? '\nNOT TESTED: PostgreSQL itself (its store, several nodes on it, kills, a database that is away), because ' +
      'BOTHWAYS_TEST_DATABASE_URL names none. `.ci/run` starts one.\n'
    : '';

const checks: readonly Check[] = [
  { name: 'lock', heading: 'The lock file names no registry', run: lock },
  {
    name: 'format',
    heading: 'Format',
    run: () => run(programs.prettier, ['--check', '.', '--log-level', 'warn']),
  },
  { name: 'lint', heading: 'Lint and walls', run: () => run(programs.oxlint, ['--deny-warnings']) },
  { name: 'types', heading: 'Types', run: types },
  { name: 'unused', heading: 'Unused code', run: () => run(programs.knip) },
  {
    name: 'vectors',
    heading: 'Vectors, read again by another program',
    run: () => run('scripts/vectors.ts'),
  },
  { name: 'models', heading: 'Models, sampled', run: () => run('scripts/models.ts') },
  { name: 'build', heading: 'Build', run: () => run('scripts/build.ts') },
  { name: 'unit', heading: 'Unit, property, attack and crash tests', run: () => suite('unit') },
  { name: 'size', heading: 'Size budgets', run: () => run('scripts/size.ts') },
  { name: 'twin', heading: 'The same build twice', run: () => run('scripts/twin.ts') },
  { name: 'journeys', heading: 'Journeys in real browsers', run: journeys },
  {
    name: 'install',
    heading: 'Fresh installs under npm 10 and npm 11',
    run: () => run('scripts/install.ts'),
    fullOnly: true,
  },
  // Last, and alone: nothing else runs beside what is measured.
  { name: 'bench', heading: 'Figures', run: () => run('bench/run.ts'), fullOnly: true },
];

await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });
const beganAt = new Date();
const startedAt = performance.now();
const done: Passed[] = [];
const outputs: string[] = [];
for (const check of chosen()) await pass(check);
await report();
const { passed, failed, skipped } = await counts();
process.stdout.write(
  `\nAll checks done in ${seconds(startedAt)}.${skipped > 0 ? ` Not tested: ${skipped}.` : ''}\n`,
);
process.stdout.write(databaseNote);
process.stdout.write(`${passed} passed, ${failed} failed\n`);

function chosen(): readonly Check[] {
  const at = process.argv.indexOf('--only');
  if (at < 0) return checks.filter((check) => full || check.fullOnly !== true);
  const names = (process.argv[at + 1] ?? '').split(',');
  const unknown = names.find((name) => !checks.some((check) => check.name === name));
  if (unknown === undefined) return checks.filter((check) => names.includes(check.name));
  process.stderr.write(
    `There is no check "${unknown}". There are: ${checks.map((check) => check.name).join(', ')}.\n`,
  );
  process.exit(2);
}

async function pass(check: Check): Promise<void> {
  const checkedAt = performance.now();
  process.stdout.write(`\n== ${check.heading}\n`);
  const { ok, output } = await check.run();
  process.stdout.write(`${ok ? 'ok' : 'FAILED'} (${seconds(checkedAt)})\n`);
  done.push({ heading: check.heading, ok, seconds: (performance.now() - checkedAt) / 1000 });
  outputs.push(output);
  if (ok) return;
  await report();
  const { passed, failed } = await counts();
  process.stdout.write(
    `\nStopped at: ${check.heading}. Run it alone with: npm test -- --only ${check.name}\n`,
  );
  process.stdout.write(`${passed} passed, ${Math.max(failed, 1)} failed\n`);
  process.exit(1);
}

/** Only a run of everything is one to point at. */
async function report(): Promise<void> {
  if (!full || process.argv.includes('--only')) return;
  const tookSeconds = (performance.now() - startedAt) / 1000;
  await writeFullRun({ passed: done, counts: await counts(), outputs, beganAt, seconds: tookSeconds });
}

async function lock(): Promise<Outcome> {
  const hosts = (await readFile(path.join(root, 'package-lock.json'), 'utf8')).match(
    /"resolved": "https?:[^"]*"/g,
  );
  if (hosts === null) return { ok: true, output: '' };
  process.stdout.write(
    `package-lock.json names a registry (${hosts[0]}): keep .npmrc as it is and install again.\n`,
  );
  return { ok: false, output: '' };
}

async function types(): Promise<Outcome> {
  const sync = await run(programs['svelte-kit'], ['sync'], { quiet: true });
  if (!sync.ok) process.stdout.write(sync.output);
  if (!sync.ok) return sync;
  for (const project of ['tsconfig.json', 'tsconfig.pure.json']) {
    const outcome = await run(programs.tsc, ['--noEmit', '-p', project]);
    if (!outcome.ok) return outcome;
  }
  return run(programs['svelte-check'], [
    '--tsconfig',
    './tsconfig.web.json',
    '--fail-on-warnings',
    '--output',
    'human',
  ]);
}

async function journeys(): Promise<Outcome> {
  const missing = missingBrowsers();
  if (missing.length === 0) return suite('journeys');
  process.stdout.write(`${missing.join('\n')}\n`);
  return { ok: false, output: '' };
}

function suite(name: (typeof suites)[number]): Promise<Outcome> {
  const report = `--outputFile.json=${path.join(reports, `${name}.json`)}`;
  return run(programs.vitest, ['run', '--project', name, '--reporter=default', '--reporter=json', report]);
}

async function counts(): Promise<{ passed: number; failed: number; skipped: number }> {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const name of suites) {
    const report = await readFile(path.join(reports, `${name}.json`), 'utf8').catch(() => null);
    if (report === null) continue;
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(report);
    sum.passed += numPassedTests;
    sum.failed += numFailedTests;
    sum.skipped += numPendingTests + numTodoTests;
  }
  return sum;
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
