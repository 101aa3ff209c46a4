import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryStore } from '#device/store/memory.ts';
import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { said } from '#domain/conversation/said.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, type Person, type World } from '#tests/world.ts';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;
let community: SpaceId;
beforeEach(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'Are you up?' })));
  value(await bo.device.act(pair, said({ text: 'I moved here in spring.' })));
  value(await bo.device.introduce('Bakes at night.'));
  await wordsIn(ana.device, pair, ['Are you up?', 'I moved here in spring.']);
  await wordsIn(bo.device, pair, ['Are you up?', 'I moved here in spring.']);
  const view = await viewOf(ana.device, 'community', ({ people }) =>
    people.some(({ words }) => words === 'Bakes at night.'),
  );
  community = view.space!;
});
afterEach(() => world.close());

const isGone = ({ device }: Person) => viewOf(device, 'device', ({ situation }) => situation === 'closed');
const goes = ({ device, draft }: Person, takingWords: readonly SpaceId[] = []) =>
  device.eraseMe({ passphrase: draft.passphrase, takingWords });

describe('whoever goes for good', () => {
  test('is out of every space, and nothing of them is on their device or opens anything', async () => {
    value(await goes(bo));
    await isGone(bo);
    expect(await bo.store.list('account', '')).toEqual([]);
    expect(await bo.store.restKey()).toBeNull();
    await spaceOf(ana.device, pair, ({ members }) => members.length === 1);
    await viewOf(ana.device, 'community', ({ people }) => people.length === 1);
    const { signinName, passphrase, kit } = bo.draft;
    const again = world.device();
    expect(await again.signIn({ signinName, passphrase })).toMatchObject({
      refusal: { code: 'wrong-words' },
    });
    expect(await again.openKit(kit)).toMatchObject({ refusal: { code: 'kit-unknown' } });
  });

  test('is seen by whoever looks at a space of both to have left the place, and not the space alone', async () => {
    value(await goes(bo));
    await isGone(bo);
    const { comings, ended } = await spaceOf(ana.device, pair, (view) => view.ended.length > 0);
    expect(comings.flatMap(({ left }) => left)).toEqual([bo.id]);
    expect(ended).toEqual([bo.id]);
    // It is known without a line from then on.
    await world.stopServer();
    ana.device.close();
    const again = world.device(ana.store);
    await spaceOf(again, pair, (view) => view.ended.length > 0);
  });

  test('leaves their words with the others unless they take them along', async () => {
    value(await goes(bo));
    await isGone(bo);
    await spaceOf(ana.device, pair, ({ members }) => members.length === 1);
    const view = await wordsIn(ana.device, pair, ['Are you up?', 'I moved here in spring.']);
    expect(view.title).toBe(cast.bo.name);
  });

  test('takes their words along where they say so: a line stays in each place, and the others’ words', async () => {
    value(await goes(bo, [pair, community]));
    await isGone(bo);
    await spaceOf(ana.device, pair, ({ members }) => members.length === 1);
    const view = await wordsIn(ana.device, pair, ['Are you up?', null]);
    expect(Object.values(view.names)).toContain(cast.bo.name);
    await spaceOf(ana.device, community, ({ members }) => members.length === 1);
    value(await ana.device.act(pair, said({ text: 'A note to myself.' })));
    await wordsIn(ana.device, pair, ['Are you up?', null, 'A note to myself.']);
  });

  test('takes nothing away that somebody said yes to', async () => {
    value(await bo.device.act(pair, proposed({ text: 'We ring twice.' })));
    const { agreement } = await spaceOf(ana.device, pair, (view) => view.agreement.clauses.length === 1);
    const { clause } = agreement.clauses[0]!;
    const wording = { clause, proposal: clause, text: 'We ring twice.' };
    value(await ana.device.act(pair, answered({ ...wording, answer: 'yes' })));
    await spaceOf(bo.device, pair, (view) => view.agreement.clauses[0]?.situation === 'ours');
    value(await goes(bo, [pair]));
    await isGone(bo);
    const view = await spaceOf(ana.device, pair, ({ members }) => members.length === 1);
    expect(view.agreement.clauses[0]?.newest.text).toBe('We ring twice.');
    expect(view.agreement.clauses[0]?.inForce).toBeNull();
  });

  test('needs their passphrase, and stays where it is another', async () => {
    const wrong = await bo.device.eraseMe({ passphrase: ana.draft.passphrase, takingWords: [] });
    expect(wrong).toMatchObject({ refusal: { code: 'wrong-words' } });
    value(await bo.device.act(pair, said({ text: 'Still here.' })));
    await wordsIn(ana.device, pair, ['Are you up?', 'I moved here in spring.', 'Still here.']);
  });

  test('is gone on their other devices too', async () => {
    const store = memoryStore();
    const phone = world.device(store);
    const { signinName, passphrase } = bo.draft;
    value(await phone.signIn({ signinName, passphrase }));
    await spaceOf(phone, pair, ({ situation }) => situation === 'open');
    value(await goes(bo));
    await viewOf(phone, 'device', ({ situation }) => situation === 'closed');
    expect(await store.list('account', '')).toEqual([]);
  });
});

describe('going for good', () => {
  test('goes on where the line broke in the middle', async () => {
    let isCut = false;
    const store = memoryStore();
    const phone = world.device(store, (fetch) => (address, init) => {
      if (address.endsWith('/leave')) isCut = true;
      return isCut ? Promise.reject(new TypeError('no line')) : fetch(address, init);
    });
    const { signinName, passphrase } = bo.draft;
    value(await phone.signIn({ signinName, passphrase }));
    await wordsIn(phone, pair, ['Are you up?', 'I moved here in spring.']);
    value(await phone.eraseMe({ passphrase, takingWords: [pair] }));
    await wordsIn(ana.device, pair, ['Are you up?', null]);
    await viewOf(phone, 'device', ({ erasing }) => erasing);
    isCut = false;
    phone.close();

    // As after a crash: what was decided lies on the disk, and a new start goes on with it.
    const again = world.device(store);
    await viewOf(again, 'device', ({ situation }) => situation === 'closed');
    await spaceOf(ana.device, pair, ({ members }) => members.length === 1);
  });

  test('is over where only the last answer was lost', async () => {
    let lost = 0;
    const store = memoryStore();
    const phone = world.device(store, (fetch) => async (address, init) => {
      const answer = await fetch(address, init);
      if (!address.endsWith('/account/close') || lost++ > 0) return answer;
      throw new TypeError('the answer is lost');
    });
    const { signinName, passphrase } = bo.draft;
    value(await phone.signIn({ signinName, passphrase }));
    await wordsIn(phone, pair, ['Are you up?', 'I moved here in spring.']);
    value(await phone.eraseMe({ passphrase, takingWords: [] }));
    await viewOf(phone, 'device', ({ situation }) => situation === 'closed');
    expect(await store.list('account', '')).toEqual([]);
  });
});
