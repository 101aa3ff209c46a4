import { afterEach, expect, test } from 'vitest';
import { newGenesis } from '#crypto/chain.ts';
import { sealKeyFromSeed } from '#crypto/box.ts';
import { linkHashOf, unlockersHashOf } from '#crypto/hash.ts';
import { signKeyFromSeed, verify } from '#crypto/signature.ts';
import { keyLength, randomBytes } from '#crypto/suite.ts';
import { toPublic, unlockerFromSeed } from '#crypto/unlockers.ts';
import { openVault } from '#crypto/vault.ts';
import { createSafe } from '#device/safe.ts';
import { said } from '#domain/conversation/said.ts';
import { idFromBytes, type SpaceId } from '#kernel/ids.ts';
import { doors, type AnswerOf, type LogEntry, type Proof } from '#protocol/api.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { commitSchema } from '#protocol/commit.ts';
import type { SignedVault } from '#protocol/person.ts';
import { handsOf } from '#tests/attacks/hands.ts';
import { lying } from '#tests/attacks/lying.ts';
import { expectRefused, stopped } from '#tests/attacks/told.ts';
import {
  createWorld,
  missing,
  spaceOf,
  value,
  viewOf,
  wordsIn,
  type Person,
  type World,
} from '#tests/world.ts';
import { cast } from '#tests/cast.ts';

let world: World;
afterEach(() => world.close());

type Handed = AnswerOf<'signInFinish'>;

/** What the server hands out to somebody who signs in rightly. */
async function handedTo({ draft }: Person): Promise<Handed> {
  let handed: Handed | undefined;
  const device = world.device(undefined, lying({ signInFinish: (answer) => (handed = answer) }));
  value(await device.signIn(draft));
  device.close();
  return handed ?? missing('something was handed out');
}

async function signInOfferedInstead({ draft }: Person, change: (handed: Handed) => Handed) {
  const device = world.device(undefined, lying({ signInFinish: change }));
  const result = await device.signIn(draft);
  await viewOf(device, 'device', ({ situation }) => situation === 'nobody');
  return result;
}

test('substituted account: somebody else’s account does not open, though every part of it is right', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const bos = await handedTo(bo);
  const result = await signInOfferedInstead(ana, () => bos);
  expectRefused(result, 'account-substituted');
});

test('slipped-in unlocker: one more than the chain knows of stops signing in', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const foreign = await unlockerFromSeed('passkey', randomBytes(keyLength));
  const place = { person: randomBytes(keyLength), unlockersHash: randomBytes(keyLength) };
  const slipped = await toPublic(foreign, place, randomBytes(keyLength));
  const result = await signInOfferedInstead(ana, (handed) => ({
    ...handed,
    unlockers: [...handed.unlockers, slipped],
  }));
  expectRefused(result, 'unlockers-differ');
});

test('another chain: a genesis of the server’s own making under my id stops signing in', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const signKey = await signKeyFromSeed(randomBytes(keyLength));
  const sealKey = await sealKeyFromSeed(randomBytes(keyLength));
  const genesis = await newGenesis({
    signKey,
    sealPk: sealKey.publicKey,
    recoveryPk: signKey.publicKey,
    unlockersHash: unlockersHashOf((await handedTo(ana)).unlockers),
  });
  const other = await signInOfferedInstead(ana, (handed) => ({ ...handed, chain: [genesis] }));
  expectRefused(other, 'account-substituted');
});

test('rolled-back vault: a device that is given an older one than my newest event names says so', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  const first = (await handedTo(ana)).vault;

  // Letting a knock be is remembered in the vault, so that my other devices know it too.
  const cai = await world.joiner(cast.cai.name, bo);
  await viewOf(cai.device, 'community', ({ people }) => people.some(({ person }) => person === ana.id));
  value(await cai.device.knock({ to: ana.id, words: 'Hello.' }));
  const { knocks } = await viewOf(ana.device, 'home', (view) => view.knocks.length === 1);
  value(await ana.device.letKnockBe(knocks[0]!.id));
  await vaultNewerThan(first, ana);
  value(await ana.device.act(pair, said({ text: 'Written after that.' })));
  await wordsIn(bo.device, pair, ['Written after that.']);

  const old = world.device(
    undefined,
    lying({ vault: () => first, signInFinish: (handed) => ({ ...handed, vault: first }) }),
  );
  value(await old.signIn(ana.draft));
  await viewOf(old, 'device', ({ situation }) => situation === 'gone-elsewhere');
});

async function vaultNewerThan({ version }: Pick<SignedVault, 'version'>, person: Person): Promise<void> {
  for (let newest = version; newest <= version; newest = (await handedTo(person)).vault.version);
}

test('older state of a space: a new device knows from the vault how far I had read, and is shown less', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  // Something that my other devices hear of soon, and with it how far I have read.
  value(await ana.device.mute(pair, true));
  await vaultKnowing(ana, pair);
  const [chunk] = await createSafe(ana.store).list('entries', pair);
  const hash = chunk?.value.places[0]?.hash ?? missing('the first place of the pair');

  const device = world.device(
    undefined,
    lying({
      log: ({ entries, head }) =>
        isOf(entries[0], pair) ? { entries: entries.slice(0, 1), head: { seq: 1, hash } } : { entries, head },
    }),
  );
  value(await device.signIn(ana.draft));
  await stopped(device, pair, 'forgot');
});

