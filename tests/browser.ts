import { existsSync } from 'node:fs';
import { chromium, firefox, type Browser } from 'playwright-core';

/** The browsers that journeys are made in. */
export type BrowserName = 'chromium' | 'firefox';

/** Where systems usually put them. */
const known: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ],
  firefox: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'],
};

const missing: Readonly<Record<BrowserName, string>> = {
  chromium:
    'The journeys need Chromium and there is none: install it (apt-get install chromium on Debian), or say where it is with CHROMIUM=/path/to/chromium.',
  firefox:
    'The journeys need Firefox and there is none: install it (apt-get install firefox-esr on Debian), or say where it is with FIREFOX=/path/to/firefox.',
};

/** What to tell somebody on whose machine a browser is missing; nothing if all are there. */
export function missingBrowsers(): readonly string[] {
  return (['chromium', 'firefox'] as const)
    .filter((name) => find(name) === null)
    .map((name) => missing[name]);
}

/** How Playwright starts Chromium: also as root in a container, and without calling anywhere by itself. */
export function chromiumOptions(): { readonly executablePath: string; readonly args: string[] } {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return { executablePath: findOrSay('chromium'), args };
}

/** No machine of ours has a true one. */
export const beepingMicrophone = '--use-fake-device-for-media-stream';

export function launch(name: BrowserName, more: readonly string[] = []): Promise<Browser> {
  if (name === 'chromium') {
    const { args, ...options } = chromiumOptions();
    return chromium.launch({ ...options, args: [...args, ...more] });
  }
  // The channel says: by WebDriver BiDi, as Firefox is everywhere, and not by a patched one.
  return firefox.launch({ channel: 'moz-firefox', executablePath: findOrSay('firefox') });
}

function findOrSay(name: BrowserName): string {
  const found = find(name);
  if (found === null) throw new Error(missing[name]);
  return found;
}

/** The one named by CHROMIUM or FIREFOX, else where systems usually put it. */
function find(name: BrowserName): string | null {
  const named = process.env[name.toUpperCase()];
  return [...(named === undefined ? [] : [named]), ...known[name]].find((place) => existsSync(place)) ?? null;
}
