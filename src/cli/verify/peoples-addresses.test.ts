import { expect, test } from 'vitest';
import { peoplesAddresses } from './peoples-addresses.ts';

test('people come to pages by their addresses, whatever folders these lie in', () => {
  const addresses = peoplesAddresses();
  for (const one of ['/', '/sign-in', '/sign-in/kit', '/home', '/spaces/any/agreement', '/help'])
    expect(addresses).toContain(one);
  expect(addresses.filter((one) => /[()[\].]|\/\//.test(one))).toEqual([]);
  expect(new Set(addresses).size).toBe(addresses.length);
});
