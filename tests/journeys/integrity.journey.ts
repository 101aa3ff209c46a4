import { expect, test } from 'vitest';
import { compare, type Ask } from '#cli/verify/compare.ts';
import { defaultConfig } from '#server/config.ts';
import { readSite } from '#server/http/site.ts';
import { eventually, house, type Guest } from './house.ts';

const here = house();

/** Somebody whom every script reaches in other words than the build has it. */
async function guestWithChangedScripts(name: string): Promise<Guest> {
  const guest = await here.guest(name);
  await guest.context.route('**/_app/immutable/**/*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `globalThis.wasChanged = true;${await response.text()}` });
  });
  return guest;
}

/** Gathers what a page complains of until it complains of this. */
function complainsOf({ complaints }: Guest, what: RegExp) {
  const heard: string[] = [];
  return eventually(() => {
    heard.push(...complaints.take());
    return heard.some((one) => what.test(one));
  });
}

/** What was still on its way is of no interest any more. */
async function goes({ context, complaints }: Guest): Promise<void> {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
  complaints.take();
}

const ranChanged = ({ page }: Guest) => page.evaluate(() => 'wasChanged' in globalThis);

test.each(['/', '/sign-in', '/home', '/help'])(
  'on %s a script that is not the one of this release does not run',
  async (address) => {
    const ana = await guestWithChangedScripts('Ana');
    await ana.page.goto(address);
    await complainsOf(ana, /integrity/i).toBe(true);
    expect(await ranChanged(ana)).toBe(false);
    await goes(ana);
  },
);

test('a page that came without the hashes of its scripts runs none', async () => {
  const bo = await here.guest('Bo');
  await bo.context.route(`${here.origin}/without`, async (route) => {
    const response = await route.fetch({ url: `${here.origin}/` });
    const html = await response.text();
    await route.fulfill({ response, body: html.replace(/<script type="importmap">.*?<\/script>/, '') });
  });
  for (const [address, outcome] of [
    ['/', 'runs'],
    ['/without', 'refused'],
  ] as const) {
    await bo.page.goto(address);
    const [script = ''] = /\/_app\/immutable\/entry\/start\.[^"]+/.exec(await bo.page.content()) ?? [];
    // Written out, because a compiler would put its own loader in the place of the browser's.
    const asked = `import('${script}').then(() => 'runs', () => 'refused')`;
    expect(await bo.page.evaluate(asked)).toBe(outcome);
  }
  await goes(bo);
});

test('a running server hands out the build as it is, to the byte', async () => {
  const ask: Ask = async (address, encoding) => {
    const response = await fetch(here.origin + address, { headers: { 'accept-encoding': encoding } });
    const { status, headers } = response;
    return { status, headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
  // A server for journeys has its pages report what their policy stops.
  const { buildFolder } = defaultConfig;
  expect(await compare(readSite(buildFolder, true), ask)).toEqual([]);
});
