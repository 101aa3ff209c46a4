import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { day, hour, minute, type Clock, type Millis } from '#kernel/time.ts';
import type { Limits } from '#server/config.ts';
import type { Passing } from './store/store.ts';
import { createTally } from './tallies.ts';

/**
 * How often is too often. Tries are counted in the store, for all nodes together, and forgotten when their time is
 * over; how often somebody asks at all, in memory, and each node by itself.
 */
export interface Guard {
  mayAskFrom(address: string): boolean;
  mayAskAs(person: Bytes): boolean;
  /**
   * Guessing at a sign-in name, known or not. A device that its owner signed in with before has tries of its own, so
   * a stranger who uses up the others locks nobody out.
   */
  mayTry(signinName: Bytes, ownDevice: Bytes | null): Promise<boolean>;
  /** Guessing at a kit, which has a count of its own. */
  mayTryKit(lookup: Bytes): Promise<boolean>;
  /** Changes with the kit have tries of their own, so that a thief who uses up the others keeps nobody out. */
  mayChangeAccount(person: Bytes, by: 'current' | 'recovery'): Promise<boolean>;
  /** Nonces, registrations and invitations: what anybody may ask for without being known. */
  mayKnockFrom(address: string): boolean;
}

export function createGuard(clock: Clock, limits: Limits, passing: Passing): Guard {
  const byAddress = createTally(clock, limits.addressPerMinute, minute);
  const byPerson = createTally(clock, limits.personPerMinute, minute);
  const byUnknown = createTally(clock, limits.addressPerMinute, 10 * minute);
  const mayTry = (key: string, lasts: Millis) =>
    passing.count(key, { most: limits.triesPerHour, now: clock(), lasts });

  return {
    mayAskFrom: (address) => byAddress.take(neighbourhoodOf(address)),
    mayAskAs: (person) => byPerson.take(bytesToText(person)),
    mayKnockFrom: (address) => byUnknown.take(neighbourhoodOf(address)),
    mayTryKit: (lookup) => mayTry(`kit ${bytesToText(lookup)}`, hour),
    mayChangeAccount: (person, by) => mayTry(`change by ${by} ${bytesToText(person)}`, day),
    async mayTry(signinName, ownDevice) {
      if (ownDevice !== null && (await mayTry(`device ${bytesToText(ownDevice)}`, hour))) return true;
      return mayTry(`name ${bytesToText(signinName)}`, hour);
    },
  };
}

/** Whoever has one IPv6 address usually has the 2^64 beside it. */
export function neighbourhoodOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [front = '', back] = address.split('::');
  const groups = front === '' ? [] : front.split(':');
  if (back !== undefined) {
    const behind = back === '' ? 0 : back.split(':').length;
    while (groups.length + behind < 8) groups.push('0');
  }
  return groups.slice(0, 4).join(':');
}
