import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { putInPlace } from '#scripts/put-in-place.ts';
import { takeTurn } from '#scripts/turn.ts';
import { root } from '#tests/sources.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'turns-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

test('two who build in one folder take turns, and the second is told that it waits', async () => {
  const file = path.join(folder, 'turn.db');
  const happened: string[] = [];
  const first = await takeTurn(file, () => happened.push('the first waits'));
  const told = Promise.withResolvers<void>();
  const second = takeTurn(file, told.resolve).then((turn) => {
    happened.push('the second begins');
    return turn;
  });
  await told.promise;
  happened.push('the first ends');
  first.release();
  const { waited, release } = await second;
  release();
  expect(happened).toEqual(['the first ends', 'the second begins']);
  expect([first.waited, waited]).toEqual([false, true]);
});

test('whoever is killed in the middle of it leaves nothing that keeps others out', async () => {
  const file = path.join(folder, 'turn.db');
  const script = `const { takeTurn } = await import(${JSON.stringify(path.join(root, 'scripts/turn.ts'))});
    await takeTurn(${JSON.stringify(file)}, () => {});
    console.log('mine');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: root });
  await once(child.stdout, 'data');
  const told = Promise.withResolvers<void>();
  const turn = takeTurn(file, told.resolve);
  await told.promise;
  child.kill('SIGKILL');
  (await turn).release();
});

test('a new build takes the place of the one before as a whole', async () => {
  const [fresh, place] = [path.join(folder, 'fresh'), path.join(folder, 'build')];
  for (const words of ['one', 'two']) {
    await mkdir(fresh);
    await writeFile(path.join(fresh, words), words);
    await putInPlace(fresh, place);
    expect(await readdir(place)).toEqual([words]);
    expect(await readFile(path.join(place, words), 'utf8')).toBe(words);
  }
  expect(await readdir(folder)).toEqual(['build']);
});
