import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, value, viewOf, wordsIn, type Person, type World } from '#tests/world.ts';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;

beforeEach(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'Before.' })));
  await wordsIn(bo.device, pair, ['Before.']);
});
afterEach(() => world.close());

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => result.refusal?.code ?? 'a yes';

describe('the twelve words alone', () => {
  test('bring everything back, and both go on from there', async () => {
    ana.device.close();
    const device = world.device();
    const { passphrase, signinName } = value(await device.openKit(ana.draft.kit));
    expect(signinName).toBe(ana.draft.signinName);
    value(await device.comeBack({ kit: ana.draft.kit, passphrase }));
    await wordsIn(device, pair, ['Before.']);
    value(await device.act(pair, said({ text: 'Back again.' })));
    await wordsIn(bo.device, pair, ['Before.', 'Back again.']);
    value(await bo.device.act(pair, said({ text: 'Good to read you.' })));
    await wordsIn(device, pair, ['Before.', 'Back again.', 'Good to read you.']);
  });

  test('set a passphrase that opens from then on, while the forgotten one opens nothing', async () => {
    value(await world.device().comeBack({ kit: ana.draft.kit, passphrase: 'a lamp in the hall' }));
    expect(codeOf(await world.device().signIn(ana.draft))).toBe('wrong-words');
    const device = world.device();
    value(await device.signIn({ ...ana.draft, passphrase: 'a lamp in the hall' }));
    await wordsIn(device, pair, ['Before.']);
  });

  test('have been shown to be right by coming in with them', async () => {
    const device = world.device();
    value(await device.comeBack({ kit: ana.draft.kit, passphrase: 'a lamp in the hall' }));
    await viewOf(device, 'device', ({ kitProved }) => kitProved);
  });

  test('that nobody has open nothing, and neither do words that are no kit', async () => {
    const { kit } = await world.device().drawAccount();
    expect(codeOf(await world.device().openKit(kit))).toBe('kit-unknown');
    expect(codeOf(await world.device().openKit(kit.slice(0, 11)))).toBe('kit-words-wrong');
  });

  test('may be tried again where the answer was lost after the change was made', async () => {
    let losing = true;
    const device = world.device(undefined, (fetch) => async (address, init) => {
      const response = await fetch(address, init);
      if (losing && new URL(address).pathname === '/api/account') throw new TypeError('the line broke');
      return response;
    });
    const back = { kit: ana.draft.kit, passphrase: 'a lamp in the hall' };
    expect(codeOf(await device.comeBack(back))).toBe('offline');
    losing = false;
    value(await device.comeBack(back));
    await wordsIn(device, pair, ['Before.']);
  });
});

describe('a kit', () => {
  test('is proved by its twelve words, on all my devices', async () => {
    await viewOf(ana.device, 'device', ({ kitProved }) => !kitProved);
    value(await ana.device.proveKit(ana.draft.kit.map((word) => ` ${word.toUpperCase()} `)));
    await viewOf(ana.device, 'device', ({ kitProved }) => kitProved);
    await untilTrue(async () => {
      const device = world.device();
      value(await device.signIn(ana.draft));
      const view = await viewOf(device, 'device', ({ me }) => me !== null);
      device.close();
      return view.kitProved;
    });
  });

  test('is not proved by words of another', async () => {
    expect(codeOf(await ana.device.proveKit(bo.draft.kit))).toBe('kit-other');
    expect(codeOf(await ana.device.proveKit(ana.draft.kit.toReversed()))).toMatch(/^kit-/);
    await viewOf(ana.device, 'device', ({ kitProved }) => !kitProved);
  });

  test('that is new takes the place of the old one, which opens nothing any more', async () => {
    value(await ana.device.proveKit(ana.draft.kit));
    const { kit } = value(await ana.device.drawAgain());
    value(await ana.device.changeKit({ passphrase: ana.draft.passphrase, kit }));
    await viewOf(ana.device, 'device', ({ kitProved }) => !kitProved);
    expect(codeOf(await world.device().openKit(ana.draft.kit))).toBe('kit-unknown');
    expect(codeOf(await ana.device.proveKit(ana.draft.kit))).toBe('kit-other');
    value(await ana.device.proveKit(kit));
    const device = world.device();
    value(await device.comeBack({ kit, passphrase: 'a lamp in the hall' }));
    await wordsIn(device, pair, ['Before.']);
  });

  test('is not changed by somebody who has only the device in their hand', async () => {
    const { kit } = value(await ana.device.drawAgain());
    expect(codeOf(await ana.device.changeKit({ passphrase: 'a guess', kit }))).toBe('wrong-words');
    value(await world.device().openKit(ana.draft.kit));
  });
});

