import { afterEach, expect, test, vi } from 'vitest';
import { terminal } from '#words/en/terminal.ts';
import { verify } from './verify.ts';

afterEach(() => vi.restoreAllMocks());

test.each([[[]], [['our.example']], [['file:///etc']], [['https://our.example', 'and more']]])(
  'verify without one address of a server says how it is used: %j',
  async (words) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await verify(words)).toBe(2);
    expect(said.mock.calls).toEqual([[terminal.verify.usage]]);
  },
);
