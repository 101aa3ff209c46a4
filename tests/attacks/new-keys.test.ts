import { afterEach, describe, expect, test } from 'vitest';
import { sealKeyFromSeed } from '#crypto/box.ts';
import { followLink, rosterLineOf } from '#crypto/chain.ts';
import { nextCommit } from '#crypto/commit.ts';
import { signKeyFromSeed } from '#crypto/signature.ts';
import { randomBytes } from '#crypto/suite.ts';
import { sealVault } from '#crypto/vault.ts';
import { verifyCommit, verifyEvent } from '#crypto/verify-entry.ts';
import { createSafe } from '#device/safe.ts';
import { tables, type Store } from '#device/store/store.ts';
import { memoryStore } from '#device/store/memory.ts';
import type { Fetch } from '#device/transport.ts';
import { said } from '#domain/conversation/said.ts';
import { equalBytes } from '#kernel/bytes.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { doors, type RequestOf } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import { version } from '#protocol/version.ts';
import { lying } from '#tests/attacks/lying.ts';
import { cast } from '#tests/cast.ts';
import {
  byDevice,
  changing as changingAccount,
  kitProof,
  newUnlocker,
} from '#tests/house/changing-account.ts';
import { foundCommunity, openPair, type Community } from '#tests/house/house.ts';
import { makeVault, newSealPk, newSignKey, wanted, type Peer } from '#tests/house/peer.ts';
import { boxFor, changing, say } from '#tests/house/spaces.ts';
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

/** What somebody gets who took a device, or whose server is a liar, around a change of keys. */