describe('a passphrase', () => {
  test('is changed by whoever knows the present one, and talking goes on', async () => {
    value(await ana.device.changePassphrase({ present: ana.draft.passphrase, next: 'a lamp in the hall' }));
    value(await ana.device.act(pair, said({ text: 'After.' })));
    await wordsIn(bo.device, pair, ['Before.', 'After.']);
    expect(codeOf(await world.device().signIn(ana.draft))).toBe('wrong-words');
    const device = world.device();
    value(await device.signIn({ ...ana.draft, passphrase: 'a lamp in the hall' }));
    await wordsIn(device, pair, ['Before.', 'After.']);
  });

  test('can be changed again, and the kit still opens what it opened', async () => {
    value(await ana.device.changePassphrase({ present: ana.draft.passphrase, next: 'a lamp in the hall' }));
    value(await ana.device.changePassphrase({ present: 'a lamp in the hall', next: 'bread on the sill' }));
    const device = world.device();
    value(await device.comeBack({ kit: ana.draft.kit, passphrase: 'rain, and then none' }));
    await wordsIn(device, pair, ['Before.']);
  });

  test('stays as it is where the present one was wrong', async () => {
    expect(codeOf(await ana.device.changePassphrase({ present: 'a guess', next: 'mine now' }))).toBe(
      'wrong-words',
    );
    value(await world.device().signIn(ana.draft));
  });

  test('changed, or forgotten, leaves knocks that come to me as readable as before', async () => {
    const cai = await world.joiner(cast.cai.name, bo);
    value(await ana.device.changePassphrase({ present: ana.draft.passphrase, next: 'a lamp in the hall' }));
    const phone = world.device();
    value(await phone.comeBack({ kit: ana.draft.kit, passphrase: 'rain, and then none' }));
    await viewOf(cai.device, 'community', ({ people }) => people.some(({ person }) => person === ana.id));
    value(await cai.device.knock({ to: ana.id, words: 'Hello.' }));
    const { knocks } = await viewOf(phone, 'home', (view) => view.knocks.length === 1);
    const space = value(await phone.acceptKnock(knocks[0]!.id));
    value(await phone.act(space, said({ text: 'Come in.' })));
    await wordsIn(cai.device, space, ['Come in.']);
    value(await cai.device.act(space, said({ text: 'Here I am.' })));
    await wordsIn(phone, space, ['Come in.', 'Here I am.']);
  });

  test('changed elsewhere is asked for here, and what waits here goes out afterwards', async () => {
    let holding = true;
    const other = world.device(undefined, (fetch) => (address, init) => {
      if (holding && init.method === 'POST' && address.endsWith('/log')) throw new TypeError('no line');
      return fetch(address, init);
    });
    value(await other.signIn(ana.draft));
    await wordsIn(other, pair, ['Before.']);
    value(await other.act(pair, said({ text: 'Waiting.' })));
    const next = 'a lamp in the hall';
    value(await ana.device.changePassphrase({ present: ana.draft.passphrase, next }));

    value(await other.proveKit(ana.draft.kit));
    await viewOf(other, 'device', ({ situation }) => situation === 'keys-changed');
    expect(codeOf(await other.signIn(bo.draft))).toBe('already-here');
    value(await other.signIn({ ...ana.draft, passphrase: next }));
    await viewOf(other, 'device', ({ situation, unsent }) => situation === 'open' && unsent);
    holding = false;
    // As a browser does when its line is back: a device tries less often the longer nothing goes out.
    other.poke();
    await wordsIn(bo.device, pair, ['Before.', 'Waiting.']);
  });
});

async function untilTrue(look: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 40; tries++) if (await look()) return;
  throw new Error('it never came about');
}
