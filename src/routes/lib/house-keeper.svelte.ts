import { serviceWorkerAddress, trusted } from '#device/own-scripts.ts';
import { hour } from '#kernel/time.ts';

/** Waits beside the release that runs; or another tab has gone over already, and this one is of the former. */
let newer = $state.raw<ServiceWorker | 'in-other-tabs' | null>(null);

/** Whether a newer release of the pages is in this browser and waits for somebody to want it. */
export function isNewerHere(): boolean {
  return newer !== null;
}

/** Goes over to the newer release. Only ever called because somebody said so: it loads the page anew. */
export function goOver(): void {
  if (newer === 'in-other-tabs' || newer === null) return location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  newer.postMessage('take-over');
}

/** Lets the pages open without a line, and looks now and then whether there are newer ones. */
export function keepHouse(): () => void {
  // A page that was not asked for over a safe line, and some browsers' private windows, have none.
  if (!('serviceWorker' in navigator)) return () => {};
  const closing = new AbortController();
  void begin(closing.signal).catch(() => undefined);
  return () => closing.abort();
}

async function begin(signal: AbortSignal): Promise<void> {
  await loaded();
  const { serviceWorker } = navigator;
  // The first one of all takes over the pages that are open, and is as old as they are.
  let isFirst = serviceWorker.controller === null;
  const takenOver = () => {
    if (!isFirst) newer = 'in-other-tabs';
    isFirst = false;
  };
  serviceWorker.addEventListener('controllerchange', takenOver, { signal });
  const kept = await serviceWorker.register(trusted(serviceWorkerAddress));
  const look = () => {
    if (serviceWorker.controller !== null && kept.waiting !== null) newer = kept.waiting;
  };
  const ask = () => void kept.update().catch(() => undefined);
  const askIfSeen = () => document.visibilityState === 'visible' && ask();
  const follow = ({ installing }: ServiceWorkerRegistration) =>
    installing?.addEventListener('statechange', look, { signal });
  look();
  follow(kept);
  kept.addEventListener('updatefound', () => follow(kept), { signal });
  document.addEventListener('visibilitychange', askIfSeen, { signal });
  const timer = setInterval(askIfSeen, hour);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** The line belongs to the page until it has everything. */
function loaded(): Promise<unknown> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => addEventListener('load', resolve, { once: true }));
}
