import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newGenesis } from '#crypto/chain.ts';
import { H } from '#crypto/hash.ts';
import { signKeyFromSeed } from '#crypto/signature.ts';
import { keyLength, randomBytes } from '#crypto/suite.ts';
import { toPublic, unlockerFromSeed } from '#crypto/unlockers.ts';
import { memoryStore } from '#device/store/memory.ts';
import { utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import type { Fetch } from '#device/transport.ts';
import { doors, type AnswerOf } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import { refusalStatus } from '#protocol/refusal.ts';
import { lying } from '#tests/attacks/lying.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, missing, value, viewOf, type Person, type World } from '#tests/world.ts';
import { refusals } from '#words/en/refusals.ts';

/**
 * A new device believes nothing before it has checked it, in one order: whose account this is, the chain, the ways in,
 * the vault. Each lie is told at both doors through which somebody comes back.
 */
type Handed = AnswerOf<'signInFinish'>;
type Lie = (handed: Handed) => Handed;

let world: World;
let ana: Person;
let bos: Handed;
let slipped: Handed['unlockers'][number];
let forged: Handed['chain'];

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  bos = await handedTo(bo);
  const foreign = await unlockerFromSeed('passkey', H('person', utf8ToBytes('a stranger')));
  const place = { person: bos.person, unlockersHash: randomBytes(keyLength) };
  slipped = await toPublic(foreign, place, randomBytes(keyLength));
  const signKey = await signKeyFromSeed(randomBytes(keyLength));
  const genesis = await newGenesis({
    signKey,
    sealPk: slipped.sealPk,
    recoveryPk: signKey.publicKey,
    unlockersHash: randomBytes(keyLength),
  });
  forged = [genesis];
});
afterAll(() => world.close());

async function handedTo({ draft }: Person): Promise<Handed> {
  let handed: Handed | undefined;
  const device = world.device(undefined, lying({ signInFinish: (answer) => (handed = answer) }));
  value(await device.signIn(draft));
  device.close();
  return handed ?? missing('something was handed out');
}

const ways = ['passphrase', 'kit'] as const;

/** What somebody hears who comes back while the server lies, on a device that holds nothing afterwards. */
async function told(way: (typeof ways)[number], lie: Lie) {
  const store = memoryStore();
  const lies = lying({
    signInFinish: lie,
    // Whoever lies about what is keeps back what was: that would bring the account back, as the last test here shows.
    openByKit: (answer) => ({ ...answer, ...lie(answer), former: [] }),
  });
  const device = world.device(store, lies);
  const { kit, passphrase } = ana.draft;
  const result = way === 'kit' ? await device.comeBack({ kit, passphrase }) : await device.signIn(ana.draft);
  await viewOf(device, 'device', ({ situation }) => situation === 'nobody');
  expect(await store.get('account', 'me')).toBeNull();
  device.close();
  return result.ok ? 'a yes' : result.refusal.code;
}

const wrongMac = (handed: Handed): Handed => ({
  ...handed,
  unlockers: handed.unlockers.map((one) => ({ ...one, mac: flipped(one.mac) })),
});
const wrongChain = (handed: Handed): Handed => ({
  ...handed,
  chain: handed.chain.map((link) => ({ ...link, signature: flipped(link.signature) })),
});
const wrongSet = (handed: Handed): Handed => ({ ...handed, unlockers: [...handed.unlockers, slipped] });
const wrongVault = (handed: Handed): Handed => ({
  ...handed,
  vault: { ...handed.vault, signature: flipped(handed.vault.signature) },
});

const liesAt = (way: (typeof ways)[number]): [string, Lie, string][] => [
  ['somebody else’s account, right in every part', () => bos, 'account-substituted'],
  ['a way in whose mark is not of this account', wrongMac, 'account-substituted'],
  ['this account under another id', (handed) => ({ ...handed, person: bos.person }), 'account-substituted'],
  ['a chain of somebody else', (handed) => ({ ...handed, chain: bos.chain }), 'account-substituted'],
  ['a chain that the server made up', (handed) => ({ ...handed, chain: forged }), 'account-substituted'],
  ['a chain with a signature turned over', wrongChain, 'chain-forged'],
  ['a way in that was slipped in', wrongSet, 'unlockers-differ'],
  [
    'ways in of which one is kept back',
    ({ unlockers, ...handed }) => ({ ...handed, unlockers: unlockers.filter(({ use }) => use === way) }),
    'unlockers-differ',
  ],
  ['a vault that nobody signed', wrongVault, 'vault-not-signed'],
  ['a vault of somebody else', (handed) => ({ ...handed, vault: bos.vault }), 'vault-not-signed'],
  [
    'an old vault under a new number',
    (handed) => ({ ...handed, vault: { ...handed.vault, version: handed.vault.version + 1 } }),
    'vault-not-signed',
  ],
];

describe.each(ways)('coming back by the %s', (way) => {
  test.each(liesAt(way))(
    'a new device that is handed %s opens nothing and says why',
    async (_lie, lie, code) => {
      expect(await told(way, lie)).toBe(code);
      expect(Object.keys(refusals)).toContain(code);
    },
  );

  test('whose account it is comes first, then the chain, then the ways in, then the vault', async () => {
    const all = [wrongMac, wrongChain, wrongSet, wrongVault];
    const codes: string[] = [];
    for (let from = 0; from < all.length; from++) {
      const lie = (handed: Handed) => all.slice(from).reduce((so, next) => next(so), handed);
      codes.push(await told(way, lie));
    }
    expect(codes).toEqual(['account-substituted', 'chain-forged', 'unlockers-differ', 'vault-not-signed']);
  });
});

test('a vault that a thief spoiled: the twelve words bring back what was in it before', async () => {
  const cai = await world.joiner(cast.cai.name, ana);
  const { kit, passphrase } = cai.draft;
  const thief = cai.device;
  value(await thief.changePassphrase({ present: passphrase, next: 'of the thief' }));
  const spoiling = lying({ openByKit: (answer) => ({ ...answer, vault: spoiled(answer.vault) }) });
  const device = world.device(undefined, spoiling);
  value(await device.comeBack({ kit, passphrase: 'mine again' }));
  const { me } = await viewOf(device, 'device', ({ situation }) => situation === 'open');
  expect(me).toMatchObject({ name: cast.cai.name, signinName: cai.draft.signinName });
  expect((await world.device().signIn({ ...cai.draft, passphrase: 'of the thief' })).ok).toBe(false);
  value(await world.device().signIn({ ...cai.draft, passphrase: 'mine again' }));
});

test('whoever writes the vault again and again while the twelve words come back keeps nobody out', async () => {
  const { kit } = ana.draft;
  let overtaken = 0;
  let opened = 0;
  const taken = (fetch: Fetch): Fetch => {
    return async (address, init) => {
      if (address.endsWith(doors.openByKit.path)) opened += 1;
      if (!address.endsWith(doors.changeAccount.path) || overtaken === 5) return fetch(address, init);
      overtaken += 1;
      return new Response(toCbor({ code: 'version-taken' }), { status: refusalStatus['version-taken'] });
    };
  };
  const device = world.device(undefined, taken);
  value(await device.comeBack({ kit, passphrase: 'mine after all' }));
  await viewOf(device, 'device', ({ situation }) => situation === 'open');
  expect(overtaken).toBe(5);
  expect(opened).toBeGreaterThan(1);
});

function spoiled(vault: Handed['vault']): Handed['vault'] {
  return { ...vault, ciphertext: flipped(vault.ciphertext) };
}

function flipped(bytes: Bytes): Bytes {
  return bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte));
}
