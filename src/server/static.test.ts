import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { House } from '#tests/house/house.ts';

const inline = 'sha256-iO1ZJVKQ8pVTn3vS5yKpKEvRYHkIT3YDpGXGzP9FvOs=';
const style = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

let build: string;
let house: House;

beforeAll(async () => {
  build = mkdtempSync(path.join(tmpdir(), 'build-'));
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(build, file)), { recursive: true });
    writeFileSync(path.join(build, file), text);
  };
  put('index.html', '<p>door</p>');
  put('200.html', '<p>shell</p>');
  put('spaces/200.html', '<p>shell of spaces</p>');
  put('help.html', '<p>help</p>');
  put('learn/index.html', '<p>learn</p>');
  put('_app/immutable/a.js', 'plain');
  put('_app/immutable/a.js.br', 'br');
  put('_app/immutable/a.js.gz', 'gz');
  put('favicon.svg', '<svg/>');
  const pages = { '200.html': { scripts: [inline], styles: [] } };
  put('csp-hashes.json', JSON.stringify({ pages, styleAttributes: [style] }));
  writeFileSync(path.join(path.dirname(build), 'beside-the-build.txt'), 'secret');
  house = await House.open({ buildFolder: build, reportCsp: true });
});
afterAll(async () => {
  await house.close();
  rmSync(build, { recursive: true, force: true });
});

const get = (address: string, init: RequestInit = {}) => fetch(house.origin + address, init);
const text = async (address: string) => (await get(address)).text();

/** As it stands, without a client that tidies the address first. */
function getRaw(
  address: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(house.origin);
    const asking = request({ host: '127.0.0.1', port, path: address, headers }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asking.on('error', reject);
    asking.end();
  });
}

describe('pages', () => {
  test('lie where their address says', async () => {
    expect(await text('/')).toBe('<p>door</p>');
    expect(await text('/help')).toBe('<p>help</p>');
    expect(await text('/help/')).toBe('<p>help</p>');
    expect(await text('/learn?x=1')).toBe('<p>learn</p>');
  });

  test('that the client draws itself get the shell, at any depth', async () => {
    expect(await text('/people/abc')).toBe('<p>shell</p>');
    expect(await text('/found')).toBe('<p>shell</p>');
  });

  test('get the shell nearest to their address', async () => {
    expect(await text('/spaces')).toBe('<p>shell of spaces</p>');
    expect(await text('/spaces/abc/agreement')).toBe('<p>shell of spaces</p>');
    expect(await text('/spacesuit')).toBe('<p>shell</p>');
  });

  test('a file that is not there is missing, and no page', async () => {
    for (const address of [
      '/_app/immutable/gone.js',
      '/gone.png',
      '/_app/gone',
      '/csp-hashes.json',
      '/200.html.br',
    ]) {
      expect((await get(address)).status).toBe(404);
    }
  });

  test.each([
    '/../beside-the-build.txt',
    '/%2e%2e/beside-the-build.txt',
    '/..%2fbeside-the-build.txt',
    '//etc/passwd',
    '/%00',
    '/%',
  ])('%s leads nowhere outside', async (address) => {
    const { status, body } = await getRaw(address);
    expect([200, 404]).toContain(status);
    expect(body).not.toContain('secret');
    expect(body).not.toContain('root:');
  });

  test('come packed as the browser likes', async () => {
    const packed = async (accepted: string) =>
      (await getRaw('/_app/immutable/a.js', { 'accept-encoding': accepted })).body;
    expect(await packed('gzip, deflate, br')).toBe('br');
    expect(await packed('gzip')).toBe('gz');
    expect(await packed('')).toBe('plain');
  });

  test('that carry their hash stay for ever, and all others are asked for again', async () => {
    expect((await get('/_app/immutable/a.js')).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
    const page = await get('/help');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const etag = page.headers.get('etag')!;
    expect(etag).toContain(hash('sha256', '<p>help</p>', 'base64url').slice(0, 22));
    expect((await get('/help', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('are only read', async () => {
    const head = await get('/help', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await get('/help', { method: 'POST' })).status).toBe(405);
  });
});

describe('headers', () => {
  test.each([
    '/',
    '/help',
    '/spaces/abc',
    '/favicon.svg',
    '/gone.png',
    '/api/instance',
    '/api/vault',
    '/api/stream',
    '/api/gone',
  ])('keep everybody else out of %s', async (address) => {
    const { headers } = await get(address);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'permissions-policy': expect.stringContaining('camera=()'),
      'content-security-policy': expect.stringMatching(/^default-src 'none'/),
    });
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('allow a page its own inline script and no other', async () => {
    const policy = async (address: string) => (await get(address)).headers.get('content-security-policy')!;
    expect(await policy('/found')).toContain(`script-src 'self' 'wasm-unsafe-eval' '${inline}';`);
    expect(await policy('/help')).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(await policy('/help')).toContain(`style-src 'self' 'unsafe-hashes' '${style}';`);
    expect(await policy('/help')).not.toMatch(/unsafe-inline|https?:|\*/);
    expect(await policy('/help')).toContain("require-trusted-types-for 'script'");
  });

  test('let answers for one person lie in no cache', async () => {
    expect((await get('/api/spaces')).headers.get('cache-control')).toBe('no-store');
  });
});

test('what a page’s policy stopped is told where that is asked for', async () => {
  const report = '{"csp-report":{"blocked-uri":"inline"}}';
  await get('/api/csp-report', { method: 'POST', body: report });
  expect(house.server.cspReports()).toEqual([report]);
});
