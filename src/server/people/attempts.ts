import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { minute, type Clock } from '#kernel/time.ts';
import { fromOwnCbor, toCbor } from '#protocol/cbor.ts';
import type { Passing } from '#server/store/store.ts';
import { newToken } from './sessions.ts';

/** A sign-in between its two halves. `person` is null for a name that nobody has: no passphrase will fit it. */
export interface Attempt {
  readonly person: Bytes | null;
  readonly state: string;
}

export interface Attempts {
  begin(attempt: Attempt): Promise<Bytes>;
  /** Once: another try begins anew, and is counted. */
  take(id: Bytes): Promise<Attempt | null>;
}

const lasts = 2 * minute;
const nobody = new Uint8Array(0);

export function createAttempts(passing: Passing, clock: Clock): Attempts {
  const keyOf = (id: Bytes) => `attempt ${bytesToText(id)}`;
  return {
    async begin({ person, state }) {
      const id = newToken();
      const value = toCbor({ person: person ?? nobody, state });
      await passing.keep(keyOf(id), { value, until: clock() + lasts });
      return id;
    },
    async take(id) {
      const kept = await passing.take(keyOf(id), clock());
      if (kept === null) return null;
      // Only `begin` writes what is read here.
      const { person, state } = fromOwnCbor(kept) as { person: Bytes; state: string };
      return { person: person.length === 0 ? null : person, state };
    },
  };
}