/** Waits until somebody's vault says that they have read a space beyond its first place. */
async function vaultKnowing(person: Person, space: SpaceId): Promise<void> {
  const { me, transport } = await handsOf(world, person);
  const account = await createSafe(person.store).get('account', 'me');
  const { vaultKey } = account ?? missing('an account');
  for (let read = 0; read <= 1;) {
    const vault = value(await transport.call('vault', {}));
    const { chainHead, signPk } = me.line;
    const opened = await openVault({ vault, vaultKey, person: me.line.person, chainHead, signPk });
    const spaces = opened.ok ? opened.value.spaces : [];
    read = spaces.find((one) => idFromBytes(one.space) === space)?.seq ?? 0;
  }
}

function isOf(first: LogEntry | undefined, space: SpaceId): boolean {
  const commit = first?.commit && fromCbor(commitSchema, first.commit.commit);
  return commit?.ok === true && idFromBytes(commit.value.space) === space;
}

test('rolled-back chain: a device that saw somebody’s newest link takes no shorter chain for them', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const next = 'a lamp in the hall';
  value(await ana.device.changePassphrase({ present: ana.draft.passphrase, next }));
  // The pair writes Ana down as she is now, the community as she was when she came.
  const pair = await world.connect(ana, bo);
  let lies = false;
  const device = world.device(
    undefined,
    lying({ chain: (answer) => (lies ? { chain: answer.chain.slice(0, 1) } : answer) }),
  );
  value(await device.signIn(bo.draft));
  await spaceOf(device, pair, ({ members }) => members.length === 2);
  const cai = await world.joiner(cast.cai.name, bo);
  const { space } = await viewOf(device, 'community', ({ people }) =>
    people.some((each) => each.person === cai.id),
  );
  await spaceOf(device, space!, ({ situation }) => situation === 'open');

  lies = true;
  await world.joiner('Dee', bo);
  await stopped(device, space!, 'person-differs');
});

test('rubbish box: what it should open waits, nothing counts as agreed, and a right one mends it', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'Can you read this?' })));
  await wordsIn(bo.device, pair, ['Can you read this?']);

  let rubbish = true;
  const device = world.device(
    undefined,
    lying({
      boxes: ({ boxes }) => ({
        boxes: boxes.map((box) => (rubbish ? { ...box, sealed: randomBytes(box.sealed.length) } : box)),
      }),
    }),
  );
  value(await device.signIn(bo.draft));
  const shut = await spaceOf(device, pair, ({ waiting }) => waiting > 0);
  expect(shut.agreement.certain).toBe(false);
  expect(shut.turns).toEqual([]);

  rubbish = false;
  value(await ana.device.act(pair, said({ text: 'And now?' })));
  const view = await wordsIn(device, pair, ['Can you read this?', 'And now?']);
  expect(view.waiting).toBe(0);
});

test('swapped key: somebody whose own chain says otherwise is not written to', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  const { chain: anas } = await handedTo(ana);
  const device = world.device(undefined, lying({ chain: () => ({ chain: anas.map(otherSignature) }) }));
  value(await device.signIn(bo.draft));
  await stopped(device, pair, 'person-differs');
  value(await device.act(pair, said({ text: 'Is it you?' })));
  await viewOf(device, 'device', ({ unsent }) => unsent);
  value(await ana.device.act(pair, said({ text: 'It is me.' })));
  await wordsIn(bo.device, pair, ['It is me.']);
});

function otherSignature<Link extends { readonly signature: Uint8Array<ArrayBuffer> }>(link: Link): Link {
  return { ...link, signature: link.signature.map((byte) => byte ^ 1) };
}

test('challenge that is a link: what the server sends to be signed counts as nothing but a proof', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  ana.device.close();
  const thief = await signKeyFromSeed(randomBytes(keyLength));
  const rotate = toCbor({
    v: 1,
    suite: 1,
    seq: 1,
    prev: randomBytes(keyLength),
    type: 'rotate',
    signPk: thief.publicKey,
    sealPk: randomBytes(keyLength),
  });
  const nonce = linkHashOf(rotate);
  const proved = Promise.withResolvers<Proof>();
  world.device(ana.store, (fetch) => async (address, init) => {
    const isAsked = address.endsWith(doors.openSession.path) && init.method === 'POST';
    const asked = isAsked && fromCbor(doors.openSession.request, new Uint8Array(await bodyOf(init)));
    if (asked && asked.ok) proved.resolve(asked.value.proof);
    return lying({ nonce: () => ({ nonce }) })(fetch)(address, init);
  });
  const { signature } = await proved.promise;
  const { me } = await handsOf(world, ana);
  const signed = toCbor({ origin: world.server().origin, person: me.line.person, nonce });
  expect(await verify('signin', me.line.signPk, signed, signature)).toBe(true);
  for (const label of ['link', 'commit', 'event', 'vault'] as const) {
    for (const statement of [rotate, nonce, signed])
      expect(await verify(label, me.line.signPk, statement, signature)).toBe(false);
  }
});

function bodyOf({ body }: RequestInit): Promise<ArrayBuffer> {
  return new Response(body ?? null).arrayBuffer();
}
