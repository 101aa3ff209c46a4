import { version } from '$app/env';
import { askHouse, releaseOfPages } from '#device/said-of-itself.ts';
import { serviceWorkerAddress, trusted } from '#device/own-scripts.ts';
import { hour } from '#kernel/time.ts';
import { putAllAway } from '#routes/lib/leaving.ts';
import { hearsRelease } from '#routes/lib/machine-release.ts';

/**
 * A newer release waits beside the one that runs; or there is nothing that could hold it, and it comes with the next
 * loading; or another tab has gone over already, and this one is of the former.
 */
let newer = $state.raw<ServiceWorker | 'by-loading' | null>(null);

/** Whether this page is older than what the machine has, and waits for somebody to want the newer one. */
export function isNewerHere(): boolean {
  return newer !== null;
}

/** Goes over to the newer release. Only ever called because somebody said so: it loads the page anew. */
export async function goOver(): Promise<void> {
  // Half a sentence that was typed a moment ago comes along.
  await putAllAway();
  if (newer === 'by-loading' || newer === null) return location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  newer.postMessage('take-over');
}

/** Lets the pages open without a line, and looks now and then whether there are newer ones. */
export function keepHouse(): () => void {
  const closing = new AbortController();
  // A page that was not asked for over a safe line, and some browsers' private windows, have no worker beside them.
  const keeping = 'serviceWorker' in navigator ? keepRelease(closing.signal) : Promise.resolve(null);
  void begin(
    keeping.catch(() => null),
    closing.signal,
  );
  return () => closing.abort();
}

/** Asks what the machine runs: now, whenever somebody comes back to the page, and when this device hears of it. */
async function begin(keeping: Promise<ServiceWorkerRegistration | null>, signal: AbortSignal): Promise<void> {
  await loaded();
  const compare = async (release: string | undefined) => {
    if (release === undefined || release === version) return;
    const kept = await keeping;
    // Where pages rest in this browser the newer ones are fetched first, and shown by the worker that brings them.
    if (kept?.active) return void kept.update().catch(() => undefined);
    const pages = await releaseOfPages();
    if (pages !== null && pages !== version) newer ??= 'by-loading';
  };
  const ask = async () => compare((await askHouse())?.release);
  const askIfSeen = () => void (document.visibilityState === 'visible' && ask());
  void ask();
  document.addEventListener('visibilitychange', askIfSeen, { signal });
  const timer = setInterval(askIfSeen, hour);
  const stopHearing = hearsRelease((release) => void compare(release));
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    stopHearing();
  });
}

async function keepRelease(signal: AbortSignal): Promise<ServiceWorkerRegistration> {
  await loaded();
  const { serviceWorker } = navigator;
  if (serviceWorker.controller === null) await moment(calmMs);
  // The first one of all takes over the pages that are open, and is as old as they are.
  let isFirst = serviceWorker.controller === null;
  const takenOver = () => {
    if (!isFirst) newer = 'by-loading';
    isFirst = false;
  };
  serviceWorker.addEventListener('controllerchange', takenOver, { signal });
  const kept = await serviceWorker.register(trusted(serviceWorkerAddress));
  const look = () => {
    if (serviceWorker.controller !== null && kept.waiting !== null) newer = kept.waiting;
  };
  const update = () => void kept.update().catch(() => undefined);
  const updateIfSeen = () => document.visibilityState === 'visible' && update();
  const follow = ({ installing }: ServiceWorkerRegistration) =>
    installing?.addEventListener('statechange', look, { signal });
  look();
  follow(kept);
  kept.addEventListener('updatefound', () => follow(kept), { signal });
  document.addEventListener('visibilitychange', updateIfSeen, { signal });
  const timer = setInterval(updateIfSeen, hour);
  signal.addEventListener('abort', () => clearInterval(timer));
  return kept;
}

/** A page that has its files has not what it came for: on a poor line that comes behind them. */
const calmMs = 4000;
const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The line belongs to the page until it has everything. */
function loaded(): Promise<unknown> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => addEventListener('load', resolve, { once: true }));
}
