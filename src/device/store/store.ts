import type { Bytes } from '#kernel/bytes.ts';

/**
 * What this device keeps, by noun. Behind this stand IndexedDB in a browser and plain memory in tests; both hold
 * nothing but sealed bytes (see `safe.ts`) and the keys they lie under, which are ids and counts.
 */
export const tables = [
  'account',
  'spaces',
  'entries',
  'outbox',
  'drafts',
  'letters',
  'preferences',
  'people',
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
  /** The key under which everything rests, made at the first asking. It can be used and never read. */
  restKey(make: () => Promise<CryptoKey>): Promise<CryptoKey>;
  get(table: Table, key: string): Promise<Bytes | null>;
  /** All whose key begins like this, in the order of their keys. */
  list(table: Table, prefix: string): Promise<readonly Kept[]>;
  /** All of them or none. */
  write(changes: readonly Change[]): Promise<void>;
  /** Everything goes, the key too. */
  wipe(): Promise<void>;
  close(): void;
}
