import { isDeepStrictEqual } from 'node:util';
import type { RunningDevice } from '#device/create-device.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { PersonId, SpaceId } from '#kernel/ids.ts';
import { second } from '#kernel/time.ts';
import { kindly, quietWhile } from '#tests/simulator/calm.ts';
import type { Diary } from '#tests/simulator/diary.ts';
import type { OpenDisk } from '#tests/simulator/invariants/disks.ts';
import type { Readers } from '#tests/simulator/invariants/readers.ts';
import { copyServer } from '#tests/simulator/invariants/server-copy.ts';
import { spaceOf, viewOf, type Phone, type Town } from '#tests/simulator/town.ts';

/**
 * Whom somebody has chosen not to meet is not among their people, not at their door, and not among those they have
 * asked. Everybody else is, whoever has chosen what: of another's choice nobody's list knows anything.
 */
export function faultsOfPeople(
  { id, fold, kind }: LiveSpace,
  { members }: Readers,
  { disks, diary }: { readonly disks: readonly OpenDisk[]; readonly diary: Diary },
): readonly string[] {
  if (kind !== 'community') return [];
  const { state } = fold;
  const isOnBreak = (person: PersonId): boolean => state.community.breaks.get(person)?.isAway === true;
  return disks.flatMap(({ phone, owner, outboxOf }) => {
    const device = phone.running?.device;
    // Until they are back from the log a device sees its own break, and its own coming back, before the others do.
    if (device === undefined || !members.has(owner) || outboxOf(id).length > 0) return [];
    const { people, apart } = viewOf(device, 'community');
    const home = viewOf(device, 'home');
    const notMet = new Set(apart.map(({ person }) => person));
    const faults: string[] = [];
    const near = [...people, ...home.asked].map(({ person }) => person);
    if ([...near, ...home.knocks.map(({ from }) => from)].some((person) => notMet.has(person)))
      faults.push(`${phone.name} shows somebody whom they have chosen not to meet`);
    const there = state.members.filter(
      (person) => person === owner || (!isOnBreak(person) && !notMet.has(person)),
    );
    if (!isDeepStrictEqual(new Set(people.map(({ person }) => person)), new Set(there)))
      faults.push(`${phone.name} shows other people than there are`);
    return [...faults, ...faultsOfChoices(phone, { owner, notMet, diary })];
  });
}

/** What somebody chose holds on all their devices, and nobody's list has what they did not choose. */
function faultsOfChoices(
  { name }: Phone,
  { owner, notMet, diary }: { owner: PersonId; notMet: ReadonlySet<PersonId>; diary: Diary },
): readonly string[] {
  const mine = diary.choices.filter((choice) => choice.by === owner);
  const wanted = [...notMet].filter((person) => !mine.some((one) => one.apart && one.person === person));
  const forgotten = mine.filter(
    ({ person, kept }) =>
      kept && !notMet.has(person) && mine.every((one) => one.person !== person || one.apart),
  );
  return [
    ...wanted.map(() => `${name} keeps somebody apart whom nobody has chosen there`),
    ...forgotten.map(() => `${name} has forgotten whom they have chosen not to meet`),
  ];
}

/**
 * Somebody meets whom they had chosen not to, and then does not again. Nothing of that is anywhere but on their own
 * devices: the others' pages show the same, and the server has the same.
 */
export async function faultsOfTelling(town: Town, disks: readonly OpenDisk[]): Promise<readonly string[]> {
  for (const { phone, owner } of disks) {
    const device = phone.running?.device;
    const [chosen] = device === undefined ? [] : viewOf(device, 'community').apart;
    if (device === undefined || chosen === undefined) continue;
    const others = disks.filter((disk) => disk.owner !== owner);
    const first = await heldBy(town, others);
    for (const apart of [false, true]) {
      await kindly(town, device.keepApart(chosen.person, apart));
      await quietWhile(town, 10 * second);
      if (!isDeepStrictEqual(await heldBy(town, others), first))
        return [`what ${phone.name} chose shows elsewhere`];
    }
    return [];
  }
  return [];
}

/** All that the server has in the open, and all that these devices show. */
async function heldBy(town: Town, disks: readonly OpenDisk[]) {
  const copies = await copyServer(town);
  const pages = disks.flatMap(({ phone: { running }, spaces }) =>
    running === null ? [] : [pagesOf(running.device, [...spaces.keys()])],
  );
  return { copies, pages };
}

function pagesOf(device: RunningDevice, spaces: readonly SpaceId[]) {
  const shown = spaces.map((space) => spaceOf(device, space));
  return { community: viewOf(device, 'community'), home: viewOf(device, 'home'), shown };
}
