import { memoryStore } from '#device/store/memory.ts';
import { tables, type Change, type Store } from '#device/store/store.ts';
import { never, type Plug } from '#tests/simulator/plug.ts';

/** The same as lies on another disk. */
export async function copyDisk(from: Store): Promise<Store> {
  const to = memoryStore();
  const [key, lock] = [await from.restKey(), await from.restLock()];
  if (lock !== null) await to.keepRest({ ...(key !== null && { key }), lock });
  const changes: Change[] = [];
  for (const table of tables) {
    for (const { key: at, value } of await from.list(table, '')) changes.push({ table, key: at, value });
  }
  await to.write(changes);
  return to;
}

/** A device's disk, for as long as that device has power. A write is whole or not at all, as IndexedDB's are. */
export function pluggedDisk(disk: Store, plug: Plug): Store {
  const read =
    <Given extends unknown[], Value>(use: (...given: Given) => Promise<Value>) =>
    (...given: Given): Promise<Value> =>
      plug.isPulled() ? never() : use(...given);
  const write =
    <Given extends unknown[], Value>(use: (...given: Given) => Promise<Value>) =>
    async (...given: Given): Promise<Value> => {
      if (!plug.use()) return never();
      const done = await use(...given);
      return plug.use() ? done : never();
    };
  return {
    restKey: read(disk.restKey),
    restLock: read(disk.restLock),
    get: read(disk.get),
    list: read(disk.list),
    keepRest: write(disk.keepRest),
    changeLock: write(disk.changeLock),
    write: write(disk.write),
    wipe: write(disk.wipe),
    close() {},
  };
}
