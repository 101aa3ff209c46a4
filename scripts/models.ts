import path from 'node:path';
import { programs, root, run } from './run.ts';

// Walks through the models of docs/model at random, from seeds that are always the same. It is sampling and proves
// nothing by itself; that it finds something at all is shown by mutants, in which the rule is wrong in one place each.

interface Model {
  readonly file: string;
  readonly samples: number;
  readonly steps: number;
  readonly mutants: readonly string[];
}

const full = process.env['BOTHWAYS_FULL'] === '1';
const seed = '0x2a';
const models: readonly Model[] = [
  {
    file: 'agreement.qnt',
    samples: full ? 1000 : 60,
    steps: 10,
    mutants: ['keeps_old_yes', 'no_is_ignored', 'drop_is_ignored', 'one_yes_of_two'],
  },
  {
    file: 'epoch.qnt',
    samples: full ? 5000 : 500,
    steps: 20,
    mutants: [
      'leave_is_no_reason',
      'due_is_ignored',
      'old_epoch_is_taken',
      'stale_roster',
      'invited_into_the_past',
      'link_outlives_opener',
      'unused_link_lives_on',
    ],
  },
];

let right = true;
for (const model of models) {
  tell(model, 'rule', (await isKept(model, 'rule')) === true, 'kept in every sample');
  // Two at a time, as most of each is starting.
  for (let at = 0; at < model.mutants.length; at += 2) {
    const pair = model.mutants.slice(at, at + 2);
    const kept = await Promise.all(pair.map((mutant) => isKept(model, mutant)));
    for (const [index, mutant] of pair.entries()) tell(model, mutant, kept[index] === false, 'found');
  }
}
process.exit(right ? 0 : 1);

/** Null where the model itself could not be read. */
async function isKept({ file, samples, steps }: Model, main: string): Promise<boolean | null> {
  const { ok, output } = await run(
    programs.quint,
    [
      'run',
      path.join(root, 'docs/model', file),
      '--backend=typescript',
      `--main=${main}`,
      '--step=step_any',
      '--invariant=promises',
      `--max-samples=${samples}`,
      `--max-steps=${steps}`,
      `--seed=${seed}`,
      '--verbosity=1',
    ],
    { quiet: true },
  );
  if (ok) return true;
  if (output.includes('Invariant violated')) return false;
  process.stdout.write(output);
  return null;
}

function tell({ file }: Model, main: string, isRight: boolean, what: string): void {
  right &&= isRight;
  process.stdout.write(`${isRight ? 'ok    ' : 'WRONG '} ${file} ${main.replaceAll('_', ' ')}: ${what}\n`);
}
