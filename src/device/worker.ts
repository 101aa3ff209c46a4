import { createDevice } from '#device/create-device.ts';
import type { Ask, NetworkWord } from '#device/device-port.ts';
import { leavingChannel } from '#device/leaving.ts';
import { indexedDbStore } from '#device/store/indexeddb.ts';
import { openTab } from '#device/tab.ts';
import { randomBytes } from '#crypto/suite.ts';
import { bytesToText } from '#kernel/bytes.ts';

/** The device of this browser, off the page's thread. `remote.ts` is the page's side. */
const tab = openTab({
  id: bytesToText(randomBytes(9)),
  locks: navigator.locks,
  channel: new BroadcastChannel('bothways'),
  start: async () =>
    createDevice({
      origin: location.origin,
      store: await indexedDbStore(),
      fetch: (address, init) => fetch(address, init),
      clock: Date.now,
    }),
  tell: (told) => postMessage(told),
});

addEventListener('message', ({ data }: MessageEvent<Ask | NetworkWord>) => {
  if (data === 'network-back') tab.poke();
  else if (data === 'network-lost') tab.lose();
  else tab.take(data);
});
new BroadcastChannel(leavingChannel).onmessage = () => tab.lock();
