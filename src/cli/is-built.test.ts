import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBuilt } from '#cli/is-built.ts';

let root: string;
const build = () => path.join(root, 'build');

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'bothways-built-'));
  await write('src/routes/page.svelte', 1);
});
afterEach(() => rm(root, { recursive: true }));

async function write(file: string, at: number): Promise<void> {
  const place = path.join(root, file);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, '');
  await utimes(place, at, at);
}

test('pages that were never built are not there', async () => {
  expect(await isBuilt(root, build())).toBe(false);
});

test('a build that was cut off does not count', async () => {
  await write('build/200.html', 5);
  expect(await isBuilt(root, build())).toBe(false);
});

test('pages newer than their sources are good', async () => {
  await write('build/csp-hashes.json', 5);
  expect(await isBuilt(root, build())).toBe(true);
});

test.each(['src/words/en/home.ts', 'static/leaf.svg', 'package.json'])(
  'an update of %s asks for new pages',
  async (file) => {
    await write('build/csp-hashes.json', 5);
    await write(file, 6);
    expect(await isBuilt(root, build())).toBe(false);
  },
);
