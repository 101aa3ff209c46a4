import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MomentsView } from '#device/moments.ts';
import { said } from '#domain/conversation/said.ts';
import { endingBegunFor } from '#domain/ending/begun.ts';
import { offered } from '#domain/ending/offered.ts';
import { endingStoppedNow } from '#domain/ending/stopped.ts';
import { momentAsked } from '#domain/pause/asked.ts';
import { momentEnded } from '#domain/pause/ended.ts';
import { cameToSit } from '#domain/sitting/came.ts';
import { wentFromSitting } from '#domain/sitting/went.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { cast } from '#tests/cast.ts';
import {
  createWorld,
  missing,
  spaceOf,
  value,
  viewOf,
  wordsIn,
  wordsOf,
  type Person,
  type World,
} from '#tests/world.ts';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
});
afterAll(() => world.close());

const sees = (person: Person, isRight: (moments: MomentsView) => boolean) =>
  spaceOf(person.device, pair, ({ moments }) => isRight(moments));

describe('a moment', () => {
  beforeAll(async () => {
    pair = await world.connect(ana, bo);
  });

  test('that Ana asks for holds back what Bo would say later, until she is back', async () => {
    value(await ana.device.act(pair, momentAsked({ until: null })));
    const { moments } = await sees(bo, ({ away }) => away.length === 1);
    const moment = moments.away[0]?.id ?? missing('a moment');
    value(await bo.device.act(pair, { ...said({ text: 'For when you are back.' }), heldFor: [moment] }));
    value(await bo.device.act(pair, said({ text: 'And this at once.' })));
    await spaceOf(ana.device, pair, ({ turns }) => turns.length === 1);
    await sees(bo, ({ held }) => held.length === 1);
    value(await ana.device.act(pair, momentEnded()));
    await wordsIn(ana.device, pair, ['And this at once.', 'For when you are back.']);
    await sees(bo, ({ away, held }) => away.length === 0 && held.length === 0);
  });

  test('with a time lets the words go when the time has come', async () => {
    value(await bo.device.act(pair, momentAsked({ until: Date.now() + 1500 })));
    const { moments } = await sees(ana, ({ away }) => away.length === 1);
    const moment = moments.away[0]?.id ?? missing('a moment');
    value(await ana.device.act(pair, { ...said({ text: 'Later.' }), heldFor: [moment] }));
    await spaceOf(bo.device, pair, ({ turns }) => turns.some((turn) => wordsOf(turn) === 'Later.'));
  });

  test('does not keep words back whose author sends them after all, or takes them back', async () => {
    value(await ana.device.act(pair, momentAsked({ until: null })));
    const { moments } = await sees(bo, ({ away }) => away.some(({ by }) => by === ana.id));
    const heldFor = moments.away.map(({ id }) => id);
    const first = value(await bo.device.act(pair, { ...said({ text: 'This one now.' }), heldFor }));
    const second = value(await bo.device.act(pair, { ...said({ text: 'This one not.' }), heldFor }));
    value(await bo.device.retry(pair, first));
    value(await bo.device.discard(pair, second));
    await spaceOf(ana.device, pair, ({ turns }) => turns.some((turn) => wordsOf(turn) === 'This one now.'));
    await sees(bo, ({ held }) => held.length === 0);
  });
});

test('two sit together and keep a line, because both would', async () => {
  value(await ana.device.act(pair, cameToSit({ sitting: null })));
  const { moments } = await sees(bo, ({ sitting }) => sitting.length === 1);
  value(await bo.device.act(pair, cameToSit({ sitting: moments.sitting[0]?.sitting ?? null })));
  const both = await sees(ana, ({ sitting }) => sitting.length === 2);
  for (const person of [ana, bo]) {
    const mine = both.moments.sitting.find(({ by }) => by === person.id) ?? missing('somebody sits');
    value(await person.device.act(pair, wentFromSitting(mine, { as: 'back', remember: true })));
  }
  await sees(bo, ({ sat, sitting }) => sat.length === 1 && sitting.length === 0);
});

