import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunningDevice } from '#device/create-device.ts';
import type { Fetch } from '#device/transport.ts';
import { said } from '#domain/conversation/said.ts';
import { streamPath } from '#protocol/api.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, type Person, type World } from '#tests/world.ts';

/**
 * One of three has chosen not to meet another, and not the third. Both do the same towards them, on devices that write
 * down all that goes over the line; what the two get must be the same, or the other could tell.
 */
describe.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])('%s has chosen not to meet %s, who looks closely', (first) => {
  let world: World;
  let one: Person;
  /** What the device that made the choice sent since. */
  const sentByOne: string[] = [];
  let apart: Watched;
  let met: Watched;

  beforeAll(async () => {
    world = await createWorld();
    const ana = await world.founder(cast.ana.name);
    const bo = await world.joiner(cast.bo.name, ana);
    const cai = await world.joiner(cast.cai.name, ana);
    const [chooses, other] = first === 'Ana' ? [ana, bo] : [bo, ana];
    for (const { device } of [ana, bo, cai])
      await viewOf(device, 'community', ({ people }) => people.length === 3);
    chooses.device.close();
    const device = world.device(chooses.store, (fetch) => async (address, init) => {
      sentByOne.push(`${init.method} ${new URL(address).pathname}`);
      return fetch(address, init);
    });
    one = { ...chooses, device };
    await viewOf(device, 'community', ({ people }) => people.length === 3);
    // The line is open, and all that this brings with it is asked for.
    await vi.waitUntil(() => sentByOne.includes('GET /api/vault'), 10_000);
    apart = watched(world, other);
    met = watched(world, cai);
    for (const each of [apart, met])
      await viewOf(each.device, 'community', ({ people }) => people.length === 3);
  });
  afterAll(() => world.close());

  test('choosing sends nothing to anybody but the sealed vault to the machine', async () => {
    sentByOne.length = 0;
    value(await one.device.keepApart(apart.person.id, true));
    await expect.poll(() => sentByOne, { timeout: 10_000 }).toContain('PUT /api/vault');
    expect(new Set(sentByOne)).toEqual(new Set(['PUT /api/vault']));
  });

  test('asking, and asking again, is answered to both in the same words, by the same doors', async () => {
    for (const { device } of [apart, met]) {
      value(await device.knock({ to: one.id, words: 'Shall we talk now and then?' }));
      await viewOf(device, 'community', ({ people }) =>
        people.some(({ person, connection }) => person === one.id && connection === 'i-knocked'),
      );
      const again = await device.knock({ to: one.id, words: 'Shall we talk now and then?' });
      expect(again).toMatchObject({ ok: false, refusal: { code: 'letter-open' } });
    }
    await viewOf(one.device, 'home', ({ knocks }) => knocks.some(({ from }) => from === met.person.id));
    expect(apart.heard('letters')).toEqual(met.heard('letters'));
    expect(apart.heard('letters')).not.toEqual([]);
  });

  test('their pages show both the same', async () => {
    const pages = async ({ device, person }: Watched, other: Person) => {
      const community = await viewOf(device, 'community', () => true);
      const home = await viewOf(device, 'home', () => true);
      const mine = community.people.map(({ person: id, connection, closed }) => ({
        who: id === person.id ? 'me' : id === other.id ? 'the other' : 'one',
        connection: typeof connection === 'object' ? 'space' : connection,
        closed,
      }));
      return {
        people: mine.toSorted((a, b) => a.who.localeCompare(b.who)),
        lists: [community.apart, community.onBreak, home.knocks, home.asked.map(({ name }) => name)],
        spaces: home.spaces.map(({ kind, news, muted, apart: isApart }) => ({
          kind,
          news: news?.what ?? null,
          muted,
          isApart,
        })),
      };
    };
    expect(await pages(apart, met.person)).toEqual(await pages(met, apart.person));
  });

  test('what is told while they only listen is told to both', async () => {
    for (const each of [apart, met]) each.forget();
    value(await one.device.introduce('I am here, whoever reads it.'));
    for (const { device } of [apart, met])
      await viewOf(device, 'community', ({ people }) =>
        people.some(({ person, words }) => person === one.id && words !== null),
      );
    expect(apart.told()).toEqual(met.told());
    expect(apart.told()).toContainEqual(expect.stringMatching(/^entry /));
  });

  test('a device that comes back from nothing asks for and gets the same', async () => {
    const both = await Promise.all(
      [apart, met].map(async ({ person, device }) => {
        device.close();
        const again = watched(world, person);
        await viewOf(again.device, 'community', ({ people }) => people.length === 3);
        await expect.poll(() => again.heard('vault').length).toBeGreaterThan(0);
        return again;
      }),
    );
    [apart, met] = [both[0]!, both[1]!];
    expect(apart.heard('letters')).toEqual(met.heard('letters'));
    expect(apart.heard('people')).toEqual(met.heard('people'));
  });
});

