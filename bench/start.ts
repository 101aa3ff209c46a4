import { instancePath } from '#protocol/api.ts';
import { portOf, startBareServer } from './bare.ts';
import { Gathered, type Benchmark } from './benchmark.ts';
import { newDatabase } from './database.ts';
import { inFolder } from './folder.ts';
import { ourCommunity } from './ours-community.ts';
import { settings, type Setting } from './setting.ts';
import { bareIn, figuresOf, oursIn } from './subjects.ts';

const name = 'start to ready';

/** How long a host looks at an empty terminal. */
export const start: Benchmark = {
  name: 'start',
  about:
    'from the start of the process to its first answer, web client built, a community of 50 in store; of two nodes, both one after the other',
  async run(repetitions) {
    const gathered = new Gathered();
    for (let repetition = 0; repetition < repetitions; repetition++) {
      for (const setting of settings) {
        if (setting.nodes === 1) gathered.add(`${bareIn(setting)} ${name}`, await bareStart(setting));
        gathered.add(`${oursIn(setting)} ${name}`, await ourStart(setting));
      }
    }
    return figuresOf(gathered, name, 'ms', 'under 2,000');
  },
};

async function ourStart({ store, nodes }: Setting): Promise<number> {
  const community = await ourCommunity(store);
  const { ports, readyAfterMs, strike } = await community.start(nodes);
  try {
    const readyAt = performance.now();
    await answered(`http://localhost:${ports.at(-1)}${instancePath}`);
    return readyAfterMs + performance.now() - readyAt;
  } finally {
    await strike();
  }
}

function bareStart({ store }: Setting): Promise<number> {
  return inFolder(async (folder) => {
    const database = store === 'PostgreSQL' ? await newDatabase() : null;
    const began = performance.now();
    const child = await startBareServer(folder, database?.url);
    try {
      await answered(`http://127.0.0.1:${portOf(child)}/stream/none`);
      return performance.now() - began;
    } finally {
      await child.stop();
      await database?.drop();
    }
  });
}

/** @throws Error for an answer that is none */
async function answered(address: string): Promise<void> {
  const stopReading = new AbortController();
  const answer = await fetch(address, { signal: stopReading.signal });
  stopReading.abort();
  if (!answer.ok) throw new Error(`not ready: ${answer.status}`);
}
