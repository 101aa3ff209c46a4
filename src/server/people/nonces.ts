import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { minute, type Clock } from '#kernel/time.ts';
import type { Passing } from '#server/store/store.ts';
import { newToken } from './sessions.ts';

/** Each is good for one proof, within two minutes: a proof that was overheard proves nothing again. */
export interface Nonces {
  issue(): Promise<Bytes>;
  /** True once. */
  spend(nonce: Bytes): Promise<boolean>;
}

const lasts = 2 * minute;
const nothing = new Uint8Array(0);

export function createNonces(passing: Passing, clock: Clock): Nonces {
  const keyOf = (nonce: Bytes) => `nonce ${bytesToText(nonce)}`;
  return {
    async issue() {
      const nonce = newToken();
      await passing.keep(keyOf(nonce), { value: nothing, until: clock() + lasts });
      return nonce;
    },
    spend: async (nonce) => (await passing.take(keyOf(nonce), clock())) !== null,
  };
}
