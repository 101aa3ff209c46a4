import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryStore } from '#device/store/memory.ts';
import { answered } from '#domain/agreement/answered.ts';
import { said } from '#domain/conversation/said.ts';
import { hour } from '#kernel/time.ts';
import { card, cast } from '#tests/cast.ts';
import { spaceOf, value, viewOf, wordsOf } from '#tests/world.ts';
import { openKeptHouse, seenIn, storeOf, type KeptHouse, type KeptPeople } from './kept-house.ts';

const releases = new URL('data/', import.meta.url);

// Each release leaves a folder as its server leaves it; this one starts on a copy and goes on from there.
describe.each(readdirSync(releases))('what people kept with release %s', (release) => {
  const folder = new URL(`${release}/`, releases);
  // `write-data.ts` wrote it in this form, and nothing writes it a second time.
  const kept = JSON.parse(readFileSync(new URL('people.json', folder), 'utf8')) as KeptPeople;
  const { pair, seen } = kept;
  const wordsThen = seen.turns.map(wordsOf);
  let dataFolder: string;
  let house: KeptHouse;

  beforeEach(async () => {
    dataFolder = mkdtempSync(path.join(tmpdir(), 'bothways-kept-'));
    for (const name of ['bothways.db', 'opaque-setup'])
      writeFileSync(path.join(dataFolder, name), gunzipSync(readFileSync(new URL(`${name}.gz`, folder))));
    const startedAt = Date.now();
    // An hour later, however many years have gone by: what is good for a week is still good.
    house = await openKeptHouse(dataFolder, () => kept.keptAt + hour + Date.now() - startedAt);
  });
  afterEach(async () => {
    await house.close();
    rmSync(dataFolder, { recursive: true });
  });

  const signedIn = async (draft: { signinName: string; passphrase: string }) => {
    const device = house.device(memoryStore());
    value(await device.signIn(draft));
    return device;
  };

  test('stands there as they saw it, for whoever signs in', async () => {
    expect(house.foundingLink).toBeNull();
    const ana = await signedIn(kept.ana);
    const view = await spaceOf(ana, pair, ({ turns, agreement }) => {
      return turns.length === seen.turns.length && agreement.inSight === seen.agreement.inSight;
    });
    expect(seenIn(view)).toMatchObject(seen);
    const { people } = await viewOf(ana, 'community', (community) => community.people.length === 3);
    expect(people.map(({ name, words }) => ({ name, words }))).toEqual(
      expect.arrayContaining(Object.values(cast).map(({ name, introduction: words }) => ({ name, words }))),
    );
  });

  test('opens on a locked device without a line', async () => {
    const bo = house.device(await storeOf(kept.device), () => false);
    value(await bo.unlock(kept.bo.passphrase));
    const words = JSON.stringify([...wordsThen, kept.unsent]);
    await spaceOf(bo, pair, ({ turns }) => JSON.stringify(turns.map(wordsOf)) === words);
  });

  test('goes out where it waited on a locked device, once', async () => {
    const bo = house.device(await storeOf(kept.device));
    value(await bo.signIn(kept.bo));
    const ana = await signedIn(kept.ana);
    const { turns } = await spaceOf(ana, pair, (view) => view.turns.length > wordsThen.length);
    expect(turns.map(wordsOf)).toEqual([...wordsThen, kept.unsent]);
  });

  test('goes on: they talk and agree, and a kit brings somebody back', async () => {
    const ana = await signedIn(kept.ana);
    const bo = house.device(memoryStore());
    value(await bo.comeBack({ kit: kept.bo.kit, passphrase: 'a lamp in the hall' }));
    await spaceOf(bo, pair, ({ turns }) => turns.length === wordsThen.length);
    value(await bo.act(pair, said({ text: 'Still here.' })));
    await spaceOf(ana, pair, ({ turns }) => turns.some((turn) => wordsOf(turn) === 'Still here.'));
    const open = seen.agreement.clauses.find(({ situation }) => situation === 'waiting')!;
    const { clause, newest } = open;
    value(
      await bo.act(pair, answered({ clause, proposal: newest.proposal, text: newest.text, answer: 'yes' })),
    );
    await spaceOf(ana, pair, ({ agreement }) =>
      agreement.clauses.some((one) => one.clause === clause && one.situation === 'ours'),
    );
  });

  test('holds a knock to be answered, and a link to come in by', async () => {
    const ana = await signedIn(kept.ana);
    const { knocks } = await viewOf(ana, 'home', (home) => home.knocks.length === 1);
    expect(knocks[0]!.words).toBe(kept.knock);
    const cai = await signedIn(kept.cai);
    const space = value(await ana.acceptKnock(knocks[0]!.id));
    value(await ana.act(space, said({ text: 'Gladly.' })));
    await spaceOf(cai, space, ({ turns }) => turns.some((turn) => wordsOf(turn) === 'Gladly.'));
    const dee = house.device(memoryStore());
    const draft = await dee.drawAccount();
    const { passphrase } = draft;
    value(await dee.join({ draft, name: 'Dee', passphrase, fragment: kept.fragment, card }));
    await viewOf(ana, 'community', ({ people }) => people.some(({ name }) => name === 'Dee'));
  });
});
