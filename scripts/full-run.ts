import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './run.ts';

/** What came of one check. */
export interface Passed {
  readonly heading: string;
  readonly ok: boolean;
  readonly seconds: number;
}

export interface FullRun {
  readonly passed: readonly Passed[];
  readonly counts: { readonly passed: number; readonly failed: number; readonly skipped: number };
  /** What checks said of how much they did, and the table of figures. */
  readonly outputs: readonly string[];
  readonly beganAt: Date;
  readonly seconds: number;
}

/** Lines in which a check says how much it did: seeds, samples, kills. */
const telling =
  /^(Simulated: .*|(?:SQLite|PostgreSQL): \d+ answered.*|.*\bseeds? \d.*|.*\d[\d,]* (?:samples|histories|runs)\b.*)$/;

/** Writes the result of the last full run where people find it. */
export async function writeFullRun(run: FullRun): Promise<void> {
  const file = path.join(root, 'docs/full-run.md');
  await writeFile(file, fullRunText(run, await commit(), machine()));
}

/** @param at the commit and what it ran on */
export function fullRunText(
  { passed, counts, outputs, beganAt, seconds }: FullRun,
  at: string,
  on: string,
): string {
  const lines = outputs.flatMap((output) => output.split('\n')).map((line) => line.trim());
  const told = [...new Set(lines.filter((line) => telling.test(line)))];
  const bench = lines.findIndex((line) => line.startsWith('Medians of '));
  const end = lines.findIndex((line, index) => index > bench && line.startsWith('== '));
  const table = bench < 0 ? ['Not measured in this run.'] : lines.slice(bench, end < 0 ? undefined : end);
  const isGood = passed.every(({ ok }) => ok) && counts.failed === 0;
  return `${[
    '# The last full run',
    '',
    '`npm run test:full` writes this page. [verifying.md](verifying.md) says how to repeat it.',
    '',
    `* **Result:** ${isGood ? 'all checks passed' : 'FAILED'}; tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} not tested`,
    `* **Commit:** ${at}`,
    `* **Begun:** ${beganAt.toISOString()}, took ${(seconds / 60).toFixed(1)} minutes`,
    `* **Machine:** ${on}`,
    '',
    '| check | result | seconds |',
    '| --- | --- | ---: |',
    ...passed.map((one) => `| ${one.heading} | ${one.ok ? 'ok' : 'FAILED'} | ${one.seconds.toFixed(0)} |`),
    '',
    '## How much',
    '',
    ...(told.length === 0 ? ['No check said.'] : told.map((line) => `* ${line}`)),
    '',
    '## Figures',
    '',
    ...table,
  ]
    .join('\n')
    .trimEnd()}\n`;
}

async function commit(): Promise<string> {
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', args, { cwd: root })).stdout.trim();
  try {
    const changed = await git('status', '--porcelain', '--', ':!docs/full-run.md');
    return `${await git('rev-parse', 'HEAD')}${changed === '' ? '' : ', with changes that are in no commit'}`;
  } catch {
    return 'unknown: no git here';
  }
}

function machine(): string {
  const all = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown'}, ${memory}, Linux ${release()}, Node ${process.versions.node}`;
}
