import { openDB, type DBSchema } from 'idb';
import { tables, type Store, type Table } from '#device/store/store.ts';
import type { Bytes } from '#kernel/bytes.ts';

type Rows = { readonly [Name in Table]: { key: string; value: Bytes } };
interface Schema extends DBSchema, Rows {
  key: { key: string; value: CryptoKey | Bytes };
}

const onlyHere: ReadonlySet<Table> = new Set(['account', 'outbox', 'drafts', 'letters', 'preferences']);
/** Goes up with every further table. */
const shape = 4;
const restKeyName = 'rest';
const restLockName = 'lock';

/** The browser's own database. The key lies in it as an object that scripts may use and cannot take out. */
export async function indexedDbStore(name = 'bothways'): Promise<Store> {
  const database = await openDB<Schema>(name, shape, {
    // Whatever release was here before: what it kept stays, and what it did not know is there from now on.
    upgrade(fresh) {
      for (const table of [...tables, 'key'] as const) {
        if (!fresh.objectStoreNames.contains(table)) fresh.createObjectStore(table);
      }
    },
    // A newer page wants to change the shape of what is kept: make way for it.
    blocking: () => database.close(),
  });
  return {
    async restKey() {
      const key = await database.get('key', restKeyName);
      return key instanceof CryptoKey ? key : null;
    },
    async restLock() {
      const lock = await database.get('key', restLockName);
      return lock === undefined || lock instanceof CryptoKey ? null : lock;
    },
    async keepRest({ key, lock }) {
      const transaction = database.transaction('key', 'readwrite', { durability: 'strict' });
      void transaction.store.put(lock, restLockName);
      void (key === undefined
        ? transaction.store.delete(restKeyName)
        : transaction.store.put(key, restKeyName));
      await transaction.done;
    },
    async changeLock(lock) {
      await database.put('key', lock, restLockName);
    },
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
