import { createSetup } from '#crypto/opaque-server.ts';
import type { RunningDevice } from '#device/create-device.ts';
import { memoryStore } from '#device/store/memory.ts';
import type { Store as Disk } from '#device/store/store.ts';
import { assert } from '#kernel/assert.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { card, cast, communityName } from '#tests/cast.ts';
import { kindly, quietWhile } from '#tests/simulator/calm.ts';
import { sourcesIn } from '#tests/sources.ts';
import { copyDisk } from '#tests/simulator/disk.ts';
import { takePlatform, type Platform } from '#tests/simulator/platform.ts';
import { openTown, viewOf, type Person, type Town } from '#tests/simulator/town.ts';

/** A house as a story finds it. */
export interface Base {
  readonly database: Uint8Array;
  readonly opaqueSetup: string;
  readonly people: readonly Person[];
  readonly disks: readonly { readonly name: string; readonly owner: number; readonly disk: Disk }[];
  /** When the story begins. */
  readonly endedAt: number;
}

/** The first of March 2031, in the morning. */
const beganAt = Date.UTC(2031, 2, 1, 8);

/**
 * Ana, Bo and Cai are there, Ana and Bo are a pair, and Ana has two devices. Passphrases take their time on purpose, so
 * people move in once and every story begins with copies of them.
 */
export async function buildBase(): Promise<Base> {
  await loadEverything();
  const platform = takePlatform(beganAt);
  try {
    platform.reseed(1);
    const opaqueSetup = await createSetup();
    return await settle(await openTown({ platform, database: null, opaqueSetup, nodes: 1 }), opaqueSetup);
  } finally {
    platform.restore();
  }
}

/** Loading a module takes as long as the disk likes, so all that devices load later is loaded now. */
async function loadEverything(): Promise<void> {
  const sources = sourcesIn(['src/device', 'src/crypto'], /(?<!\.test)\.ts$/);
  // `import('name')`, the name always written out.
  const later = sources.flatMap(({ text }) =>
    [...text.matchAll(/import\('([^']+)'\)/g)].map(([, name = '']) => name),
  );
  await Promise.all([...new Set(later)].map((name) => import(name)));
}

async function settle(town: Town, opaqueSetup: string): Promise<Base> {
  await startAll(town);
  const ana = await moveIn(town, cast.ana.name);
  const bo = await moveIn(town, cast.bo.name, ana.device);
  await moveIn(town, cast.cai.name, ana.device);
  await connect(town, ana, bo);
  await signInElsewhere(town, 0);
  return packUp(town, opaqueSetup);
}

/** Switches everything off when it has come to rest, and keeps what there is. */
export async function packUp(town: Town, opaqueSetup: string): Promise<Base> {
  await quietWhile(town);
  for (const phone of town.phones) town.crash(phone);
  const disks = await Promise.all(
    town.phones.map(async ({ name, owner, disk }) => ({ name, owner, disk: await copyDisk(disk) })),
  );
  const endedAt = town.platform.now();
  return { database: await town.close(), opaqueSetup, people: town.people, disks, endedAt };
}

export interface MovedIn {
  readonly device: RunningDevice;
  readonly id: PersonId;
}

export const nothingDrawn = { signinName: '', passphrase: '', kit: [] };

/** Founds the house, or comes in by somebody's invitation. */
export async function moveIn(town: Town, name: string, by?: RunningDevice): Promise<MovedIn> {
  const link = by && wanted(await kindly(town, by.invite())).link;
  const person: Person = { name, draft: nothingDrawn, id: null };
  const device = newDevice(town, town.people.push(person) - 1);
  const draft = await kindly(town, device.drawAccount());
  person.draft = draft;
  const { passphrase } = draft;
  const fragment = link?.split('#')[1] ?? '';
  const token = bytesToText(town.rooms[0]?.foundingToken() ?? new Uint8Array());
  const coming =
    link === undefined
      ? device.found({ draft, name, passphrase, token, communityName, card })
      : device.join({ draft, name, passphrase, fragment, card });
  wanted(await kindly(town, coming));
  await quietWhile(town);
  const { me } = viewOf(device, 'device');
  assert(me !== null, 'somebody moved in');
  person.id = me.person;
  return { device, id: me.person };
}

/** One more device of somebody, with nothing on it. */
export function newDevice(town: Town, owner: number): RunningDevice {
  const { name } = ownerOf(town, owner);
  const count = town.phones.filter((phone) => phone.owner === owner).length + 1;
  const phone = town.addPhone(`${name} ${count}`, owner, memoryStore());
  town.start(phone);
  assert(phone.running !== null, 'a device was started');
  return phone.running.device;
}

export function ownerOf({ people }: Town, owner: number): Person {
  const person = people[owner];
  assert(person !== undefined, 'a device belongs to somebody');
  return person;
}

async function connect(town: Town, one: MovedIn, other: MovedIn): Promise<void> {
  wanted(await kindly(town, one.device.knock({ to: other.id, words: 'Shall we talk now and then?' })));
  await quietWhile(town);
  const [knock] = viewOf(other.device, 'home').knocks;
  assert(knock !== undefined, 'the knock has come');
  wanted(await kindly(town, other.device.acceptKnock(knock.id)));
  await quietWhile(town);
}

async function signInElsewhere(town: Town, owner: number): Promise<void> {
  const device = newDevice(town, owner);
  const { signinName, passphrase } = ownerOf(town, owner).draft;
  wanted(await kindly(town, device.signIn({ signinName, passphrase })));
}

/** What was asked for. */
export function wanted<Value>(result: Result<Value>): Value {
  assert(result.ok, 'nothing is refused on a quiet day');
  return result.value;
}

/** Every server that is not running. */
export async function startAll({ rooms }: Town): Promise<void> {
  for (const room of rooms) await room.start();
}

/** The same people again, with everything as it was at the end of the base. */
export async function townFrom(base: Base, platform: Platform, nodes: number): Promise<Town> {
  const { database, opaqueSetup } = base;
  const town = await openTown({ platform, database, opaqueSetup, nodes });
  town.people.push(...base.people.map((person) => ({ ...person })));
  for (const { name, owner, disk } of base.disks) town.addPhone(name, owner, await copyDisk(disk));
  await startAll(town);
  return town;
}
