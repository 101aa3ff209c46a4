import { afterEach, expect, test } from 'vitest';
import type { Device } from '#device/device.ts';
import { deviceThrough, type Ask, type Tell } from '#device/device-port.ts';
import { memoryStore } from '#device/store/memory.ts';
import type { Fetch } from '#device/transport.ts';
import { openTab, type Tab } from '#device/tab.ts';
import { randomBytes } from '#crypto/suite.ts';
import { said } from '#domain/conversation/said.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, type World } from '#tests/world.ts';
import { cast } from '#tests/cast.ts';

let world: World;
const tabs: Tab[] = [];
afterEach(async () => {
  for (const tab of tabs.splice(0)) tab.close();
  await world.close();
});

interface Page {
  readonly device: Device;
  readonly tab: Tab;
}

/** A browser with one store, in which tabs are opened and closed. `started` counts the devices that ran in it. */
function browser(around?: (fetch: Fetch) => Fetch) {
  const store = memoryStore();
  const name = bytesToText(randomBytes(6));
  const locks = locksOf(name);
  let started = 0;
  return {
    started: () => started,
    open(): Page {
      let take = (_tell: Tell) => {};
      const tab = openTab({
        id: bytesToText(randomBytes(6)),
        locks,
        channel: new BroadcastChannel(name),
        async start() {
          started += 1;
          return world.device(store, around);
        },
        tell: (told) => take(structuredClone(told)),
      });
      tabs.push(tab);
      const ask = (asked: Ask) => tab.take(structuredClone(asked));
      const device = deviceThrough(
        ask,
        (listen) => (take = listen),
        () => bytesToText(randomBytes(16)),
        () => randomBytes(16),
      );
      return { device, tab };
    },
  };
}

/** Two browsers in one process must not wait for each other. No lock may be called anything that begins with a dash. */
function locksOf(name: string): Pick<LockManager, 'request'> {
  return {
    request: ((lock: string, ...rest: [LockOptions, () => unknown]) =>
      navigator.locks.request(`browser ${name} ${lock}`, ...rest)) as LockManager['request'],
  };
}

async function bosTabs(around?: (fetch: Fetch) => Fetch) {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  const bos = browser(around);
  const first = bos.open();
  value(await first.device.signIn(bo.draft));
  await spaceOf(first.device, pair, ({ members }) => members.length === 2);
  const second = bos.open();
  await viewOf(second.device, 'community', ({ people }) => people.length === 2);
  return { ana, bos, first, second, pair };
}

test('two tabs are one device: what is written in either is in both', async () => {
  const { ana, bos, first, second, pair } = await bosTabs();
  value(await first.device.act(pair, said({ text: 'From the first.' })));
  value(await second.device.act(pair, said({ text: 'From the second.' })));
  for (const device of [first.device, second.device, ana.device]) {
    await wordsIn(device, pair, ['From the first.', 'From the second.']);
  }
  expect(bos.started()).toBe(1);
});

test('when the tab that ran the device is closed, the other goes on, and what it watched goes on with it', async () => {
  const { ana, bos, first, second, pair } = await bosTabs();
  const seen = wordsIn(second.device, pair, ['Are you still there?', 'Still here.']);
  first.tab.close();
  value(await ana.device.act(pair, said({ text: 'Are you still there?' })));
  await wordsIn(second.device, pair, ['Are you still there?']);
  value(await second.device.act(pair, said({ text: 'Still here.' })));
  await seen;
  await wordsIn(ana.device, pair, ['Are you still there?', 'Still here.']);
  expect(bos.started()).toBe(2);
});

test('an act that was asked for while the tabs changed over happens once', async () => {
  const { ana, first, second, pair } = await bosTabs();
  const acting = second.device.act(pair, said({ text: 'Once.' }));
  first.tab.close();
  value(await acting);
  value(await second.device.act(pair, said({ text: 'And on.' })));
  await wordsIn(ana.device, pair, ['Once.', 'And on.']);
});

test('a call that must not happen twice is given back when the tab that was doing it goes', async () => {
  let hangs = false;
  const { first, second } = await bosTabs((fetch) => (address, init) => {
    if (!hangs || !address.endsWith('/commits')) return fetch(address, init);
    reached();
    return new Promise(() => {});
  });
  let reached = () => {};
  const onItsWay = new Promise<void>((resolve) => (reached = resolve));
  hangs = true;
  const inviting = second.device.invite();
  await onItsWay;
  hangs = false;
  first.tab.close();
  expect(await inviting).toMatchObject({ ok: false, refusal: { code: 'offline' } });
  expect((await second.device.invite()).ok).toBe(true);
});

test('a tab that holds the lock and does not answer is not waited for', async () => {
  world = await createWorld();
  await world.founder(cast.ana.name);
  const name = bytesToText(randomBytes(6));
  const asleep = locksOf(name).request('bothways-leader', () => new Promise(() => {}));
  asleep.catch(() => undefined);
  let take = (_tell: Tell) => {};
  const tab = openTab({
    id: 'awake',
    locks: locksOf(name),
    channel: new BroadcastChannel(name),
    start: async () => world.device(),
    tell: (told) => take(told),
    patienceMs: 50,
  });
  tabs.push(tab);
  const device = deviceThrough(
    (ask) => tab.take(ask),
    (listen) => (take = listen),
    () => bytesToText(randomBytes(16)),
    () => randomBytes(16),
  );
  await viewOf(device, 'device', ({ situation }) => situation === 'nobody');
  await expect(asleep).rejects.toThrow();
});