describe('between two people', () => {
  let world: World;
  afterEach(() => world.close());

  async function twoTalking() {
    world = await createWorld();
    const ana = await world.founder(cast.ana.name);
    const bo = await world.joiner(cast.bo.name, ana);
    const pair = await world.connect(ana, bo);
    value(await ana.device.act(pair, said({ text: 'Before.' })));
    await wordsIn(bo.device, pair, ['Before.']);
    return { ana, bo, pair };
  }

  test('thief rotates with only the device: the twelve words take everything back, and the thief is out', async () => {
    const { ana, bo, pair } = await twoTalking();
    const thief = world.device(await copyOf(ana.store));
    await viewOf(thief, 'home', ({ spaces }) => spaces.length === 2);
    value(await thief.rotateKeys());
    await viewOf(thief, 'home', ({ spaces }) => spaces.every(({ oldKeysOpen }) => !oldKeysOpen));
    await viewOf(ana.device, 'device', ({ situation }) => situation === 'ended-elsewhere');

    const phone = world.device();
    value(await phone.comeBack({ kit: ana.draft.kit, passphrase: 'a lamp in the hall', rotate: true }));
    await viewOf(thief, 'device', ({ situation }) => situation === 'ended-elsewhere');
    await viewOf(
      phone,
      'home',
      ({ spaces }) => spaces.length === 2 && spaces.every((one) => !one.oldKeysOpen),
    );
    value(await bo.device.act(pair, said({ text: 'Is it you again?' })));
    await wordsIn(phone, pair, ['Before.', 'Is it you again?']);
    value(await phone.act(pair, said({ text: 'It is.' })));
    await wordsIn(bo.device, pair, ['Before.', 'Is it you again?', 'It is.']);
  });

  test('thief brings my keys into a space with a secret of their own: it does not count, and another epoch follows', async () => {
    const { ana, bo, pair } = await twoTalking();
    const taken = await copyOf(ana.store);
    ana.device.close();
    let held = true;
    const mine = world.device(ana.store, (fetch) => async (address, init) => {
      if (held && init.method === 'POST' && address.endsWith('/commits')) throw new TypeError('no line');
      return fetch(address, init);
    });
    await viewOf(mine, 'home', ({ spaces }) => spaces.length === 2);
    value(await mine.rotateKeys());

    // With the old key and the chain that all can read; the server is the thief's friend and lends my session.
    const { signature, commit, boxes } = await thiefsCommit(taken, ana, pair);
    await send(ana, 'commit', { commit: { commit, signature }, boxes }, pair);
    const { spaces } = await viewOf(mine, 'home', ({ spaces: all }) => all.length === 2);
    expect(spaces.find(({ space }) => space === pair)?.oldKeysOpen).toBe(true);
    held = false;
    mine.poke();
    await viewOf(mine, 'home', ({ spaces: all }) => all.every(({ oldKeysOpen }) => !oldKeysOpen));
    value(await bo.device.act(pair, said({ text: 'Only for you.' })));
    await wordsIn(mine, pair, ['Before.', 'Only for you.']);
    const record = await createSafe(ana.store).get('spaces', pair);
    expect(record?.state.epochStart).toBeGreaterThan(record?.movedAt ?? missing('my keys moved on'));
  });

  async function thiefsCommit(taken: Store, ana: Person, pair: SpaceId) {
    const safe = createSafe(taken);
    const account = (await safe.get('account', 'me')) ?? missing('an account');
    const { state, seq, hash } = (await safe.get('spaces', pair)) ?? missing('the pair');
    const now = (await createSafe(ana.store).get('account', 'me')) ?? missing('the account of now');
    const line = {
      person: account.person,
      chainHead: now.chainHead,
      link: now.link,
      signPk: (await signKeyFromSeed(now.signSeed)).publicKey,
      sealPk: (await sealKeyFromSeed(now.sealSeed)).publicKey,
    };
    const made = wanted(
      await nextCommit({
        place: { state, seq, hash },
        author: account.person,
        signKey: await signKeyFromSeed(account.signSeed),
        change: { updates: [line], raise: { secret: randomBytes(32) } },
      }),
    );
    const boxes = state.members.map(({ person }) => boxFor(person, made.commit.epoch));
    return { ...made.signed, boxes };
  }

  /** Through a session of hers, whatever it is. */
  async function send<Name extends 'commit' | 'putVault'>(
    { draft }: Person,
    name: Name,
    request: RequestOf<Name>,
    space = '',
  ): Promise<void> {
    let line: Fetch | undefined;
    const owner = world.device(undefined, (fetch) => (line = fetch));
    value(await owner.signIn(draft));
    owner.close();
    const { path, method } = doors[name];
    const address = `${world.server().origin}${path.replace(':space', space)}`;
    const answer = await line?.(address, { method, body: toCbor(request) });
    expect(answer?.status).toBe(200);
  }

  test.each(['what nobody can read', 'other keys'])(
    'thief with only the device writes over the vault with %s: the twelve words bring everything back',
    async (what) => {
      const { ana, bo, pair } = await twoTalking();
      ana.device.close();
      const account = (await createSafe(ana.store).get('account', 'me')) ?? missing('an account');
      const { person, chainHead, vaultKey } = account;
      const seeds = { signSeed: randomBytes(32), sealSeed: randomBytes(32) };
      const vault = await sealVault({
        content: { v: version, person, ...seeds, spaces: [], heads: [], preferences: {} },
        version: account.vaultVersion + 1,
        chainHead,
        vaultKey: what === 'other keys' ? vaultKey : randomBytes(32),
        signKey: await signKeyFromSeed(account.signSeed),
      });
      await send(ana, 'putVault', vault);
      const phone = world.device();
      value(await phone.comeBack({ kit: ana.draft.kit, passphrase: 'a lamp in the hall' }));
      await wordsIn(phone, pair, ['Before.']);
      value(await phone.act(pair, said({ text: 'Still me.' })));
      await wordsIn(bo.device, pair, ['Before.', 'Still me.']);
    },
  );

  test('rolled-back chain after a change of keys: whoever saw the new ones takes no shorter chain', async () => {
    const { ana, bo, pair } = await twoTalking();
    value(await ana.device.rotateKeys());
    await viewOf(ana.device, 'home', ({ spaces }) => spaces.every(({ oldKeysOpen }) => !oldKeysOpen));
    bo.device.close();
    let lies = false;
    const device = world.device(
      bo.store,
      lying({ chain: (answer) => (lies ? { chain: answer.chain.slice(0, 1) } : answer) }),
    );
    const { headSeq } = await spaceOf(
      device,
      pair,
      ({ situation, headSeq: seq }) => situation === 'open' && seq > 5,
    );
    expect(headSeq).toBeGreaterThan(5);
    lies = true;
    value(await ana.device.rotateKeys());
    await spaceOf(device, pair, ({ problem }) => problem === 'person-differs');
  });

  test.each(['the chain of somebody else', 'my own, in which my keys are in force'])(
    'a device is not wiped because a server says no and shows %s',
    async (shown) => {
      const { ana, bo, pair } = await twoTalking();
      ana.device.close();
      let saysNo = false;
      let chain: RequestOf<'changeAccount'>['links'] = [];
      const refused = () => new Response(toCbor({ code: 'signature-wrong' }), { status: 400 });
      const device = world.device(ana.store, (fetch) => async (address, init) => {
        const { pathname } = new URL(address);
        if (!saysNo) return fetch(address, init);
        if (pathname === doors.openSession.path) return refused();
        if (pathname === doors.whyEnded.path) return new Response(toCbor({ chain }), { status: 200 });
        if (pathname === doors.nonce.path) return fetch(address, init);
        return new Response(toCbor({ code: 'signed-out' }), { status: 401 });
      });
      await wordsIn(device, pair, ['Before.']);
      value(await bo.device.rotateKeys());
      await viewOf(bo.device, 'device', ({ keysAsked }) => !keysAsked);
      chain = (await chainOf(shown.startsWith('my own') ? ana : bo)) ?? missing('a chain');
      saysNo = true;
      await world.stopServer();
      await world.startServer();
      await viewOf(device, 'device', ({ line }) => line.state === 'offline');
      expect(await device.proveKit(ana.draft.kit)).toMatchObject({ ok: false });
      await viewOf(device, 'device', ({ situation, me }) => situation === 'open' && me !== null);
      expect(await ana.store.restKey()).not.toBeNull();
    },
  );

  async function chainOf(person: Person) {
    let chain: RequestOf<'changeAccount'>['links'] | undefined;
    const device = world.device(
      undefined,
      lying({
        signInFinish: (answer) => {
          ({ chain } = answer);
          return answer;
        },
      }),
    );
    value(await device.signIn(person.draft));
    device.close();
    return chain;
  }
});

