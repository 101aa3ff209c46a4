import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { minute } from '#kernel/time.ts';
import { foundCommunity, House, type Community } from '#tests/house/house.ts';

let house: House | undefined;
afterEach(() => house?.close());

const limits = { personPerMinute: 100_000, addressPerMinute: 100_000, triesPerHour: 10 };

test('one person who asks too often waits a minute, and nobody else does', async () => {
  const community: Community = await foundCommunity({ limits: { ...limits, personPerMinute: 5 } });
  ({ house } = community);
  const { ana, bo } = community;
  const told = [];
  for (let times = 1; times <= 6; times++) told.push((await ana.ask('heads', {})).status);
  expect(told).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await bo.ask('heads', {})).code).toBeNull();
  house.clock.now += minute;
  expect((await ana.ask('heads', {})).code).toBeNull();
});

/** Asks with what a proxy would say of where it comes from. */
function askAs({ origin }: House, forwardedFor: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(origin);
    const headers = { 'x-forwarded-for': forwardedFor };
    request({ host: '127.0.0.1', port, path: '/api/instance', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}

const twice = { ...limits, addressPerMinute: 2 };

test('behind our own proxy each address has its own count, by what the proxy added last', async () => {
  house = await House.open({ limits: twice, trustedProxy: true });
  const asked = ['192.0.2.1', 'made up, 192.0.2.1', 'made up again, 192.0.2.1', '192.0.2.2'];
  const told = [];
  for (const from of asked) told.push(await askAs(house, from));
  expect(told).toEqual([200, 200, 429, 200]);
});

test('without one, what somebody says of where they come from counts for nothing', async () => {
  house = await House.open({ limits: twice });
  const told = [];
  for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) told.push(await askAs(house, from));
  expect(told).toEqual([200, 200, 429]);
});
