import type { Bytes } from '#kernel/bytes.ts';

/**
 * What this device keeps, by noun. Behind this stand IndexedDB in a browser and plain memory in tests; both hold
 * nothing but sealed bytes (see `safe.ts`) and the keys they lie under, which are ids and counts.
 */
export const tables = [
  'account',
  'spaces',
  'entries',
  'received',
  'outbox',
  'drafts',
  'letters',
  'preferences',
  'people',
  'search',
  'files',
  'parts',
] as const;
export type Table = (typeof tables)[number];

export interface Kept {
  readonly key: string;
  readonly value: Bytes;
}

/** Without a value it takes away what lies there. */
export interface Change {
  readonly table: Table;
  readonly key: string;
  readonly value?: Bytes;
}

export interface Store {
  /** The key under which everything rests. It can be used and never read; null where nobody lives here, or locked. */
  restKey(): Promise<CryptoKey | null>;
  /** What opens it again for whoever can, sealed; null where nobody lives here. */
  restLock(): Promise<Bytes | null>;
  /** From now on this is the lock, and everything rests under this key; without one, the device is locked. */
  keepRest(rest: { readonly key?: CryptoKey; readonly lock: Bytes }): Promise<void>;
  /** The same lock, in other words. Whether it is open stays as it is. */
  changeLock(lock: Bytes): Promise<void>;
  get(table: Table, key: string): Promise<Bytes | null>;
  /** All whose key begins like this, in the order of their keys. */
  list(table: Table, prefix: string): Promise<readonly Kept[]>;
  /** All of them or none. */
  write(changes: readonly Change[]): Promise<void>;
  /** Everything goes, the key too. */
  wipe(): Promise<void>;
  close(): void;
}