describe.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])('%s has chosen not to meet %s, with whom there is a space already', (first) => {
  test('writing there is answered, told and shown as before the choice', async () => {
    const world = await createWorld();
    const ana = await world.founder(cast.ana.name);
    const bo = await world.joiner(cast.bo.name, ana);
    const pair = await world.connect(ana, bo);
    const [one, other] = first === 'Ana' ? [ana, bo] : [bo, ana];
    other.device.close();
    const theirs = watched(world, other);
    await viewOf(theirs.device, 'home', ({ spaces }) => spaces.some(({ space }) => space === pair));
    await spaceOf(theirs.device, pair, ({ situation }) => situation === 'open');

    const writes = async (text: string, count: number) => {
      theirs.forget();
      value(await theirs.device.act(pair, said({ text })));
      await spaceOf(theirs.device, pair, ({ turns }) => turns.length === count && !turns.at(-1)?.pending);
      await spaceOf(one.device, pair, ({ turns }) => turns.length === count);
      const { members, names, apart, closed } = await spaceOf(theirs.device, pair, () => true);
      return { log: theirs.heard('log'), told: theirs.told(), shown: { members, names, apart, closed } };
    };
    // The first opens the session that this device lacks.
    await writes('Here I am.', 1);
    const before = await writes('Before it.', 2);
    value(await one.device.keepApart(other.id, true));
    const after = await writes('After it.', 3);
    expect(after).toEqual(before);
    await world.close();
  });
});

interface Watched {
  readonly person: Person;
  readonly device: RunningDevice;
  /** What was asked for at doors of this name, and what came: method, status, size. Each sort once, since a page may be asked for twice. */
  heard(door: string): readonly string[];
  /** What the stream told: its events and their sizes. */
  told(): readonly string[];
  forget(): void;
}

/** The same person on the same store, with everything that goes over the line written down. */
function watched(world: World, person: Person): Watched {
  person.device.close();
  let answers: string[] = [];
  let events: string[] = [];
  const around =
    (fetch: Fetch): Fetch =>
    async (address, init) => {
      const response = await fetch(address, init);
      const { pathname } = new URL(address);
      if (pathname === streamPath) return listened(response, (event) => void events.push(event));
      const bytes = await response.arrayBuffer();
      const sent = init.body instanceof Uint8Array ? init.body.length : 0;
      const place = pathname.replaceAll(/[\w-]{43}/g, 'id');
      answers.push(`${init.method} ${place} ${sent} -> ${response.status} ${bytes.byteLength}`);
      return new Response(bytes.byteLength === 0 ? null : bytes, response);
    };
  return {
    person,
    device: world.device(person.store, around),
    heard: (door) => [...new Set(answers.filter((answer) => answer.split(' ')[1]?.includes(door)))].sort(),
    told: () => events.toSorted(),
    forget() {
      answers = [];
      events = [];
    },
  };
}

function listened(response: Response, hear: (event: string) => void): Response {
  if (!response.ok || response.body === null) return response;
  let rest = '';
  const tap = new TransformStream<string, string>({
    transform(text, controller) {
      controller.enqueue(text);
      const messages = (rest + text).split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) {
        const [, event = '', told = ''] = /^event: (\w+)\ndata: (.*)$/.exec(message) ?? [];
        // My own vault is told to my own devices alone, whenever I keep anything.
        if (event !== '' && event !== 'vault') hear(`${event} ${told.length}`);
      }
    },
  });
  const body = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(tap);
  return new Response(body.pipeThrough(new TextEncoderStream()), response);
}
