import type { Records } from '#device/records.ts';
import type { Store } from '#device/store/store.ts';
import { openAtRest, sealAtRest } from '#crypto/rest.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { fromOwnCbor, toCbor, type Encodable } from '#protocol/cbor.ts';

export type Put = {
  [Name in keyof Records]: {
    readonly table: Name;
    readonly key: string;
    readonly value?: Records[Name];
  };
}[keyof Records];

/** The store with a lock on it: what goes in is sealed for its place, what comes out was sealed there by this device. */
export interface Safe {
  get<Name extends keyof Records>(table: Name, key: string): Promise<Records[Name] | null>;
  list<Name extends keyof Records>(
    table: Name,
    prefix?: string,
  ): Promise<readonly { readonly key: string; readonly value: Records[Name] }[]>;
  write(puts: readonly Put[]): Promise<void>;
  wipe(): Promise<void>;
  /** What is being written gets to the disk yet; whatever comes after it waits for ever, and changes nothing. */
  close(): Promise<void>;
}

/** As it lies there, and the key to it. */
interface Kept {
  readonly sealed: Bytes;
  readonly rest: CryptoKey;
}

/** @throws where something does not open: then somebody has changed what rests here, and nothing of it is used. */
export function createSafe(store: Store): Safe {
  const writing = new Set<Promise<boolean>>();
  let closed = false;
  // Locked in the middle of something: whoever still waits for it waits on, and nothing comes out or goes in.
  const key = async () => (await store.restKey()) ?? never<CryptoKey>();

  async function open<Name extends keyof Records>(table: Name, at: string, { sealed, rest }: Kept) {
    const opened = await openAtRest(rest, placeOf(table, at), sealed);
    if (!opened.ok) throw new Error('something at rest does not open');
    // Only this module writes to this place, from a record of this table, and the seal shows that it did.
    return fromOwnCbor(opened.value) as Records[Name];
  }

  /** False where it is locked, and nothing was written. */
  async function put(puts: readonly Put[]): Promise<boolean> {
    const rest = await store.restKey();
    if (rest === null) return false;
    const changes = puts.map(async ({ table, key: at, value }) => {
      if (value === undefined) return { table, key: at };
      // Every record is made of what CBOR can hold; interfaces only lack the index signature that would say so.
      const bytes = toCbor(value as unknown as Encodable);
      return { table, key: at, value: await sealAtRest(rest, placeOf(table, at), bytes) };
    });
    await store.write(await Promise.all(changes));
    return true;
  }

  return {
    async get(table, at) {
      const sealed = await store.get(table, at);
      return sealed === null ? null : open(table, at, { sealed, rest: await key() });
    },
    async list(table, prefix = '') {
      const kept = await store.list(table, prefix);
      if (kept.length === 0) return [];
      // Once for all of them: looking for it costs more than opening what it opens.
      const rest = await key();
      return Promise.all(
        kept.map(async ({ key: at, value: sealed }) => ({
          key: at,
          value: await open(table, at, { sealed, rest }),
        })),
      );
    },
    async write(puts) {
      if (closed) return never();
      const written = put(puts);
      writing.add(written);
      const isThere = await written.finally(() => writing.delete(written));
      if (!isThere) return never();
    },
    wipe: () => store.wipe(),
    async close() {
      closed = true;
      await Promise.allSettled(writing);
      store.close();
    },
  };
}

function never<Value>(): Promise<Value> {
  return new Promise(() => {});
}

function placeOf(table: string, key: string): string {
  return `${table} ${key}`;
}
