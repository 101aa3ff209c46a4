import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryStore } from '#device/store/memory.ts';
import type { Store } from '#device/store/store.ts';
import type { Fetch } from '#device/transport.ts';
import { card, cast } from '#tests/cast.ts';
import { createWorld, value, viewOf, type Person, type World } from '#tests/world.ts';

let world: World;
let ana: Person;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
});
afterAll(() => world.close());

test('a key that comes by the link while boxes are asked for opens what was read before it', async () => {
  const boxesAsked = Promise.withResolvers<void>();
  const inviterKept = Promise.withResolvers<void>();
  const rest = memoryStore();
  // The stream tells of the community, and its log is read, before what the link showed is put away.
  const store: Store = {
    ...rest,
    async write(puts) {
      const isInviter = puts.some(({ table }) => table === 'people');
      if (isInviter) await boxesAsked.promise;
      await rest.write(puts);
      if (isInviter) setTimeout(inviterKept.resolve);
    },
  };
  const slowBoxes = (fetch: Fetch): Fetch => {
    return async (address, init) => {
      if (!address.includes('/boxes')) return fetch(address, init);
      boxesAsked.resolve();
      await inviterKept.promise;
      return fetch(address, init);
    };
  };
  const { link } = value(await ana.device.invite());
  const device = world.device(store, slowBoxes);
  const draft = await device.drawAccount();
  const fragment = link.split('#')[1] ?? '';
  value(await device.join({ draft, name: cast.bo.name, passphrase: draft.passphrase, fragment, card }));
  const { people } = await viewOf(device, 'community', (view) =>
    view.people.every(({ name }) => name !== ''),
  );
  expect(people.map(({ name }) => name).toSorted()).toEqual([cast.ana.name, cast.bo.name]);
});
