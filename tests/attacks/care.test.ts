import Database from 'better-sqlite3';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { sealKeyFromSeed } from '#crypto/box.ts';
import { openBox } from '#crypto/epoch.ts';
import { randomBytes } from '#crypto/suite.ts';
import { createSafe } from '#device/safe.ts';
import { idToBytes, type SpaceId } from '#kernel/ids.ts';
import type { Commit } from '#protocol/commit.ts';
import type { SpaceState } from '#protocol/space-state.ts';
import { commitUnasked } from '#tests/access/commit-unasked.ts';
import { handsOf, knownTo, withOneMore } from '#tests/attacks/hands.ts';
import { lying } from '#tests/attacks/lying.ts';
import { stopped } from '#tests/attacks/told.ts';
import { removalBy } from '#tests/house/care.ts';
import type { Peer } from '#tests/house/peer.ts';
import { reason, removeNoor, seen, withCircleIn } from '#tests/two-people/circle.ts';
import { createWorld, missing, spaceOf, value, viewOf, type Person, type World } from '#tests/world.ts';

let world: World;
afterEach(() => world.close());

async function scene() {
  world = await createWorld();
  const people = await withCircleIn(world);
  const { ana, bo, noor } = people;
  const { space } = await seen(ana, (view) => view.care.circle.length === 3 && view.people.length === 4);
  const community = space ?? missing('a community');
  const { me, transport } = await handsOf(world, ana);
  const { me: bos } = await handsOf(world, bo);
  // Somebody with a client of their own making has the same keys that a device has.
  const [anasHand, bosHand] = [me, bos].map((one) => one as unknown as Peer) as [Peer, Peer];
  return { ...people, community, transport, anasHand, bosHand, noorId: idToBytes(noor.id) };
}

const raised = ({ epoch }: SpaceState) => ({
  epoch: epoch + 1,
  keyHash: randomBytes(32),
  earlier: { epoch, sealed: randomBytes(48) },
});

/** The second word of a removal, that nobody ever gave. */
const forged = ([own, other]: Commit['cause']): Commit['cause'] => [
  own!,
  { ...other!, signature: randomBytes(64) },
];

test('ghost removal: a second word that nobody gave takes nobody away, also where the server goes along', async () => {
  const { ana, noor, community, transport, anasHand, bosHand, noorId } = await scene();
  const { place } = await knownTo(ana, community);
  const cause = forged(await removalBy(place, noorId, [anasHand, bosHand]));
  const commit = await commitUnasked(place, anasHand, { removes: [noorId], cause, ...raised(place.state!) });
  const told = await transport.call('commit', { commit, boxes: [] }, { space: community });
  expect(told).toMatchObject({ ok: false, refusal: { code: 'signature-wrong' } });

  noor.device.close();
  const isThis = (asked: URL) => asked.pathname.includes(community);
  const device = world.device(
    undefined,
    lying({ log: (page, asked) => (isThis(asked) ? withOneMore(page, { commit }) : page) }),
  );
  const { signinName, passphrase } = noor.draft;
  value(await device.signIn({ signinName, passphrase }));
  await stopped(device, community, 'log-broken');
});

test('removal by one: whoever is alone in it is told no, whatever they write', async () => {
  const { ana, community, transport, anasHand, noorId } = await scene();
  const { place } = await knownTo(ana, community);
  for (const signers of [[], [anasHand], [anasHand, anasHand]]) {
    const cause = await removalBy(place, noorId, signers);
    const commit = await commitUnasked(place, anasHand, {
      removes: [noorId],
      cause,
      ...raised(place.state!),
    });
    const told = await transport.call('commit', { commit, boxes: [] }, { space: community });
    expect(told).toMatchObject({ ok: false, refusal: { code: 'commit-refused' } });
  }
});

test('removed, with a full copy of the server: nothing of a later epoch opens', async () => {
  const people = await scene();
  const { ana, noor, community } = people;
  await removeNoor(people);
  await seen(noor, (view) => view.standing.state === 'removed');
  value(await ana.device.introduce('Only for those who are here.'));
  await viewOf(ana.device, 'device', ({ unsent }) => !unsent);
  const hers = await knownTo(ana, community);
  const safe = createSafe(noor.store);
  const { epochs } = (await safe.get('spaces', community)) ?? missing('the space');
  const later = epochs.find(({ epoch }) => epoch === 2) ?? missing('the epoch');
  expect(later.secret).toBeUndefined();

  const { sealSeed } = (await safe.get('account', 'me')) ?? missing('an account');
  const sealKey = await sealKeyFromSeed(sealSeed);
  const boxes = boxesOnDisk(2);
  expect(boxes.length).toBe(3);
  for (const { recipient, sealed } of boxes) {
    for (const to of [recipient, idToBytes(noor.id)]) {
      const { number, prev, keyHash } = later;
      const opening = { sealKey, keyHash, space: idToBytes(community), number, prev };
      const opened = await openBox({ ...opening, box: { epoch: 2, to, sealed } });
      expect(opened.ok).toBe(false);
    }
  }
  for (const { secret } of epochs) expect(secret).not.toEqual(hers.secret);
});

/** Each box that the server keeps for an epoch. */
function boxesOnDisk(epoch: number) {
  const database = new Database(path.join(world.folder, 'bothways.db'), { readonly: true });
  // The columns that are asked for.
  const rows = database.prepare('SELECT recipient, sealed FROM box WHERE epoch = ?').all(epoch) as {
    recipient: Buffer;
    sealed: Buffer;
  }[];
  database.close();
  return rows.map(({ recipient, sealed }) => ({
    recipient: new Uint8Array(recipient),
    sealed: new Uint8Array(sealed),
  }));
}

test('withheld removal: whoever is told nothing of it is in nothing, and hears of it as soon as they are told', async () => {
  const people = await scene();
  const { noor, community } = people;
  noor.device.close();
  await removeNoor(people);
  const silent = world.device(
    noor.store,
    lying({ formerLog: (page) => ({ ...page, entries: [], head: { ...page.head, seq: 0 } }) }),
  );
  const { standing } = await viewOf(silent, 'community', (view) => view.standing.state !== 'in');
  expect(standing).toEqual({ state: 'left' });
  await spaceOf(silent, community, ({ situation }) => situation === 'stopped' || situation === 'left');
  silent.close();
  await toldAfterwards(noor, community);
});

async function toldAfterwards({ store }: Person, community: SpaceId) {
  const device = world.device(store);
  const { standing } = await viewOf(device, 'community', (view) => view.standing.state === 'removed');
  expect(standing).toMatchObject({ reason });
  await spaceOf(device, community, ({ situation }) => situation === 'left');
}
