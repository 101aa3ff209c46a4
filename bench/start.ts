import { instancePath } from '#protocol/api.ts';
import { startBareServer } from './bare.ts';
import { Gathered, type Benchmark } from './benchmark.ts';
import { type Child } from './child.ts';
import { inFolder } from './folder.ts';
import { ourCommunity } from './ours-community.ts';
import { figureOf } from './subjects.ts';

/** How long a host looks at an empty terminal. */
export const start: Benchmark = {
  name: 'start',
  about: 'from the start of the process to its first answer, web client built, a community of 50 in store',
  async run(repetitions) {
    const gathered = new Gathered();
    const community = await ourCommunity();
    for (let repetition = 0; repetition < repetitions; repetition++) {
      await inFolder(async (folder) => {
        const ready = async () => {
          const child = await startBareServer(folder);
          return { child, address: `http://127.0.0.1:${child.ready.split(' ')[1]}/stream/none` };
        };
        gathered.add('bare start to ready', await untilAnswered(ready));
      });
      await inFolder(async (folder) => {
        await community.copyTo(folder);
        const address = `http://localhost:${community.port}${instancePath}`;
        const ready = async () => ({ child: await community.startIn(folder), address });
        gathered.add('ours start to ready', await untilAnswered(ready));
      });
    }
    return [figureOf(gathered, 'start to ready', 'ms', 'under 2,000')];
  },
};

async function untilAnswered(ready: () => Promise<{ child: Child; address: string }>): Promise<number> {
  const began = performance.now();
  const { child, address } = await ready();
  try {
    const stopReading = new AbortController();
    const answer = await fetch(address, { signal: stopReading.signal });
    const took = performance.now() - began;
    stopReading.abort();
    if (!answer.ok) throw new Error(`not ready: ${answer.status}`);
    return took;
  } finally {
    await child.stop();
  }
}
