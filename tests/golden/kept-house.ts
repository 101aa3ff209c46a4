import { fetchWithCookies } from '#device/cookies.ts';
import { createDevice, type RunningDevice } from '#device/create-device.ts';
import type { AccountDraft, SpaceView } from '#device/device.ts';
import { memoryStore } from '#device/store/memory.ts';
import { tables, type Store, type Table } from '#device/store/store.ts';
import { bytesToText, textToBytes, type Bytes } from '#kernel/bytes.ts';
import type { SpaceId } from '#kernel/ids.ts';
import type { Clock } from '#kernel/time.ts';
import { defaultConfig } from '#server/config.ts';
import { startServer } from '#server/main.ts';
import { freePort } from '#tests/house/free-port.ts';

/** A house whose data is kept to be opened by later releases. Sign-in names are made for its address, so it has one of its own. */
export interface KeptHouse {
  readonly foundingLink: string | null;
  /** A device that talks to it, over this store, while it has a line. */
  device(store: Store, hasLine?: () => boolean): RunningDevice;
  close(): Promise<void>;
}

const origin = 'https://together.example';

export async function openKeptHouse(dataFolder: string, clock: Clock): Promise<KeptHouse> {
  const port = await freePort();
  const limits = { personPerMinute: 1e6, addressPerMinute: 1e6, triesPerHour: 1e6 };
  const server = await startServer({ ...defaultConfig, port, origin, dataFolder, limits }, { clock });
  const devices: RunningDevice[] = [];
  return {
    foundingLink: server.foundingLink,
    device(store, hasLine = () => true) {
      const device = createDevice({
        origin,
        store,
        clock,
        lockCost: 4,
        fetch: fetchWithCookies(origin, (address, init) => {
          if (!hasLine()) throw new TypeError('no line');
          return fetch(address.replace(origin, `http://127.0.0.1:${port}`), init);
        }),
      });
      devices.push(device);
      return device;
    },
    async close() {
      for (const device of devices) device.close();
      await server.close();
    },
  };
}

/** What is kept beside the data: how to come in, and what there was to be read. */
export interface KeptPeople {
  readonly release: string;
  /** Milliseconds since 1970, when it was kept. */
  readonly keptAt: number;
  readonly ana: AccountDraft;
  readonly bo: AccountDraft;
  readonly cai: AccountDraft;
  readonly pair: SpaceId;
  /** As Ana saw the pair. */
  readonly seen: Seen;
  /** Bo's device: locked, and with something that was never sent. */
  readonly device: KeptDevice;
  readonly unsent: string;
  readonly knock: string;
  /** What opens an invitation that nobody has used. */
  readonly fragment: string;
}

export type Seen = Pick<SpaceView, 'turns' | 'agreement' | 'names' | 'title' | 'members'>;

export function seenIn({ turns, agreement, names, title, members }: SpaceView): Seen {
  return { turns, agreement, names, title, members };
}

export interface KeptDevice {
  readonly lock: string;
  readonly rows: readonly { readonly table: Table; readonly key: string; readonly value: string }[];
}

/** All that rests on a device that is locked. */
export async function keptFrom(store: Store): Promise<KeptDevice> {
  const lock = await store.restLock();
  if (lock === null || (await store.restKey()) !== null) throw new Error('only a locked device is kept');
  const rows = [];
  for (const table of tables) {
    for (const { key, value } of await store.list(table, ''))
      rows.push({ table, key, value: bytesToText(value) });
  }
  return { lock: bytesToText(lock), rows };
}

export async function storeOf({ lock, rows }: KeptDevice): Promise<Store> {
  const store = memoryStore();
  await store.keepRest({ lock: bytesIn(lock) });
  await store.write(rows.map(({ table, key, value }) => ({ table, key, value: bytesIn(value) })));
  return store;
}

function bytesIn(text: string): Bytes {
  const bytes = textToBytes(text);
  if (bytes === null) throw new Error('not base64url');
  return bytes;
}
