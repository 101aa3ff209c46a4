import { assets, immutable, prerendered } from '$app/manifest';
import filesOfWorkers from 'virtual:files-of-workers';

/** Private pages are drawn on the device, from one of these; the nearest comes first, as `scripts/shells.ts` wrote them. */
const shells = ['/home/200.html', '/spaces/200.html', '/200.html'];
const pages = new Set(prerendered.map(fromRoot));
const built = [...immutable, ...assets].map(fromRoot);
const ofWorkers = filesOfWorkers.map((path) => `/${path}`);
/** Lessons, cards and whole courses are many, and nobody reads all of them: they come when somebody asks for them. */
const isForReaders = (path: string) => /^\/(courses\/[^/]+\/|cards(\/|$))/.test(path);
const atHand = [...pages].filter((path) => !isForReaders(path));
const everything = [...new Set([...built, ...ofWorkers, ...atHand, ...shells])].toSorted();

const namesBegin = 'house ';

/** Another release has another name, whatever it calls itself. */
const cacheName = namesBegin + fingerprint(everything.join('\n'));

const atOnce = 3;

/** Brings in everything of this release, and leaves the line to whatever a page asks for meanwhile. */
export async function furnish(): Promise<void> {
  const cache = await caches.open(cacheName);
  const waiting = [...everything];
  const carry = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) await bring(cache, path);
  };
  await Promise.all(Array.from({ length: atOnce }, carry));
}

async function bring(cache: Cache, path: string): Promise<void> {
  // Files with a fingerprint in their name may come from the browser's own cache; the others have to be today's.
  const isLasting = path.includes('/immutable/');
  const response = await fetch(path, { priority: 'low', cache: isLasting ? 'default' : 'no-cache' });
  if (!response.ok) throw new Error(`the house lacks ${path}`);
  await cache.put(path, response);
}

/** Keeps a lesson that somebody reads, because they said so, for when there is no line. */
export async function keepRead(path: string): Promise<void> {
  if (!pages.has(path) || !isForReaders(path)) return;
  const cache = await caches.open(cacheName);
  await Promise.all([path, dataOf(path)].map((file) => bring(cache, file)));
}

/** Takes away every lesson that was kept: which they are says something of whoever read them. */
export async function forgetRead(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(namesBegin));
  for (const name of names) {
    const cache = await caches.open(name);
    const kept = (await cache.keys()).filter(({ url }) => isForReaders(new URL(url).pathname));
    await Promise.all(kept.map((request) => cache.delete(request)));
  }
}

/** A tab of the release before may still be open and need a part of it. What is older than that goes. */
export async function tidyUp(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(namesBegin) && name !== cacheName);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
}

/** What a page asks for, out of what was brought in; from the line where it was not. */
export async function findInHouse(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const cache = await caches.open(cacheName);
  const found = await cache.match(request.mode === 'navigate' ? pageAt(pathname) : pathname);
  return found ?? (await caches.match(pathname)) ?? fetchOrShell(cache, request);
}

/** A page that has to come by the line, where there is none: the shell says so, with Help and a way out. */
async function fetchOrShell(cache: Cache, request: Request): Promise<Response> {
  if (request.mode !== 'navigate') return fetch(request);
  return fetch(request).catch(async (away: unknown) => {
    const shell = await cache.match('/200.html');
    if (shell === undefined) throw away;
    return shell;
  });
}

/** What Kit asks for instead of a page when somebody comes to it by a link. */
function dataOf(path: string): string {
  return `${path}/__data.json`;
}

function fromRoot({ path }: { readonly path: string }): string {
  return `/${path.replace(/^\//, '')}`;
}

function pageAt(pathname: string): string {
  const bare = pathname === '/' ? pathname : pathname.replace(/\/$/, '');
  if (pages.has(bare)) return bare;
  return /\.[a-z0-9]+$/i.test(pathname) || pathname.startsWith('/_app/') ? pathname : shellFor(bare);
}

function shellFor(bare: string): string {
  const isNear = (shell: string) => `${bare}/`.startsWith(shell.slice(0, shell.lastIndexOf('/') + 1));
  return shells.find(isNear) ?? '/200.html';
}

/** Tells lists apart; nothing rests on nobody being able to make two alike. */
function fingerprint(text: string): string {
  let sum = 0;
  for (const letter of text) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0;
  return `${sum.toString(36)} ${text.length}`;
}
