import { second } from '#kernel/time.ts';
import type { Town } from '#tests/simulator/town.ts';

/** Longer than anybody waits before another try, or for a line that is silent. */
const longEnoughMs = 150 * second;

/** Carries everything where it goes, in the order in which it was sent, until nobody has anything to do. */
export async function carryAll(town: Town): Promise<void> {
  for (let next = town.network.flights()[0]; next !== undefined; next = town.network.flights()[0]) {
    town.carry(next, 'arrives');
    await town.platform.settle();
  }
}

/** Waits for something that a device does, with a network that is kind. */
export async function kindly<Value>(town: Town, doing: Promise<Value>): Promise<Value> {
  let done = false;
  const noted = doing.finally(() => (done = true));
  await town.platform.settle();
  while (!done) {
    const [next] = town.network.flights();
    if (next === undefined) await town.platform.ring();
    else town.carry(next, 'arrives');
    await town.platform.settle();
  }
  return noted;
}

/** Lets a while go by in which nothing goes wrong. */
export async function quietWhile(town: Town, ms = longEnoughMs): Promise<void> {
  const { platform } = town;
  const until = platform.now() + ms;
  await platform.settle();
  for (;;) {
    await carryAll(town);
    const next = platform.nextTimerAt();
    if (next === null || next > until) break;
    await platform.ring();
  }
  platform.sleep(Math.max(0, until - platform.now()));
}
