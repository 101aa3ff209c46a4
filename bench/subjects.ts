import { startBare } from './bare.ts';
import type { Figure, Gathered } from './benchmark.ts';
import { startOurStage } from './ours.ts';
import { labelOf, settings, type Setting } from './setting.ts';
import type { Stage } from './stage.ts';

export interface OnStage {
  /** Under which its figures are gathered. */
  readonly subject: string;
  readonly stage: Stage;
}

/**
 * Does the same work with the bare reference and with ours, on each store, each on a fresh stage, `repetitions` times in
 * turn.
 */
export async function withEach(
  repetitions: number,
  perWriter: number,
  work: (on: OnStage) => Promise<void>,
): Promise<void> {
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const setting of settings) {
      if (setting.nodes === 1) await on(bareIn(setting), () => startBare(setting, perWriter), work);
      await on(oursIn(setting), () => startOurStage(setting, perWriter), work);
    }
  }
}

async function on(
  subject: string,
  start: () => Promise<Stage>,
  work: (on: OnStage) => Promise<void>,
): Promise<void> {
  const stage = await start();
  try {
    await work({ subject, stage });
  } finally {
    await stage.strike();
  }
}

export function oursIn(setting: Setting): string {
  return `ours, ${labelOf(setting)},`;
}

export function bareIn({ store }: Setting): string {
  return `bare, ${store},`;
}

/** The lines of the table out of what was gathered for each setting. */
export function figuresOf(gathered: Gathered, name: string, unit: string, goal = ''): readonly Figure[] {
  return settings.map((setting) => ({
    name: `${name}, ${labelOf(setting)}`,
    unit,
    goal,
    ours: gathered.of(`${oursIn(setting)} ${name}`),
    bare: gathered.of(`${bareIn(setting)} ${name}`),
  }));
}

/** A line of what has but one setting, out of what was gathered under `ours <name>`. */
export function figureOf(gathered: Gathered, name: string, unit: string, goal = ''): Figure {
  return { name, unit, goal, ours: gathered.of(`ours ${name}`), bare: [] };
}
