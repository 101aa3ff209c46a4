import { expect } from 'vitest';
import type { CareAskView, CommunityView } from '#device/device.ts';
import { cast } from '#tests/cast.ts';
import { missing, value, viewOf, type Person, type World } from '#tests/world.ts';

/** Ana, Bo and Cai, who are the care circle of a place, and Noor, who is not. */

export const reason = 'Noor wrote to people who had asked not to be written to.';

export async function fourIn(world: World) {
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const cai = await world.joiner(cast.cai.name, ana);
  const noor = await world.joiner('Noor', ana);
  return { ana, bo, cai, noor };
}

export const seen = ({ device }: Person, isRight: (view: CommunityView) => boolean) =>
  viewOf(device, 'community', isRight);
export const circleOf = ({ care }: CommunityView) => care.circle.map(({ name }) => name);

/** The ask about somebody, once it is there for this person to see. */
export async function askSeenBy(
  person: Person,
  about: Person,
  isRight: (ask: CareAskView) => boolean = () => true,
) {
  const isIt = (ask: CareAskView) => ask.person === about.id && isRight(ask);
  const { care } = await seen(person, (view) => view.care.asks.some(isIt));
  return care.asks.find(isIt) ?? missing('the ask');
}

/** Asks somebody in; whoever is in says yes, and then they do. */
async function seat(by: Person, who: Person, others: readonly Person[] = []) {
  expect(value(await by.device.askCare({ act: 'in', person: who.id }))).toBe('waits');
  for (const other of others) {
    const { id } = await askSeenBy(other, who);
    expect(value(await other.device.agreeToCare(id))).toBe('waits');
  }
  const ask = await askSeenBy(who, who, ({ waitsForMe }) => waitsForMe === 'last');
  expect(value(await who.device.agreeToCare(ask.id))).toBe('done');
}

export async function withCircleIn(world: World) {
  const people = await fourIn(world);
  const { ana, bo, cai } = people;
  await seat(ana, bo);
  await seat(ana, cai, [bo]);
  return people;
}

/** Ana asks for it, and Bo says yes. */
export async function removeNoor({ ana, bo, noor }: Awaited<ReturnType<typeof fourIn>>) {
  expect(value(await ana.device.askCare({ act: 'removal', person: noor.id, words: reason }))).toBe('waits');
  const ask = await askSeenBy(bo, noor);
  expect(ask).toMatchObject({ act: 'removal', by: 'Ana', reason, waitsForMe: 'last', signed: ['Ana'] });
  expect(value(await bo.device.agreeToCare(ask.id))).toBe('done');
}
