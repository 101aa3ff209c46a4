import { foldOn, startFold } from '#domain/space/fold.ts';
import type { Benchmark } from './benchmark.ts';
import { madeUpLog, space } from './made-up-log.ts';

const events = 10_000;
const turns = 9_800;

/** How long a device thinks about a long friendship that it has already opened. */
export const fold: Benchmark = {
  name: 'fold',
  about: `${events} opened events of a pair, talk and agreement, folded from the start in this process`,
  run(repetitions) {
    const log = madeUpLog(events);
    const ours: number[] = [];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const began = performance.now();
      const { state } = foldOn(startFold({ space, kind: 'pair' }), log);
      ours.push(performance.now() - began);
      if (state.conversation.turns.size !== turns) throw new Error('the fold did not take everything in');
    }
    const goal = 'under 500, which is 2 s on the phone profile';
    return Promise.resolve([{ name: `fold of ${events} events`, unit: 'ms', ours, bare: [], goal }]);
  },
};
