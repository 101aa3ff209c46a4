import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { randomBytes } from '#crypto/suite.ts';
import { instancePath } from '#protocol/api.ts';
import { helpLineToText, helpLinesMost, type HelpLineChange } from '#protocol/help-line.ts';
import { drawHostLink } from '#server/host/link.ts';
import { warmLine } from '#tests/cast.ts';
import { foundCommunity, type Community } from '#tests/house/house.ts';
import { makePeer } from '#tests/house/peer.ts';
import type { Visitor } from '#tests/house/visitor.ts';

let community: Community;
/** Somebody at a browser of their own, signed in nowhere, with the link of the machine. */
let host: Visitor;

beforeEach(async () => {
  community = await foundCommunity();
  host = community.house.visitor(await makePeer());
});
afterEach(() => community.house.close());

const text = (change: object = {}) => helpLineToText({ ...warmLine, ...change }) ?? '';
const asItCame: HelpLineChange = { hidden: false };
const written: HelpLineChange = { hidden: false, line: text() };

const token = () => drawHostLink(community.house.config.dataFolder, () => community.house.clock.now);
const change = (name: string, seen: HelpLineChange, next: HelpLineChange) =>
  host.ask('changeHelpLine', { token: token(), name, seen, change: next });
const shown = async () => (await (await fetch(community.house.origin + instancePath)).json()).helpLines;

describe('a line that the host writes', () => {
  test('is public from then on, and can be taken back to the one that came along', async () => {
    expect(await shown()).toEqual([]);
    expect((await change('samaritans', asItCame, written)).status).toBe(200);
    expect(await shown()).toEqual([{ name: 'samaritans', hidden: false, line: warmLine }]);
    expect((await change('samaritans', written, asItCame)).status).toBe(200);
    expect(await shown()).toEqual([]);
  });

  test('can be hidden, keeps its words meanwhile, and is shown again', async () => {
    const hidden = { ...written, hidden: true };
    await change('samaritans', asItCame, written);
    await change('samaritans', written, hidden);
    expect(await shown()).toEqual([{ name: 'samaritans', hidden: true, line: warmLine }]);
    await change('samaritans', hidden, written);
    expect(await shown()).toEqual([{ name: 'samaritans', hidden: false, line: warmLine }]);
  });

  test('says everything that a line says, in the one way of writing it', async () => {
    const slips = [
      text({ ways: [] }),
      '{',
      'null',
      JSON.stringify({ ...warmLine, ways: [] }),
      JSON.stringify({ ...warmLine, name: ' Evening ' }),
      JSON.stringify({ ...warmLine, more: 'x' }),
      JSON.stringify(warmLine, null, 1),
      text({ regions: Array.from({ length: 60 }, (_, at) => `${at}`.padEnd(80, 'x')) }),
    ];
    for (const line of slips) {
      expect((await change('samaritans', asItCame, { hidden: false, line })).code).toBe('malformed');
    }
    for (const name of ['', '-x', 'Samaritans', '../x', 'x'.repeat(61)]) {
      expect((await change(name, asItCame, written)).code).toBe('malformed');
    }
    expect(await shown()).toEqual([]);
  });

  test('is one of so many, and a change of those that are there needs no room', async () => {
    for (let at = 0; at < helpLinesMost; at++) await change(`own-${at}`, asItCame, { hidden: true });
    expect((await change('one-more', asItCame, written)).code).toBe('help-lines-full');
    expect((await change('own-7', { hidden: true }, written)).status).toBe(200);
  });
});

describe('two hosts at once', () => {
  const [hers, his] = [
    { ...written, line: text({ cost: 'Free.' }) },
    { ...written, line: text({ cost: 'As a local call.' }) },
  ];

  test('the later one is told, and what the first wrote stays', async () => {
    await change('samaritans', asItCame, hers);
    expect(await change('samaritans', asItCame, his)).toMatchObject({
      status: 409,
      code: 'help-line-changed',
    });
    expect((await change('samaritans', asItCame, { hidden: true })).code).toBe('help-line-changed');
    expect(await shown()).toMatchObject([{ hidden: false, line: { cost: 'Free.' } }]);
    expect((await change('samaritans', hers, his)).status).toBe(200);
  });

  test('of two that arrive together one is told', async () => {
    // One link for both: a newer one ends the one before.
    const drawn = token();
    const answers = await Promise.all(
      [hers, his].map((next) =>
        host.ask('changeHelpLine', { token: drawn, name: 'near', seen: asItCame, change: next }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('what one took away the other does not bring back unseen', async () => {
    await change('samaritans', asItCame, hers);
    await change('samaritans', hers, asItCame);
    expect((await change('samaritans', hers, his)).code).toBe('help-line-changed');
  });

  test('the same change sent twice is done once, and nobody is told off for it', async () => {
    await change('samaritans', asItCame, hers);
    expect((await change('samaritans', asItCame, hers)).status).toBe(200);
  });
});

describe('nobody else changes a line', () => {
  test('no member, whoever they are, and no stranger with a link of their own making', async () => {
    for (const visitor of [community.ana, community.bo, community.cai, host]) {
      const asked = { token: randomBytes(32), name: 'samaritans', seen: asItCame, change: written };
      expect((await visitor.ask('changeHelpLine', asked)).code).toBe('host-link-spent');
    }
    expect(await shown()).toEqual([]);
  });

  test('nor the host after fifteen minutes', async () => {
    const former = token();
    community.house.clock.now += 15 * 60_000;
    const asked = { token: former, name: 'samaritans', seen: asItCame, change: written };
    expect((await host.ask('changeHelpLine', asked)).code).toBe('host-link-spent');
    expect(await shown()).toEqual([]);
  });
});
