import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { minute, type Clock, type Millis } from '#kernel/time.ts';
import { newToken } from './sessions.ts';

/** Each is good for one proof, within two minutes: a proof that was overheard proves nothing again. */
export interface Nonces {
  issue(): Bytes;
  /** True once. */
  spend(nonce: Bytes): boolean;
}

const lasts = 2 * minute;
const noncesMost = 50_000;

export function createNonces(clock: Clock): Nonces {
  const untilByNonce = new Map<string, Millis>();

  return {
    issue() {
      const now = clock();
      // They lie in the order in which they end.
      for (const [nonce, until] of untilByNonce) {
        if (until > now && untilByNonce.size < noncesMost) break;
        untilByNonce.delete(nonce);
      }
      const nonce = newToken();
      untilByNonce.set(bytesToText(nonce), now + lasts);
      return nonce;
    },
    spend(nonce) {
      const key = bytesToText(nonce);
      const until = untilByNonce.get(key);
      untilByNonce.delete(key);
      return until !== undefined && until > clock();
    },
  };
}
