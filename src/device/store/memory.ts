import { tables, type Change, type Kept, type Store, type Table } from '#device/store/store.ts';
import type { Bytes } from '#kernel/bytes.ts';

/** For tests and the command line: lives as long as the object does, so a device can be started anew over it. */
export function memoryStore(): Store {
  const rows = new Map<Table, Map<string, Bytes>>(tables.map((table) => [table, new Map()]));
  let key: CryptoKey | null = null;
  let lock: Bytes | null = null;
  // Every table has its map from the start.
  const rowsOf = (table: Table) => rows.get(table)!;

  return {
    restKey: async () => key,
    restLock: async () => lock,
    async keepRest(rest) {
      key = rest.key ?? null;
      lock = rest.lock;
    },
    async changeLock(changed) {
      lock = changed;
    },
    get: async (table, key) => rowsOf(table).get(key) ?? null,
    list: async (table, prefix) => beginningWith(rowsOf(table), prefix),
    async write(changes) {
      for (const change of changes) put(rowsOf(change.table), change);
    },
    async wipe() {
      for (const table of tables) rowsOf(table).clear();
      key = null;
      lock = null;
    },
    close() {},
  };
}

function put(table: Map<string, Bytes>, { key, value }: Change): void {
  if (value === undefined) table.delete(key);
  else table.set(key, value.slice());
}

function beginningWith(table: ReadonlyMap<string, Bytes>, prefix: string): readonly Kept[] {
  return [...table]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ key, value }));
}
