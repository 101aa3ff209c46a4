import { existsSync } from 'node:fs';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
];

export const missingBrowser =
  'The journeys need Chromium and there is none: install it (apt-get install chromium on Debian), or say where it is with CHROMIUM=/path/to/chromium.';

/** The browser for journeys: the one named by CHROMIUM, else where systems usually put it. */
export function findBrowser(): string | null {
  const named = process.env['CHROMIUM'];
  return [...(named === undefined ? [] : [named]), ...known].find((place) => existsSync(place)) ?? null;
}

/** How Playwright starts it: also as root in a container, and without calling anywhere by itself. */
export function browserOptions(): { readonly executablePath: string; readonly args: string[] } {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error(missingBrowser);
  return { executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] };
}
