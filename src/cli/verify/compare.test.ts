import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSite } from '#server/http/site.ts';
import { House } from '#tests/house/house.ts';
import { compare, type Ask } from './compare.ts';

let folder: string;
let house: House | null;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bothways-verify-'));
  house = null;
  put('ours', 'index.html', '<p>door</p>');
  put('ours', '200.html', '<p>shell</p>');
  put('ours', 'help.html', '<p>help</p>');
  put('ours', '_app/immutable/a.js', 'first()');
  put('ours', '_app/immutable/a.js.gz', gzipSync('first()'));
  put('ours', '_app/immutable/b.js', 'second()');
  cpSync(path.join(folder, 'ours'), path.join(folder, 'theirs'), { recursive: true });
});
afterEach(async () => {
  await house?.close();
  rmSync(folder, { recursive: true });
});

function put(whose: 'ours' | 'theirs', file: string, bytes: string | Uint8Array): void {
  const place = path.join(folder, whose, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, bytes);
}

/** What a server with their files differs in from ours. */
async function differences() {
  house = await House.open({ buildFolder: path.join(folder, 'theirs') });
  return compare(readSite(path.join(folder, 'ours'), false), askOf(house.origin));
}

function askOf(origin: string): Ask {
  return async (address, encoding) => {
    const response = await fetch(origin + address, { headers: { 'accept-encoding': encoding } });
    const { status, headers } = response;
    return { status, headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
}

test('the same files are the same', async () => {
  expect(await differences()).toEqual([]);
});

test('one changed byte is named', async () => {
  put('theirs', '_app/immutable/b.js', 'second();');
  expect(await differences()).toEqual([
    { address: '/_app/immutable/b.js', what: 'changed' },
    { address: '/release.json', what: 'changed' },
  ]);
});

test('one that differs only where it is packed is named', async () => {
  put('theirs', '_app/immutable/a.js.gz', gzipSync('first(); last()'));
  expect(await differences()).toEqual([{ address: '/_app/immutable/a.js', what: 'changed' }]);
});

test('a page that is changed is named where people come to', async () => {
  put('theirs', 'sign-in.html', '<p>another shell</p>');
  expect(await differences()).toEqual([
    { address: '/release.json', what: 'changed' },
    { address: '/sign-in', what: 'changed' },
    { address: '/sign-in.html', what: 'added' },
  ]);
});

test('one missing file is named', async () => {
  rmSync(path.join(folder, 'theirs/_app/immutable/b.js'));
  expect(await differences()).toEqual([
    { address: '/_app/immutable/b.js', what: 'missing' },
    { address: '/release.json', what: 'changed' },
  ]);
});

test('one added file is named', async () => {
  put('theirs', '_app/immutable/c.js', 'third()');
  expect(await differences()).toEqual([
    { address: '/release.json', what: 'changed' },
    { address: '/_app/immutable/c.js', what: 'added' },
  ]);
});

test('a page that may run what ours may not is named', async () => {
  const hash = 'sha256-iO1ZJVKQ8pVTn3vS5yKpKEvRYHkIT3YDpGXGzP9FvOs=';
  const pages = { 'help.html': { scripts: [hash], styles: [] } };
  put('theirs', 'csp-hashes.json', JSON.stringify({ pages, styleAttributes: [] }));
  expect(await differences()).toEqual([
    { address: '/help.html', what: 'policy' },
    { address: '/help', what: 'policy' },
  ]);
});

test('where nothing answers there is nothing to compare', async () => {
  expect(await compare(readSite(path.join(folder, 'ours'), false), async () => null)).toBeNull();
});
