import type { RunningDevice } from '#device/create-device.ts';
import { assert } from '#kernel/assert.ts';
import type { PersonId, SpaceId } from '#kernel/ids.ts';
import { moveIn, packUp, townFrom, wanted, type Base } from '#tests/simulator/base.ts';
import { kindly, quietWhile } from '#tests/simulator/calm.ts';
import { takePlatform } from '#tests/simulator/platform.ts';
import { viewOf, type Town } from '#tests/simulator/town.ts';

/** Who can still come into the circle. */
const newcomers = ['Dee', 'Noor'] as const;

/** The same house some days later: Dee and Noor have come, and Ana, Bo and Cai are a circle, and the care circle too. */
export async function withCircle(base: Base): Promise<Base> {
  const platform = takePlatform(base.endedAt);
  try {
    platform.reseed(2);
    const town = await townFrom(base, platform, 1);
    for (const phone of town.phones) town.start(phone);
    await quietWhile(town);
    const ana = deviceOf(town, 0);
    for (const name of newcomers) await moveIn(town, name, ana);
    await openCircle(town, [1, 2]);
    for (const who of [1, 2]) await seatInCare(town, who);
    return await packUp(town, base.opaqueSetup);
  } finally {
    platform.restore();
  }
}

async function openCircle(town: Town, others: readonly number[]): Promise<SpaceId> {
  const ask = others.map((who) => personOf(town, who));
  const opening = { name: 'Tuesday', purpose: '', look: 'nest', ask, words: 'Come to the oven?' } as const;
  const { space } = wanted(await kindly(town, deviceOf(town, 0).openCircle(opening)));
  await quietWhile(town);
  for (const who of others) {
    const [knock] = viewOf(deviceOf(town, who), 'home').knocks;
    assert(knock !== undefined, 'the knock has come');
    wanted(await kindly(town, deviceOf(town, who).takeSeat({ knock: knock.id })));
    await quietWhile(town);
  }
  return space;
}

/** Ana asks them into the care circle, and they say yes. */
async function seatInCare(town: Town, who: number): Promise<void> {
  wanted(await kindly(town, deviceOf(town, 0).askCare({ act: 'in', person: personOf(town, who) })));
  await quietWhile(town);
  for (const asked of [who, 1]) {
    const { asks } = viewOf(deviceOf(town, asked), 'community').care;
    const ask = asks.find(({ waitsForMe }) => waitsForMe !== null);
    if (ask === undefined) continue;
    wanted(await kindly(town, deviceOf(town, asked).agreeToCare(ask.id)));
    await quietWhile(town);
  }
}

function deviceOf({ phones }: Town, who: number): RunningDevice {
  const device = phones.find(({ owner }) => owner === who)?.running?.device;
  assert(device !== undefined, 'everybody has a device that runs');
  return device;
}

function personOf({ people }: Town, who: number): PersonId {
  const person = people[who]?.id ?? null;
  assert(person !== null, 'they have moved in');
  return person;
}
