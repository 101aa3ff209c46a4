import { expect, test } from 'vitest';
import { fetchWithCookies } from '#device/cookies.ts';

test('cookies come back with the next request, until they are taken away, and the origin is said', async () => {
  const asked: Headers[] = [];
  let setCookie = ['bothways=abc; HttpOnly; SameSite=Strict; Path=/'];
  const fetch = fetchWithCookies('http://localhost:1', async (_address, init) => {
    asked.push(new Headers(init.headers));
    return new Response(null, {
      headers: setCookie.map((cookie): [string, string] => ['set-cookie', cookie]),
    });
  });
  await fetch('http://localhost:1/a', {});
  setCookie = ['bothways=; Max-Age=0; Path=/'];
  await fetch('http://localhost:1/b', {});
  setCookie = [];
  await fetch('http://localhost:1/c', {});
  expect(asked.map((headers) => headers.get('cookie'))).toEqual([null, 'bothways=abc', null]);
  expect(asked[0]?.get('origin')).toBe('http://localhost:1');
});
