import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import { expectRefused, stopped } from '#tests/attacks/told.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, value, wordsIn, type World } from '#tests/world.ts';

let world: World;
afterEach(() => world.close());

const isDatabase = (file: string) => file.startsWith('bothways.db');

/** While the server is down, as a host would who has only yesterday's copy. */
async function copyDatabase(from: string, to: string): Promise<void> {
  for (const file of (await readdir(to)).filter(isDatabase)) await rm(path.join(to, file));
  const files = (await readdir(from)).filter(isDatabase);
  for (const file of files) await copyFile(path.join(from, file), path.join(to, file));
}

test('restored backup: who had read what is lost says so and sends nothing, and those words stay here', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'In the copy.' })));
  await wordsIn(bo.device, pair, ['In the copy.']);

  const copy = await mkdtemp(path.join(tmpdir(), 'bothways-copy-'));
  await world.stopServer();
  await copyDatabase(world.folder, copy);
  await world.startServer();
  value(await ana.device.act(pair, said({ text: 'After the copy.' })));
  for (const { device } of [ana, bo]) await wordsIn(device, pair, ['In the copy.', 'After the copy.']);

  await world.stopServer();
  await copyDatabase(copy, world.folder);
  await world.startServer();
  for (const { device } of [ana, bo]) {
    const { turns } = await stopped(device, pair, 'forgot');
    expect(turns).toHaveLength(2);
    expectRefused(await device.act(pair, said({ text: 'Anybody?' })), 'forgot');
  }
  await rm(copy, { recursive: true });
});
