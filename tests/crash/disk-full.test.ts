import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startOrSay } from '#cli/start.ts';
import type { SpaceView } from '#device/device.ts';
import { said } from '#domain/conversation/said.ts';
import { defaultConfig } from '#server/config.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, value, wordsIn, wordsOf, type World } from '#tests/world.ts';
import { terminal } from '#words/en/terminal.ts';
import { smallDisk, type SmallDisk } from './small-disk.ts';

let disk: SmallDisk | null;
let world: World | undefined;

beforeEach(({ skip }) => {
  disk = smallDisk();
  if (disk === null) skip('not tried: a small disk to be filled wants root, and a system that mounts');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world?.close();
  world = undefined;
  disk?.takeAway();
});

test('what is written while the disk is full waits, and stands there once when there is room again', async () => {
  world = await createWorld({ config: { dataFolder: path.join(disk!.folder, 'data') } });
  const { logLines } = world;
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'Before.' })));
  await wordsIn(bo.device, pair, ['Before.']);
  const isRefused = () => logLines.some((line) => line.includes('trouble in append: StoreAway SQLITE_FULL'));
  let seen: SpaceView | undefined;
  ana.device.watchSpace(pair, (view) => (seen = view));

  disk!.fill();
  const words = ['Before.'];
  // The store has some room put aside; whoever goes on writing comes to its end.
  for (let letter = 1; !isRefused(); letter++) {
    const text = `${letter} ${'a'.repeat(15_000)}`;
    words.push(text);
    value(await ana.device.act(pair, said({ text })));
    const isSettled = () => seen?.turns.some((turn) => wordsOf(turn) === text && !turn.pending) ?? false;
    await expect.poll(() => isRefused() || isSettled(), { timeout: 20_000, interval: 20 }).toBe(true);
  }
  // It waits on the device and has not failed; what was kept can be read meanwhile.
  expect(seen?.failed).toEqual({});
  expect(seen?.turns.at(-1)).toMatchObject({ text: words.at(-1), pending: true });
  await wordsIn(bo.device, pair, words.slice(0, -1));

  disk!.makeRoom();
  for (const { device } of [ana, bo]) device.poke();
  const phone = world.device();
  await wordsIn(bo.device, pair, words);
  value(await phone.signIn(ana.draft));
  await wordsIn(phone, pair, words);
  value(await bo.device.act(pair, said({ text: 'After.' })));
  await wordsIn(ana.device, pair, [...words, 'After.']);
});

test('a server does not start on a full disk, and says why in a sentence', async () => {
  disk!.fill();
  const dataFolder = path.join(disk!.folder, 'data');
  const heard = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await startOrSay({ ...defaultConfig, port: 0, dataFolder }, () => undefined)).toBeNull();
  expect(heard.mock.calls).toEqual([[terminal.diskFull(dataFolder)]]);
});
