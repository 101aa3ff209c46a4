import type { DeviceView } from '#device/device.ts';
import type { Diary } from '#tests/simulator/diary.ts';
import { faultsOfPeople, faultsOfTelling } from '#tests/simulator/invariants/apart.ts';
import { faultsOfConsent } from '#tests/simulator/invariants/consent.ts';
import { openDisks } from '#tests/simulator/invariants/disks.ts';
import { faultsOfFolds } from '#tests/simulator/invariants/folds.ts';
import { faultsOfKeys } from '#tests/simulator/invariants/keys.ts';
import { faultsOfLog, faultsOfPromises } from '#tests/simulator/invariants/log.ts';
import { faultsOfMembership } from '#tests/simulator/invariants/membership.ts';
import { faultsOfHidingPlaces, faultsOfPictures } from '#tests/simulator/invariants/pictures.ts';
import { readersOf } from '#tests/simulator/invariants/readers.ts';
import { refereeFor } from '#tests/simulator/invariants/referee.ts';
import { faultsOfOverdue, faultsOfRetention } from '#tests/simulator/invariants/retention.ts';
import { faultsOfSecrecy, secretsOn, thievesAmong } from '#tests/simulator/invariants/secrets.ts';
import { copyServer } from '#tests/simulator/invariants/server-copy.ts';
import {
  faultsOfLettingGo,
  faultsOfReferences,
  faultsOfWaiting,
  faultsOfWords,
} from '#tests/simulator/invariants/words.ts';
import type { Millis } from '#kernel/time.ts';
import { viewOf, type Town } from '#tests/simulator/town.ts';

/** Everything that has to be so when a town has come to rest, whatever happened before. */
export async function findFaults(town: Town, diary: Diary): Promise<readonly string[]> {
  const copies = await copyServer(town);
  const disks = await openDisks(town);
  const secrets = secretsOn(disks);
  const thieves = await thievesAmong(disks, [...diary.links, ...diary.seats]);
  const faults = [
    ...town.rooms.flatMap(({ trouble }) => trouble),
    ...faultsOfPromises(town.network.acknowledged, copies),
    ...faultsOfDevices(town),
    ...diary.accused,
    ...(await faultsOfHidingPlaces(town, diary)),
  ];
  for (const copy of copies) {
    faults.push(...faultsOfLog(copy), ...(await faultsOfMembership(copy)));
    const readers = readersOf(copy);
    const referee = await refereeFor(copy, secrets);
    if (referee === null) {
      faults.push(`${copy.id}: the server's log does not verify`);
      continue;
    }
    faults.push(
      ...faultsOfFolds(referee, readers, disks),
      ...faultsOfWords(referee, readers, { disks, diary }),
      ...faultsOfReferences(referee, diary),
      ...faultsOfPeople(referee, readers, { disks, diary }),
      ...faultsOfRetention(referee),
      ...faultsOfOverdue(referee, readers, { disks, copy, now: timeOf(town) }),
      ...faultsOfWaiting(referee, readers, disks),
      ...faultsOfLettingGo(referee, readers, { disks, copy }),
      ...faultsOfConsent(referee, town.phones),
      ...(await faultsOfKeys(copy, readers, disks)),
      ...(await faultsOfPictures(copy, { referee, readers }, { town, disks, diary })),
      ...(await faultsOfSecrecy(copy, { referee, readers }, { disks, thieves })),
    );
  }
  return faults.length > 0 ? faults : faultsOfTelling(town, disks);
}

/** As the server has it, which is whose time counts. */
function timeOf({ platform, serverSkewMs }: Town): Millis {
  return platform.now() + serverSkewMs;
}

/** `ended-elsewhere`: another device of the same person changed their keys. */
const wellSituations: ReadonlySet<DeviceView['situation']> = new Set(['open', 'nobody', 'ended-elsewhere']);

/** However bad the network was, no device accuses an honest server of anything, and none is stuck. */
function faultsOfDevices({ phones }: Town): readonly string[] {
  return phones.flatMap(({ name, running }) => {
    const situation = running === null ? null : viewOf(running.device, 'device').situation;
    return situation !== null && wellSituations.has(situation) ? [] : [`${name} is ${situation ?? 'off'}`];
  });
}
