import { setTimeout as pass } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import { second } from '#kernel/time.ts';
import { refusals } from '#words/en/refusals.ts';
import { instancePath } from '#protocol/api.ts';
import { openLine, type Line } from '#tests/house/line.ts';
import { databaseUrl } from '#tests/house/postgres.ts';
import { isFull } from '#tests/full.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, type World } from '#tests/world.ts';
import { startNodes } from './nodes.ts';

/** How long the database is away. This is no wait for something to happen: nothing is to happen. */
const away = (isFull ? 60 : 4) * second;

let world: World;
let line: Line;
afterEach(async () => {
  await world.close();
  line.close();
});

describe.skipIf(databaseUrl === null)('a database that is away for a while', () => {
  test.each([
    ['refuses', (to: Line) => to.cut()],
    ['says nothing', (to: Line) => to.fallSilent()],
  ])('and %s: nothing is lost, everybody is told, and it goes on by itself', async (_, goAway) => {
    const { hostname, port } = new URL(databaseUrl ?? '');
    line = await openLine({ host: hostname, port: Number(port) });
    const through = (url: string) => Object.assign(new URL(url), { host: `127.0.0.1:${line.port}` }).href;
    world = await createWorld({ start: () => startNodes({ run: 'here', through }) });
    const ana = await world.founder(cast.ana.name);
    const bo = await world.joiner(cast.bo.name, ana);
    const cai = await world.joiner(cast.cai.name, bo);
    const pair = await world.connect(ana, bo);
    value(await ana.device.act(pair, said({ text: 'Before.' })));
    for (const { device } of [ana, bo]) await wordsIn(device, pair, ['Before.']);
    await viewOf(ana.device, 'community', ({ people }) => people.some(({ person }) => person === cai.id));

    goAway(line);
    value(await ana.device.act(pair, said({ text: 'While it is away, one.' })));
    value(await ana.device.act(pair, said({ text: 'While it is away, two.' })));
    const knocked = await ana.device.knock({ to: cai.id, words: 'Are you there?' });
    expect(knocked).toMatchObject({ ok: false, refusal: { code: 'store-away' } });
    expect(refusals['store-away']).toContain('Nothing is lost');
    expect((await fetch(world.server().origin + instancePath)).status).toBe(503);
    await pass(away);
    const view = await spaceOf(ana.device, pair, ({ turns }) => turns.length === 3);
    expect(view.turns.filter(({ pending }) => pending)).toHaveLength(2);

    line.mend();
    const words = ['Before.', 'While it is away, one.', 'While it is away, two.'];
    await wordsIn(bo.device, pair, words);
    await wordsIn(ana.device, pair, words);
    value(await bo.device.act(pair, said({ text: 'And on.' })));
    await wordsIn(ana.device, pair, [...words, 'And on.']);
    await world.connect(ana, cai);
  });
});
