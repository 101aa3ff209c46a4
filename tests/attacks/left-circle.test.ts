import { afterEach, expect, test } from 'vitest';
import { openEvent } from '#crypto/seal.ts';
import { openBox } from '#crypto/epoch.ts';
import { createSafe } from '#device/safe.ts';
import { said } from '#domain/conversation/said.ts';
import { idToBytes, type SpaceId } from '#kernel/ids.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { headerSchema } from '#protocol/envelope.ts';
import { handsOf } from '#tests/attacks/hands.ts';
import { cast } from '#tests/cast.ts';
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

let world: World;
afterEach(() => world.close());

async function circleOf(ana: Person, ...others: Person[]): Promise<SpaceId> {
  await viewOf(ana.device, 'community', ({ people }) => people.length > others.length);
  const { space } = value(
    await ana.device.openCircle({
      name: 'Tuesday',
      purpose: '',
      look: 'ring',
      ask: others.map(({ id }) => id),
      words: 'Come?',
    }),
  );
  for (const { device } of others) {
    const { knocks } = await viewOf(device, 'home', (view) => view.knocks.length === 1);
    value(await device.takeSeat({ knock: knocks[0]?.id ?? missing('a knock') }));
  }
  return space;
}

/** Every secret that somebody's own device has for a space, their seal keys, and what the server keeps for everybody. */
test('whoever left opens nothing of a later epoch, with all their device has and all the server keeps', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const cai = await world.joiner(cast.cai.name, ana);
  const circle = await circleOf(ana, bo, cai);
  value(await ana.device.act(circle, said({ text: 'All three of us.' })));
  await wordsIn(cai.device, circle, ['All three of us.']);
  await spaceOf(bo.device, circle, ({ members }) => members.length === 3);

  value(await cai.device.leave(circle));
  await spaceOf(bo.device, circle, ({ members }) => members.length === 2);
  value(await bo.device.act(circle, said({ text: 'Only two of us.' })));
  await wordsIn(ana.device, circle, ['All three of us.', 'Only two of us.']);
  const { link } = value(await ana.device.openSeat(circle));
  expect(link).toContain('#');
  value(await ana.device.act(circle, said({ text: 'And a free seat.' })));
  await wordsIn(bo.device, circle, ['All three of us.', 'Only two of us.', 'And a free seat.']);

  const { secrets, me } = await keptBy(cai, circle);
  const boxes = await allBoxes([ana, bo], circle);
  for (const { box, number, prev, keyHash } of boxes) {
    for (const { sealKey } of [me, ...me.former]) {
      const opened = await openBox({ box, sealKey, keyHash, space: idToBytes(circle), number, prev });
      if (opened.ok) secrets.push(opened.value);
    }
  }
  const events = await eventsOf(ana, circle);
  const later = events.filter(({ header }) => header.epoch > 1);
  expect(later.length).toBeGreaterThanOrEqual(2);
  for (const { header, body } of later) {
    for (const secret of secrets) expect((await openEvent({ secret, header, body })).ok).toBe(false);
  }
  // The same keys open what was said while Cai was there, so the ones above stayed closed for their own reason.
  const [first] = events;
  const opened = await Promise.all(
    secrets.map((secret) => openEvent({ secret, ...(first ?? missing('an event')) })),
  );
  expect(opened.some(({ ok }) => ok)).toBe(true);
});

async function keptBy(person: Person, circle: SpaceId) {
  const record = (await createSafe(person.store).get('spaces', circle)) ?? missing('what was kept');
  const secrets = record.epochs.flatMap(({ secret }) => (secret === undefined ? [] : [secret]));
  return { secrets, me: (await handsOf(world, person)).me };
}

/** What the server keeps of boxes, fetched by those who may. */
async function allBoxes(people: readonly Person[], circle: SpaceId) {
  const all = [];
  for (const person of people) {
    const record = (await createSafe(person.store).get('spaces', circle)) ?? missing('what was kept');
    const { transport } = await handsOf(world, person);
    const answer = value(await transport.call('boxes', {}, { space: circle }));
    for (const box of answer.boxes) {
      const epoch = record.epochs.find((one) => one.epoch === box.epoch);
      if (epoch !== undefined) all.push({ box, ...epoch });
    }
  }
  expect(all.some(({ box }) => box.epoch > 1)).toBe(true);
  return all;
}

async function eventsOf(person: Person, circle: SpaceId) {
  const { transport } = await handsOf(world, person);
  const { entries } = value(await transport.call('log', {}, { space: circle, query: { after: 0 } }));
  return entries.flatMap(({ event }) => {
    const header = event && fromCbor(headerSchema, event.header);
    return header?.ok === true && event?.body !== undefined
      ? [{ header: header.value, body: event.body }]
      : [];
  });
}

test('a key that a member hands on for something else opens nothing, and keeps no right one out', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const cai = await world.joiner(cast.cai.name, ana);
  const circle = await circleOf(ana, bo);
  const clause = value(
    await ana.device.act(circle, { kind: 'agreement.proposed', content: { text: 'We ring first.' } }),
  );
  const there = await spaceOf(bo.device, circle, ({ agreement }) =>
    agreement.clauses.some(({ newest }) => !newest.pending),
  );
  expect(there.agreement.clauses).toHaveLength(1);
  const event = there.agreement.clauses[0]?.clause ?? clause;
  const { link } = value(await ana.device.openSeat(circle));
  const wrong = { event, key: 'A'.repeat(43) };
  value(await bo.device.act(circle, { kind: 'space.handed-on', content: { keys: [wrong] } }));
  await viewOf(bo.device, 'device', ({ unsent }) => !unsent);

  const fragment = link.split('#')[1] ?? missing('a fragment');
  await viewOf(cai.device, 'community', ({ people }) => people.length === 3);
  value(await cai.device.takeSeat({ fragment }));
  const seen = await spaceOf(cai.device, circle, ({ agreement }) => agreement.clauses.length === 1);
  expect(seen.agreement.clauses[0]?.newest.text).toBe('We ring first.');
  expect(seen.agreement.certain).toBe(true);
});
