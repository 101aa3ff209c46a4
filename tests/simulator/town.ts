import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetchWithCookies } from '#device/cookies.ts';
import { createDevice, type RunningDevice } from '#device/create-device.ts';
import type { AccountDraft, SpaceView, Views } from '#device/device.ts';
import type { Store as Disk } from '#device/store/store.ts';
import type { Fetch } from '#device/transport.ts';
import { assert } from '#kernel/assert.ts';
import type { PersonId, SpaceId } from '#kernel/ids.ts';
import { streamPath } from '#protocol/api.ts';
import { openSqliteStore } from '#server/store/sqlite/store.ts';
import type { Store } from '#server/store/store.ts';
import { pluggedDisk } from '#tests/simulator/disk.ts';
import { createMachineRoom, origin, type MachineRoom } from '#tests/simulator/machine-room.ts';
import { createNetwork, nameOf, type Fate, type Flight, type Network } from '#tests/simulator/network.ts';
import type { Platform } from '#tests/simulator/platform.ts';
import { never, plugged, type Plug } from '#tests/simulator/plug.ts';
import { sharedStore } from '#tests/simulator/shared-store.ts';
import { createSwitchboard, type Switchboard } from '#tests/simulator/signals.ts';
import type { Asked } from '#tests/simulator/wire.ts';

/** People, their devices, one server or several on one store, and what is between them. */
export interface Town {
  readonly platform: Platform;
  readonly network: Network;
  readonly rooms: readonly MachineRoom[];
  readonly switchboard: Switchboard;
  /** How wrong the clock of the servers is. */
  serverSkewMs: number;
  /** What they have on their disk, and the file that is. */
  readonly store: Store;
  readonly file: string;
  readonly phones: Phone[];
  readonly people: Person[];
  /** Everything that happened, in order: two runs of one story write the same. */
  readonly trace: string[];
  addPhone(name: string, owner: number, disk: Disk): Phone;
  start(phone: Phone): void;
  crash(phone: Phone): void;
  /** What comes of it shows once everything has settled. */
  carry(flight: Flight, fate: Fate): void;
  /** Switches everything off. What is left is the database. */
  close(): Promise<Uint8Array>;
}

export interface Person {
  readonly name: string;
  draft: AccountDraft;
  /** Null for whoever is still at the door. */
  id: PersonId | null;
}

/** A device of somebody. Its disk stays, whatever becomes of what runs on it. */
export interface Phone {
  readonly name: string;
  /** Whose, as a place in `people`. */
  readonly owner: number;
  readonly disk: Disk;
  readonly fetch: Fetch;
  /** How wrong its clock is. */
  skewMs: number;
  running: { readonly device: RunningDevice; readonly plug: Plug } | null;
}

export interface Beginning {
  readonly platform: Platform;
  readonly database: Uint8Array | null;
  readonly opaqueSetup: string;
  /** How many servers. */
  readonly nodes: number;
}

/** Where files need no real disk: what a power cut does to one is another test's business. */
const folderFor = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export async function openTown({ platform, database, opaqueSetup, nodes }: Beginning): Promise<Town> {
  const folder = mkdtempSync(path.join(folderFor, 'bothways-town-'));
  const file = path.join(folder, 'bothways.db');
  if (database !== null) writeFileSync(file, database);
  const opened = openSqliteStore(file);
  assert(opened.ok, 'a new store opens');
  const store = opened.value;
  const trace: string[] = [];
  const network = createNetwork(proxyBefore(() => town));
  const switchboard = createSwitchboard(() => network);
  const inCommon = { opaqueSetup, clock: () => platform.now() + town.serverSkewMs };
  const shared = nodes > 1 ? sharedStore(store) : null;
  const rooms = Array.from({ length: nodes }, (_, index): MachineRoom => {
    const name = nodes > 1 ? `node ${index + 1}` : 'the server';
    const crashed = (): void => {
      trace.push(`${name} dies`);
      network.serverDied(room);
    };
    const among = shared && { store: shared, signals: () => switchboard.lineOf(name) };
    const room = createMachineRoom({ ...inCommon, name, store, among, crashed });
    return room;
  });

  const town: Town = {
    platform,
    network,
    rooms,
    switchboard,
    serverSkewMs: 0,
    store,
    file,
    phones: [],
    people: [],
    trace,
    addPhone(name, owner, disk) {
      // Cookies outlive what runs, as they do in a browser.
      const fetch = fetchWithCookies(origin, (address, init) => network.ask(name, address, init));
      const phone: Phone = { name, owner, disk, fetch, skewMs: 0, running: null };
      town.phones.push(phone);
      return phone;
    },
    start(phone) {
      if (phone.running !== null) return;
      const plug = plugged(() => {
        trace.push(`${phone.name} dies`);
        network.tear(phone.name);
        const dying = phone.running;
        phone.running = null;
        // Its code runs on for a moment, with nothing left to reach; its timers would never end.
        dying?.device.close();
      });
      const device = createDevice({
        origin,
        store: pluggedDisk(phone.disk, plug),
        fetch: (address, init) => (plug.isPulled() ? never() : phone.fetch(address, init)),
        clock: () => platform.now() + phone.skewMs,
        lockCost: 1,
      });
      phone.running = { device, plug };
    },
    crash: (phone) => phone.running?.plug.pull(),
    carry(flight, fate) {
      // What only keeps a line open is nothing to tell.
      if (flight.kind === 'signal' || flight.text !== ':\n\n') trace.push(`${nameOf(flight)} ${fate}`);
      network.carry(flight, fate);
    },
    async close() {
      for (const phone of town.phones) town.crash(phone);
      for (const room of rooms) room.crash();
      await platform.settle();
      await store.close();
      const left = readFileSync(file);
      rmSync(folder, { recursive: true, force: true });
      return left;
    },
  };
  return town;
}

/** Requests go to each in turn; an open line stays with one, so that people are at different nodes. */
function proxyBefore(town: () => Town): (from: string, asked: Asked) => MachineRoom {
  let turn = 0;
  return (from, { path: asked }) => {
    const { rooms, phones } = town();
    const first = asked === streamPath ? phones.findIndex(({ name }) => name === from) : turn++;
    const inOrder = rooms.map((_, index) => rooms[(first + index) % rooms.length]);
    const room = inOrder.find((one) => one?.isUp()) ?? inOrder[0];
    assert(room !== undefined, 'there is a server, if not running');
    return room;
  };
}

/** What a page of this topic would show now. */
export function viewOf<Topic extends keyof Views>(device: RunningDevice, topic: Topic): Views[Topic] {
  let seen: Views[Topic] | undefined;
  device.watch(topic, (view) => (seen = view))();
  assert(seen !== undefined, 'whoever watches is told at once');
  return seen;
}

export function spaceOf(device: RunningDevice, space: SpaceId): SpaceView {
  let seen: SpaceView | undefined;
  device.watchSpace(space, (view) => (seen = view))();
  assert(seen !== undefined, 'whoever watches is told at once');
  return seen;
}
