import workerAddress from './worker.ts?worker&url';
import type { Device } from '#device/device.ts';
import { deviceThrough, type NetworkWord, type Tell } from '#device/device-port.ts';
import { bytesToText, type Bytes } from '#kernel/bytes.ts';

/**
 * This browser's device, running in a worker of its own, so that verifying, opening and folding never hold up the page.
 */
export function connectDevice(): Device {
  const worker = new Worker(trusted(workerAddress), { type: 'module', name: 'device' });
  const tellNetwork = (word: NetworkWord) => worker.postMessage(word);
  addEventListener('online', () => tellNetwork('network-back'));
  addEventListener('offline', () => tellNetwork('network-lost'));
  return deviceThrough(
    (ask) => worker.postMessage(ask),
    (take) => worker.addEventListener('message', ({ data }: MessageEvent<Tell>) => take(data)),
    () => bytesToText(random(16)),
    () => random(16),
  );
}

function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): URL };
}

/** The one address that may run as a worker here. Where the browser knows Trusted Types, it refuses every other. */
function trusted(address: string): string | URL {
  // TypeScript's picture of browsers does not have them yet; older browsers do not either.
  const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies };
  const policy = trustedTypes?.createPolicy('bothways-worker', {
    createScriptURL(asked) {
      if (asked !== workerAddress) throw new TypeError('not our worker');
      return asked;
    },
  });
  return policy?.createScriptURL(address) ?? address;
}
