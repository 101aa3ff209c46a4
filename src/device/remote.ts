import type { Device } from '#device/device.ts';
import { deviceThrough, type NetworkWord, type Tell } from '#device/device-port.ts';
import { trusted, workerAddress } from '#device/own-scripts.ts';
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
