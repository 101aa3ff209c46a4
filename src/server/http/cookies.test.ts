import { expect, test } from 'vitest';
import { bytesToText } from '#kernel/bytes.ts';
import { collectCookies, tokenIn } from './cookies.ts';

const token = new Uint8Array(32).fill(7);

test('behind TLS a cookie goes through TLS only', () => {
  for (const [origin, isSecure] of [
    ['https://our.example', true],
    ['http://localhost:8080', false],
  ] as const) {
    const cookies = collectCookies(origin);
    cookies.signIn(token, token);
    cookies.signOut();
    expect(cookies.headers.map((header) => header.endsWith('; Secure'))).toEqual([
      isSecure,
      isSecure,
      isSecure,
    ]);
  }
});

test('a token is found under its whole name and in its one spelling', () => {
  const text = bytesToText(token);
  expect(tokenIn(`a=b; bothways=${text}; c=d`, 'bothways')).toEqual(token);
  expect(tokenIn(`bothways-device=${text}`, 'bothways')).toBeNull();
  expect(tokenIn(`bothways=${text}x`, 'bothways')).toBeNull();
  expect(tokenIn(undefined, 'bothways')).toBeNull();
});
