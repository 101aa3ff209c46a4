import { bytesToText, equalBytes, type Bytes } from '#kernel/bytes.ts';
import { day, type Clock } from '#kernel/time.ts';
import type { Store } from '#server/store/store.ts';
import { hashOf, newToken } from './sessions.ts';

/** The founding link's token. A restart before anybody used it makes another one; on several nodes each has its own. */
export interface Founding {
  /** Null where the house was founded when we started. */
  readonly token: Bytes | null;
  /** Until the first who comes has founded. */
  opensWith(token: Bytes): Promise<boolean>;
}

const lasts = 365 * day;
const nothing = new Uint8Array(0);

export async function createFounding(
  { read, passing }: Pick<Store, 'read' | 'passing'>,
  clock: Clock,
): Promise<Founding> {
  // Whoever reads the store finds no link.
  const keyOf = (token: Bytes) => `founding ${bytesToText(hashOf(token))}`;
  const token = (await read.instance()) === null ? newToken() : null;
  if (token !== null) await passing.keep(keyOf(token), { value: nothing, until: clock() + lasts });
  return {
    token,
    async opensWith(given) {
      const isOurs = token !== null && equalBytes(token, given);
      if (!isOurs && (await passing.look(keyOf(given), clock())) === null) return false;
      return (await read.instance()) === null;
    },
  };
}
