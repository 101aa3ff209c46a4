import type { Bytes } from '#kernel/bytes.ts';
import type { Session } from '#server/people/sessions.ts';

/** One request, as a door sees it: who asks, and what stands in the address. */
export interface Visit {
  /** Never logged, and gone with the request. */
  readonly address: string;
  /** Null for whoever is signed out. */
  readonly session: Session | null;
  /** Of a device that signed in once. */
  readonly deviceToken: Bytes | null;
  /** `:space` or `:person`; empty where the path has none. */
  readonly place: Bytes;
  readonly after: number;
  readonly most: number;
  /** Of how many places at the end of a log the bodies are asked for. */
  readonly bodies: number;
  /** Cookies to set with the answer. */
  readonly cookies: Cookies;
}

/** A visit by somebody who is signed in. */
export interface SignedInVisit extends Visit {
  readonly session: Session;
}

export interface Cookies {
  signIn(token: Bytes, deviceToken: Bytes | null): void;
  signOut(): void;
}
