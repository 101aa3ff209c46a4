import { afterEach, expect, test } from 'vitest';
import { sealTo } from '#crypto/box.ts';
import { createSafe } from '#device/safe.ts';
import { idToBytes } from '#kernel/ids.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Letter } from '#protocol/person.ts';
import { handsOf } from '#tests/attacks/hands.ts';
import { lying } from '#tests/attacks/lying.ts';
import { createWorld, missing, value, viewOf, type Person, type World } from '#tests/world.ts';
import { cast } from '#tests/cast.ts';

let world: World;
afterEach(() => world.close());

/** @param signer whose letter it is, if somebody else hands it in */
async function leaveLetter(
  by: Person,
  to: Person,
  change: (letter: Letter) => Letter,
  signer: Person = by,
): Promise<void> {
  const { transport } = await handsOf(world, by);
  const { me } = await handsOf(world, signer);
  const receiver = await handsOf(world, to);
  const community = await viewOf(to.device, 'community', ({ space }) => space !== null);
  const through = community.space ?? missing('a community');
  const letter = change({
    from: me.line.person,
    to: receiver.me.line.person,
    space: idToBytes(through),
    link: 'nowhere',
    words: 'Hello.',
  });
  const bytes = toCbor(letter);
  const signature = await me.signKey.sign('letter', bytes);
  const { person, sealPk, link, chainHead } = receiver.me.line;
  const sealed = await sealTo({
    use: 'letter',
    receiver: person,
    subject: person,
    number: link,
    prev: chainHead,
    to: sealPk,
    plaintext: toCbor({ letter: bytes, signature }),
  });
  expect(await transport.call('leaveLetter', { to: person, sealed })).toMatchObject({ ok: true });
}

async function three() {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const cai = await world.joiner(cast.cai.name, bo);
  await viewOf(cai.device, 'community', ({ people }) => people.length === 3);
  return { ana, bo, cai };
}

/** Ana's own knock comes after the false one, so once it is seen the other was looked at. */
async function onlyAnaKnocks(ana: Person, cai: Person) {
  await viewOf(ana.device, 'community', ({ people }) => people.length === 3);
  value(await ana.device.knock({ to: cai.id, words: 'It is really me.' }));
  const { knocks } = await viewOf(cai.device, 'home', (view) =>
    view.knocks.some(({ from }) => from === ana.id),
  );
  expect(knocks.map(({ words }) => words)).toEqual(['It is really me.']);
}

test('a knock in somebody else’s name is thrown away', async () => {
  const { ana, bo, cai } = await three();
  await leaveLetter(bo, cai, (letter) => ({ ...letter, from: idToBytes(ana.id) }));
  await onlyAnaKnocks(ana, cai);
});

test('a knock for somebody else, handed on, is thrown away', async () => {
  const { ana, bo, cai } = await three();
  await leaveLetter(bo, cai, (letter) => ({ ...letter, to: idToBytes(ana.id) }));
  await onlyAnaKnocks(ana, cai);
});

test('a knock in somebody else’s name is thrown away also where the server joins in the lie', async () => {
  const { ana, bo, cai } = await three();
  cai.device.close();
  const asAna = lying({
    letters: ({ letters }) => ({
      letters: letters.map((letter) => ({ ...letter, from: idToBytes(ana.id) })),
    }),
  });
  const device = world.device(cai.store, asAna);
  await viewOf(device, 'community', ({ people }) => people.length === 3);
  await leaveLetter(bo, { ...cai, device }, (letter) => ({ ...letter, from: idToBytes(ana.id) }));
  await onlyAnaKnocks(ana, { ...cai, device });
});

test('a knock of somebody else’s own hand, handed in once more by another, is thrown away', async () => {
  const { ana, bo, cai } = await three();
  await leaveLetter(bo, cai, (letter) => letter, ana);
  await onlyAnaKnocks(ana, cai);
});

test('a knock with a link that somebody else had made seats nobody with a stranger', async () => {
  const { ana, bo, cai } = await three();
  await viewOf(ana.device, 'community', ({ people }) => people.length === 3);
  value(await ana.device.knock({ to: bo.id, words: 'For you alone.' }));
  await viewOf(bo.device, 'home', ({ knocks }) => knocks.length === 1);
  const [letter] = await createSafe(bo.store).list('letters', 'in ');
  const link = letter?.value.link ?? missing('Ana’s link');
  await leaveLetter(bo, cai, (mine) => ({ ...mine, link }));
  const { knocks } = await viewOf(cai.device, 'home', (view) => view.knocks.length === 1);
  expect(await cai.device.acceptKnock(knocks[0]!.id)).toMatchObject({
    ok: false,
    refusal: { code: 'link-altered' },
  });
});

test('a knock that is as it should be arrives, so the two above were thrown away for their own reasons', async () => {
  const { bo, cai } = await three();
  await leaveLetter(bo, cai, (letter) => letter);
  const { knocks } = await viewOf(cai.device, 'home', (view) => view.knocks.length === 1);
  expect(await cai.device.acceptKnock(knocks[0]!.id)).toMatchObject({
    ok: false,
    refusal: { code: 'link-altered' },
  });
});
