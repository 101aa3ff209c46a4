import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

// The page of attacks, held against the protocol that names them and the tests that try them.

const protocol = readFileSync('docs/protocol.md', 'utf8');
const page = readFileSync('tests/attacks/README.md', 'utf8');

/** "roll back a space, a chain, a vault" are three. */
const cases = (/One named hostile test each: (.*?)\./.exec(protocol)?.[1] ?? '')
  .split(' · ')
  .flatMap((named) => {
    const [first = '', ...others] = named.split(', ');
    const verb = first.replace(/ an? \w+$/, '');
    return [first, ...others.map((other) => `${verb} ${other}`)];
  });

const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name = '', by = '', where = '']) => ({ name, by, where }));

test('every case of the protocol is on the page of attacks, and no other', () => {
  expect(cases.length).toBeGreaterThan(25);
  expect([...new Set(rows.map(({ name }) => name))]).toEqual(cases);
});

const tried = rows.filter(({ by }) => by !== '*not built*');

describe.each(tried)('$name', ({ by, where }) => {
  test('is tried by the test that the page names', () => {
    expect(readFileSync(where, 'utf8')).toContain(`test('${by}'`);
  });
});

test('what is not built is named as such in the protocol', () => {
  const notBuilt = protocol.slice(protocol.indexOf('## 9. Not built yet'));
  const missing = rows.filter(({ by }) => by === '*not built*').map(({ where }) => where);
  expect(missing.filter((noun) => !notBuilt.includes(noun))).toEqual([]);
});
