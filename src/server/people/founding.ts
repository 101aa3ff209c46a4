import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { newToken } from './sessions.ts';

/** The founding link's token. It lives in memory only: a restart before anybody used it makes a new one. */
export interface Founding {
  /** Null once the house is founded. */
  token(): Bytes | null;
  opensWith(token: Bytes): boolean;
  /** The first who comes spends it. */
  spend(): void;
}

export function createFounding(isFounded: boolean): Founding {
  let token = isFounded ? null : newToken();
  return {
    token: () => token,
    opensWith: (given) => token !== null && equalBytes(token, given),
    spend: () => {
      token = null;
    },
  };
}
