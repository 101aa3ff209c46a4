import { self } from '$app/service-worker';
import { findInHouse, forgetRead, furnish, keepRead, tidyUp } from './house.ts';
import { lockDisk } from './lock-disk.ts';

/**
 * Stands between the pages and the line, so that the house opens without one. Everything comes from one release, the
 * one that this worker was shipped with; a newer release waits beside it until somebody asks for it. What people
 * write never passes through here: that goes to the server's own doors, which are let through unseen.
 */
self.addEventListener('install', (event) => {
  event.waitUntil(furnish());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(tidyUp().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  const { data } = event;
  if (data === 'take-over') void self.skipWaiting();
  if (data === 'forget-read') event.waitUntil(forgetRead());
  if (typeof data?.keep === 'string') event.waitUntil(keepRead(data.keep).catch(() => undefined));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
  // Whoever goes there leaves in a hurry, and this worker outlives the page that they left from.
  if (request.mode === 'navigate' && pathname === '/quiet') {
    event.waitUntil(lockDisk());
    event.waitUntil(forgetRead());
  }
  event.respondWith(findInHouse(request));
});
