import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { tables, type Store, type Table } from '#device/store/store.ts';
import type { Bytes } from '#kernel/bytes.ts';

type Rows = { readonly [Name in Table]: { key: string; value: Bytes } };
interface Schema extends DBSchema, Rows {
  key: { key: string; value: CryptoKey };
}

const onlyHere: ReadonlySet<Table> = new Set(['account', 'outbox', 'drafts', 'letters', 'preferences']);
const restKeyName = 'rest';

/** The browser's own database. The key lies in it as an object that scripts may use and cannot take out. */
export async function indexedDbStore(name = 'bothways'): Promise<Store> {
  const database = await openDB<Schema>(name, 1, {
    upgrade(fresh) {
      for (const table of tables) fresh.createObjectStore(table);
      fresh.createObjectStore('key');
    },
    // A newer page wants to change the shape of what is kept: make way for it.
    blocking: () => database.close(),
  });
  return {
    restKey: (make) => restKeyOf(database, make),
    get: async (table, key) => (await database.get(table, key)) ?? null,
    async list(table, prefix) {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const transaction = database.transaction(table);
      const [keys, values] = await Promise.all([
        transaction.store.getAllKeys(range),
        transaction.store.getAll(range),
      ]);
      return keys.flatMap((key, index) => {
        const value = values[index];
        return value === undefined ? [] : [{ key, value }];
      });
    },
    async write(changes) {
      if (changes.length === 0) return;
      const touched = [...new Set(changes.map(({ table }) => table))];
      // What exists nowhere else must survive the battery running out; a log can be fetched again.
      const durability = changes.some(({ table }) => onlyHere.has(table)) ? 'strict' : 'relaxed';
      const transaction = database.transaction(touched, 'readwrite', { durability });
      for (const { table, key, value } of changes) {
        const store = transaction.objectStore(table);
        void (value === undefined ? store.delete(key) : store.put(value, key));
      }
      await transaction.done;
    },
    async wipe() {
      const transaction = database.transaction([...tables, 'key'], 'readwrite');
      for (const table of [...tables, 'key'] as const) void transaction.objectStore(table).clear();
      await transaction.done;
    },
    close: () => database.close(),
  };
}

/** Two tabs may ask at once; whoever writes first has made it. */
async function restKeyOf(database: IDBPDatabase<Schema>, make: () => Promise<CryptoKey>): Promise<CryptoKey> {
  const known = await database.get('key', restKeyName);
  if (known !== undefined) return known;
  const fresh = await make();
  const transaction = database.transaction('key', 'readwrite');
  const other = await transaction.store.get(restKeyName);
  if (other === undefined) await transaction.store.put(fresh, restKeyName);
  await transaction.done;
  return other ?? fresh;
}
