import { bareSubject } from './bare.ts';
import type { Figure, Gathered } from './benchmark.ts';
import { inFolder } from './folder.ts';
import { oursSubject } from './ours.ts';
import type { Stage, Subject } from './stage.ts';

export interface OnStage {
  readonly name: Subject['name'];
  readonly stage: Stage;
}

/** Does the same work with the bare reference and with ours, each on a fresh stage, `repetitions` times in turn. */
export async function withEach(
  repetitions: number,
  perWriter: number,
  work: (subject: OnStage) => Promise<void>,
): Promise<void> {
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const subjectIn of [bareSubject, oursSubject]) {
      await inFolder(async (folder) => {
        const subject = subjectIn(folder, perWriter);
        const stage = await subject.start();
        try {
          await work({ name: subject.name, stage });
        } finally {
          await stage.child.stop();
        }
      });
    }
  }
}

/** A line of the table out of what was gathered under `ours <name>` and `bare <name>`. */
export function figureOf(gathered: Gathered, name: string, unit: string, goal = ''): Figure {
  return { name, unit, goal, ours: gathered.of(`ours ${name}`), bare: gathered.of(`bare ${name}`) };
}
