import type { Glances, SharedStore } from '#server/store/shared-store.ts';
import type { Reads, Store, Writes } from '#server/store/store.ts';
import { never, type Plug } from '#tests/simulator/plug.ts';

/** The power failed in the middle of a write: SQLite would find half of it at the next start, and take it back. */
class PowerFailed extends Error {}

/** A server's store, for as long as that server has power. What was written before stays for the next one. */
export function pluggedStore(store: Store, plug: Plug): Store {
  return {
    isShared: store.isShared,
    passing: store.passing,
    read: whilePlugged(store.read, (read) => usedInside(plug, read)),
    async write(work) {
      if (!plug.use()) return never();
      const done = await store
        .write((writes) => work(whilePlugged(writes, async (use) => usedInside(plug, use))))
        .catch((error: unknown) => (error instanceof PowerFailed ? never() : Promise.reject(error)));
      // It is durable; whether anybody hears of it is another question.
      return plug.use() ? done : never();
    },
    scrub: () => (plug.isPulled() ? never() : store.scrub()),
    close: () => never(),
  };
}

export function pluggedSharedStore(store: SharedStore, plug: Plug): SharedStore {
  const glances = whilePlugged(store.glances, (glance) => usedInside(plug, glance));
  return { ...pluggedStore(store, plug), glances };
}

/** Does not wait: somebody may hold the store meanwhile, and the next server needs it. */
async function usedInside<Value>(plug: Plug, use: () => Promise<Value>): Promise<Value> {
  if (!plug.use()) throw new PowerFailed();
  return use();
}

type Around = <Value>(use: () => Promise<Value>) => Promise<Value>;

function whilePlugged<Part extends Reads | Writes | Glances>(part: Part, around: Around): Part {
  return new Proxy(part, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => around(async () => Reflect.apply(method, target, given));
    },
  });
}
