import { afterEach, expect, test } from 'vitest';
import { fragmentOf, readFragment } from '#crypto/invitation.ts';
import { memoryStore } from '#device/store/memory.ts';
import type { Fetch } from '#device/transport.ts';
import type { Fragment } from '#protocol/fragment.ts';
import { handsOf } from '#tests/attacks/hands.ts';
import { answering, lying } from '#tests/attacks/lying.ts';
import { expectRefused, stopped } from '#tests/attacks/told.ts';
import { makePeer } from '#tests/house/peer.ts';
import { createWorld, missing, value, viewOf, type Person, type World } from '#tests/world.ts';
import { card, cast } from '#tests/cast.ts';

let world: World;
afterEach(() => world.close());

async function anasLink() {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const { link } = value(await ana.device.invite());
  return { ana, text: link.split('#')[1] ?? missing('a fragment') };
}

async function readInstead(text: string, change: (fragment: Fragment) => Fragment) {
  return world.device().readInvitation(fragmentOf(change(value(readFragment(text)))));
}

const altered = { ok: false, refusal: { code: 'link-altered' } };
const other = (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte) => byte ^ 1);

test('newcomer shown another log: one that does not run through the commit that the link names is refused', async () => {
  const { text } = await anasLink();
  expect(await readInstead(text, (link) => link)).toMatchObject({ ok: true });
  expect(await readInstead(text, (link) => ({ ...link, commit: other(link.commit) }))).toMatchObject(altered);
  expect(await readInstead(text, (link) => ({ ...link, inviter: other(link.inviter) }))).toMatchObject(
    altered,
  );
});

test('a link that lost a letter on its way is told from one that was used', async () => {
  const { ana, text } = await anasLink();
  expect(await world.device().readInvitation(text.slice(0, -1))).toMatchObject(altered);
  const other = text[40] === 'A' ? 'B' : 'A';
  const changed = `${text.slice(0, 40)}${other}${text.slice(41)}`;
  expect(await world.device().readInvitation(changed)).toMatchObject(altered);

  await comeInBy(text);
  const used = await world.device().readInvitation(text);
  expect(used).toMatchObject({ ok: false, refusal: { code: 'invitation-used' } });
  expect(ana.name).toBe('Ana');
});

test('rolled-back inviter: a link names whoever made it as they were then, and an older chain of theirs is refused', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const next = 'a lamp in the hall';
  value(await ana.device.changePassphrase({ present: ana.draft.passphrase, next }));
  const { link } = value(await ana.device.invite());
  const fragment = link.split('#')[1] ?? missing('a fragment');
  expect(await world.device().readInvitation(fragment)).toMatchObject({ ok: true });

  const older = lying({ readByInvitation: (page) => ({ ...page, chain: page.chain.slice(0, 1) }) });
  expectRefused(await world.device(undefined, older).readInvitation(fragment), 'person-differs');

  const foreign = await makePeer();
  const another = lying({ readByInvitation: (page) => ({ ...page, chain: [foreign.account.genesis] }) });
  expectRefused(await world.device(undefined, another).readInvitation(fragment), 'person-differs');
});

test('rolled-back inviter: whoever came in by the link remembers how far their chain went', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const next = 'a lamp in the hall';
  value(await ana.device.changePassphrase({ present: ana.draft.passphrase, next }));
  const { link } = value(await ana.device.invite());
  const older = lying({ chain: ({ chain }) => ({ chain: chain.slice(0, 1) }) });
  const { device } = await comeInBy(link.split('#')[1] ?? missing('a fragment'), older);
  const { space } = await viewOf(device, 'community', (view) => view.space !== null);
  await stopped(device, space ?? missing('a community'), 'person-differs');
});

test('opener’s unused link after leaving: it opens nothing, also where the server goes along', async () => {
  const { ana, text } = await anasLink();
  const bo = await comeInBy(value(await ana.device.invite()).link.split('#')[1] ?? missing('a fragment'));
  const { space } = await viewOf(ana.device, 'community', (view) => view.space !== null);
  const community = space ?? missing('a community');
  const hands = await handsOf(world, ana);
  const { chain } = value(await hands.transport.call('chain', {}, { person: ana.id }));
  value(await ana.device.leave(community));
  expectRefused(await world.device().readInvitation(text), 'invitation-expired');

  const { transport } = await handsOf(world, bo);
  const page = value(await transport.call('log', {}, { space: community }));
  const goesAlong = answering('readByInvitation', { ...page, boxes: [], chain });
  expectRefused(await world.device(undefined, goesAlong).readInvitation(text), 'invitation-used');
});

async function comeInBy(
  fragment: string,
  lies?: (fetch: Fetch) => Fetch,
): Promise<Pick<Person, 'device' | 'store'>> {
  const store = memoryStore();
  const device = world.device(store, lies);
  const draft = await device.drawAccount();
  value(await device.join({ draft, name: cast.bo.name, passphrase: draft.passphrase, fragment, card }));
  return { device, store };
}
