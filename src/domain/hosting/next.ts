import type { Hosting } from '#domain/hosting/state.ts';
import type { PersonId } from '#kernel/ids.ts';

/**
 * Who hosts the next time: whoever took it over, or else the first after the last one who has not passed it on. Null
 * where all of them have.
 *
 * @param members those present, in the order in which the turn goes around. It is the same everywhere and means nothing.
 */
export function nextHost({ last, taken, passed }: Hosting, members: readonly PersonId[]): PersonId | null {
  if (taken !== null && members.includes(taken)) return taken;
  const after =
    last === null
      ? members
      : [...members.filter((one) => one > last), ...members.filter((one) => one <= last)];
  return after.find((person) => !passed.includes(person)) ?? null;
}
