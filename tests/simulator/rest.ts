import { createSafe } from '#device/safe.ts';
import { day, minute } from '#kernel/time.ts';
import { quietWhile } from '#tests/simulator/calm.ts';
import { ownerOf, startAll } from '#tests/simulator/base.ts';
import { viewOf, type Phone, type Town } from '#tests/simulator/town.ts';

/** The weather clears, everything is switched on and unlocked, and a quiet while goes by. */
export async function comeToRest(town: Town): Promise<void> {
  const { network, switchboard, rooms, platform } = town;
  town.trace.push('the weather clears');
  network.mendAll();
  for (const room of rooms) {
    room.crashAfter(Infinity);
    switchboard.hearAgain(room.name);
  }
  await startAll(town);
  for (const phone of town.phones) {
    phone.running?.plug.pullAfter(Infinity);
    town.start(phone);
  }
  // What was lost on an open line is found again when there is a new one.
  network.tear();
  await platform.settle();
  for (const phone of town.phones) await unlock(town, phone);
  await quietWhile(town);
  // Not for ever: what waits then shows as words that never went out.
  for (let tries = 0; tries < 5 && (await isSomethingWaiting(town.phones)); tries++) {
    await quietWhile(town, 3 * minute);
  }
}

/** All clocks are right again, and more days go by than the shortest time that turns can stay, and its notice. */
export async function letDaysPass(town: Town): Promise<void> {
  const { platform, phones, trace } = town;
  trace.push('days go by');
  town.serverSkewMs = 0;
  for (const phone of phones) phone.skewMs = 0;
  for (const days of [5, 2]) {
    platform.sleep(days * day);
    await quietWhile(town);
  }
}

/** Where servers hear nothing of each other, what is said at one is found by looking: nobody takes a new line here. */
export async function restAmongDeaf(town: Town, lastWords: (phone: number) => void): Promise<void> {
  const { rooms, switchboard, phones, trace } = town;
  trace.push('no server hears of another');
  for (const { name } of rooms) switchboard.deafen(name);
  for (const phone of phones.keys()) lastWords(phone);
  await quietWhile(town);
}

async function unlock(town: Town, { running, owner }: Phone): Promise<void> {
  if (running === null || viewOf(running.device, 'device').situation !== 'locked') return;
  void running.device.unlock(ownerOf(town, owner).draft.passphrase);
  await town.platform.settle();
}

async function isSomethingWaiting(phones: readonly Phone[]): Promise<boolean> {
  for (const { disk } of phones) {
    if ((await disk.restKey()) === null) continue;
    const waiting = await createSafe(disk).list('outbox');
    if (waiting.some(({ value }) => value.failed === undefined)) return true;
  }
  return false;
}