describe.each([
  ['Cai', 'Dee'],
  ['Dee', 'Cai'],
])('an ending that %s begins', (begins) => {
  let one: Person;
  let other: Person;

  beforeEach(async () => {
    const cai = await world.joiner('Cai', ana);
    const dee = await world.joiner('Dee', ana);
    pair = await world.connect(cai, dee);
    [one, other] = begins === 'Cai' ? [cai, dee] : [dee, cai];
    value(await one.device.act(pair, said({ text: 'So far, so good.' })));
    value(await one.device.act(pair, endingBegunFor({ on: null })));
    await sees(other, ({ ending }) => ending.underway !== null);
  });

  test('is gone from the devices of whoever lets go, and readable for the other', async () => {
    value(await one.device.chooseKeeping(pair, 'keep'));
    value(await other.device.chooseKeeping(pair, 'let-go'));
    await sees(one, ({ ending }) => ending.ended?.pending === false);
    await spaceOf(other.device, pair, ({ situation }) => situation === 'not-here');
    const { turns } = await spaceOf(one.device, pair, ({ members }) => members.length === 1);
    expect(turns.map(wordsOf)).toContain('So far, so good.');
    expect(await one.device.act(pair, said({ text: 'Once more.' }))).toMatchObject({
      refusal: { code: 'space-ended' },
    });
    const { spaces } = await viewOf(one.device, 'home', ({ spaces: all }) => all.length > 0);
    expect(spaces.find(({ space }) => space === pair)?.news).toBeNull();
  });

  test('is gone from a second device too, which was away meanwhile', async () => {
    const second = world.device();
    const { signinName, passphrase } = other.draft;
    value(await second.signIn({ signinName, passphrase }));
    await spaceOf(second, pair, ({ turns }) => turns.length === 1);
    value(await one.device.chooseKeeping(pair, 'keep'));
    value(await other.device.chooseKeeping(pair, 'let-go'));
    await spaceOf(other.device, pair, ({ situation }) => situation === 'not-here');
    await spaceOf(second, pair, ({ situation }) => situation === 'not-here');
  });

  test('is stopped by the other, and they go on talking', async () => {
    value(await one.device.chooseKeeping(pair, 'let-go'));
    value(await other.device.act(pair, endingStoppedNow()));
    await sees(one, ({ ending }) => ending.underway === null);
    value(await one.device.act(pair, said({ text: 'Then we go on.' })));
    await spaceOf(other.device, pair, ({ turns }) =>
      turns.some((turn) => wordsOf(turn) === 'Then we go on.'),
    );
  });

  test('leaves the two free to find each other again', async () => {
    for (const { device } of [one, other]) value(await device.chooseKeeping(pair, 'keep'));
    await sees(one, ({ ending }) => ending.ended?.pending === false);
    await sees(other, ({ ending }) => ending.ended?.pending === false);
    const { people } = await viewOf(one.device, 'community', (view) => view.people.length > 2);
    expect(people.find(({ person }) => person === other.id)?.connection).toBe('none');
  });

  test('gives words back that were held for somebody while it ended', async () => {
    value(await other.device.act(pair, momentAsked({ until: null })));
    const { moments } = await sees(one, ({ away }) => away.length === 1);
    const heldFor = moments.away.map(({ id }) => id);
    value(await one.device.act(pair, { ...said({ text: 'One more thing.' }), heldFor }));
    for (const { device } of [one, other]) value(await device.chooseKeeping(pair, 'keep'));
    const late = await sees(one, ({ tooLate }) => tooLate.length === 1);
    expect(late.moments.tooLate).toMatchObject([{ text: 'One more thing.' }]);
    value(await one.device.discard(pair, late.moments.tooLate[0]?.id ?? missing('something too late')));
    await sees(one, ({ tooLate }) => tooLate.length === 0);
  });

  test('makes no noise to whoever has chosen not to meet the other, and can be read all the same', async () => {
    value(await one.device.keepApart(other.id, true));
    value(await other.device.act(pair, momentAsked({ until: null })));
    value(await other.device.act(pair, cameToSit({ sitting: null })));
    const letter = value(await other.device.act(pair, offered({ prompt: 'letter', text: 'Dear you' })));
    const { moments } = await sees(one, ({ ending }) => Object.keys(ending.closed).length === 1);
    expect(moments).toMatchObject({ away: [], sitting: [] });
    expect(Object.values(moments.ending.closed)).toEqual([{ because: 'apart' }]);
    expect(letter).toBeTruthy();
    await sees(other, ({ away, sitting }) => away.length === 1 && sitting.length === 1);
  });
});