/** As a thief would take it who has the whole disk, opened. */
async function copyOf(store: Store): Promise<Store> {
  const copy = memoryStore();
  const key = (await store.restKey()) ?? missing('the device is open');
  await copy.keepRest({ key, lock: (await store.restLock()) ?? missing('it has a lock') });
  for (const table of tables) {
    const rows = await store.list(table, '');
    await copy.write(rows.map(({ key: at, value: bytes }) => ({ table, key: at, value: bytes })));
  }
  return copy;
}

describe('at the door', () => {
  let community: Community;
  afterEach(() => community.house.close());

  /** Ana has other keys, her pair with Bo knows them, and the thief has the old ones. */
  async function rotated() {
    community = await foundCommunity();
    const { ana, bo } = community;
    const pair = await openPair(ana, bo);
    const signKey = await newSignKey();
    const sealPk = await newSealPk();
    const { unlockers } = ana.peer.account;
    const change = await changingAccount(ana.peer, {
      signers: byDevice(ana.peer),
      changes: [{ type: 'rotate', signPk: signKey.publicKey, sealPk }],
      unlockers,
      signKey,
    });
    await ana.call('changeAccount', change);
    const state = wanted(await followLink(ana.peer.state, change.links[0]!));
    const now: Peer = { ...ana.peer, signKey, line: rosterLineOf(state), state };
    const before = pair.place;
    const moved = await changing(before, ana.peer, { updates: [now.line] });
    await ana.call('commit', moved.request, { place: pair.space });
    const raised = await changing(moved.made.place, now, { raise: { secret: randomBytes(32) } });
    await ana.call('commit', raised.request, { place: pair.space });
    return { ana, bo, pair, now, before, place: raised.made.place, thief: ana.peer };
  }

  test('old key signs after rotate: no word, no commit, no vault, no session and no way in', async () => {
    const { ana, pair, place, thief } = await rotated();
    const { space } = pair;
    const event = await say(place, thief);
    expect(await ana.ask('append', event, { place: space })).toMatchObject({
      code: 'signature-wrong',
      notInLog: true,
    });
    expect(await verifyEvent(place, event)).toMatchObject({ refusal: { code: 'signature-wrong' } });
    const raise = await changing(place, thief, { raise: { secret: randomBytes(32) } });
    expect((await ana.ask('commit', raise.request, { place: space })).code).toBe('signature-wrong');
    expect(await verifyCommit(place, raise.made.signed)).toMatchObject({
      refusal: { code: 'signature-wrong' },
    });
    expect((await ana.ask('putVault', await makeVault(thief, 3))).code).toBe('signature-wrong');

    const browser = community.house.visitor(thief);
    const { person } = thief.line;
    const { proof } = await kitProof(browser, thief.signKey, person);
    expect((await browser.ask('openSession', { person, proof })).code).toBe('signature-wrong');
    const again = await changingAccount(thief, {
      signers: byDevice(thief),
      changes: [{ type: 'rotate', signPk: (await newSignKey()).publicKey, sealPk: await newSealPk() }],
      unlockers: thief.account.unlockers,
    });
    expect((await ana.ask('changeAccount', again)).code).toBe('version-taken');
  });

  test('thief replaces recovery: keys of their own do not make the device enough for it', async () => {
    community = await foundCommunity();
    const { ana } = community;
    const signKey = await newSignKey();
    const rotate = { type: 'rotate', signPk: signKey.publicKey, sealPk: await newSealPk() } as const;
    const kit = await newUnlocker('kit');
    const others = [
      { changes: [{ type: 'recovery', pk: signKey.publicKey }, rotate], kitLookup: randomBytes(32) },
      { changes: [rotate, { type: 'recovery', pk: signKey.publicKey }], kitLookup: randomBytes(32) },
    ] as const;
    for (const { changes, kitLookup } of others) {
      const { unlockers } = ana.peer.account;
      const change = await changingAccount(ana.peer, {
        signers: byDevice(ana.peer),
        changes,
        unlockers,
        signKey,
      });
      expect((await ana.ask('changeAccount', { ...change, kitLookup })).code).toBe('signature-wrong');
    }
    const slipped = await changingAccount(ana.peer, {
      signers: byDevice(ana.peer),
      changes: [rotate],
      unlockers: [...ana.peer.account.unlockers, kit],
      signKey,
    });
    expect((await ana.ask('changeAccount', slipped)).code).toBe('malformed');
    const visitor = community.house.visitor(ana.peer);
    const opened = await visitor.call('openByKit', await kitProof(visitor, ana.peer.recoveryKey));
    expect(opened.chain).toEqual([ana.peer.account.genesis]);
  });

  test('stale seal key at rekey: a roster never goes back to an earlier link, by whomever it is asked', async () => {
    const { bo, pair, before, place, now, thief } = await rotated();
    const raise = { secret: randomBytes(32) };
    // As the roster was before, so that the commit can be made at all; then as it is for whoever has to take it.
    const stale = wanted(
      await nextCommit({
        place: {
          ...before,
          state: { ...before.state!, number: place.state!.number, commits: place.state!.commits },
        },
        author: bo.peer.line.person,
        signKey: bo.peer.signKey,
        change: { updates: [{ ...thief.line, link: 1 }], raise },
      }),
    );
    const statement = { ...stale.commit, epoch: place.state!.epoch + 1, updates: [thief.line] };
    const commit = toCbor(statement);
    const signed = { commit, signature: await bo.peer.signKey.sign('commit', commit) };
    const boxes = place.state!.members.map(({ person }) => boxFor(person, statement.epoch));
    const told = await bo.ask('commit', { commit: signed, boxes }, { place: pair.space });
    expect(told).toMatchObject({ code: 'commit-refused', notInLog: true });
    expect(await verifyCommit(place, signed)).toMatchObject({
      refusal: { code: 'commit-refused', detail: 'update-not-later' },
    });
    const { members } = place.state!;
    const anas = members.find(({ person }) => equalBytes(person, now.line.person));
    expect(anas?.sealPk).toEqual(now.line.sealPk);
  });
});
