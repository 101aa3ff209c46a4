import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWithPassphrase, registerPassphrase } from '#crypto/passphrase.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { DoorName } from '#protocol/api.ts';
import { toCbor, type Encodable } from '#protocol/cbor.ts';
import { card, House } from '#tests/house/house.ts';
import { makePeer, wanted, type Peer } from '#tests/house/peer.ts';
import { opening } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

/**
 * Whether somebody has an account here is nobody's business. At each door that a stranger may ask, what somebody has and
 * what nobody has get answers of the same shape and size, and cost the same work.
 */
let house: House;
let stranger: Visitor;
let ana: Peer;
let request: string;

beforeAll(async () => {
  house = await House.open({ limits: { personPerMinute: 1e7, addressPerMinute: 1e7, triesPerHour: 1e7 } });
  stranger = house.visitor(await makePeer());
  const signinName = randomBytes(32);
  const registering = await registerPassphrase('tea kettle window rain');
  const { response } = await stranger.call('registerPassphrase', {
    signinName,
    request: registering.request,
  });
  ana = await makePeer(wanted(await registering.finish(response)).message, signinName);
  const opened = await opening(ana, 'community');
  const founding = { token: house.foundingToken, account: ana.account, card };
  await house.visitor(ana).call('found', { ...founding, ...opened.request });
  ({ request } = await openWithPassphrase('coffee'));
});
afterAll(() => house.close());

interface Answer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly bytes: number;
}

async function ask(name: DoorName, asked: Encodable): Promise<Answer> {
  const answer = await stranger.send(name, toCbor(asked));
  const headers = [...answer.headers.keys()].toSorted();
  return { status: answer.status, headers, bytes: (await answer.arrayBuffer()).byteLength };
}

/** A proof that is of the right form, over a nonce that is good, by nobody. */
async function proof() {
  const { nonce } = await stranger.call('nonce', {});
  return { nonce, signature: await stranger.peer.signKey.sign('signin', new Uint8Array(8)) };
}

const doors: Readonly<Record<string, { known: () => Bytes; ask: (id: Bytes) => Promise<Answer> }>> = {
  'the first half of signing in': {
    known: () => ana.account.signinName,
    ask: (signinName) => ask('signInStart', { signinName, request }),
  },
  'the second half of signing in': {
    known: () => ana.account.signinName,
    async ask(signinName) {
      const { attempt } = await stranger.call('signInStart', { signinName, request });
      return ask('signInFinish', { attempt, request: 'A'.repeat(86) });
    },
  },
  'choosing a passphrase': {
    known: () => ana.account.signinName,
    ask: (signinName) => ask('registerPassphrase', { signinName, request: request.slice(0, 43) }),
  },
  'coming back with the kit': {
    known: () => ana.account.kitLookup,
    ask: async (lookup) => ask('openByKit', { lookup, proof: await proof() }),
  },
  'opening a session': {
    known: () => ana.line.person,
    ask: async (person) => ask('openSession', { person, proof: await proof() }),
  },
};

const isFull = process.env['BOTHWAYS_FULL'] === '1';

describe.each(Object.entries(doors))('%s', (_door, { known, ask }) => {
  test('answers what nobody has like what somebody has', async () => {
    const theirs = await ask(known());
    for (let times = 0; times < 5; times++) expect(await ask(randomBytes(32))).toEqual(theirs);
  });

  test('does the same work for both', async () => {
    const spent = { known: [] as number[], unknown: [] as number[] };
    // Turn and turn about, so that whatever else the machine does weighs on both.
    for (let times = 0; times < (isFull ? 1500 : 20); times++) {
      const who = times % 2 === 0 ? 'known' : 'unknown';
      const beganAt = performance.now();
      await ask(who === 'known' ? known() : randomBytes(32));
      spent[who].push(performance.now() - beganAt);
    }
    // Nothing in the gate depends on how quick a machine is: there it is only run. In full, ranks are compared.
    if (isFull) expect(Math.abs(leaning(spent.known, spent.unknown))).toBeLessThan(5);
  }, 300_000);
});

/** Mann-Whitney: how many standard deviations the ranks of the ones lean away from those of the others. */
function leaning(ones: readonly number[], others: readonly number[]): number {
  const wins = ones.reduce((sum, one) => sum + others.filter((other) => one > other).length, 0);
  const pairs = ones.length * others.length;
  return (wins - pairs / 2) / Math.sqrt((pairs * (ones.length + others.length + 1)) / 12);
}
