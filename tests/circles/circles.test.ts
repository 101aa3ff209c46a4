import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CircleOpening, SpaceView } from '#device/device.ts';
import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { said } from '#domain/conversation/said.ts';
import { hosted } from '#domain/hosting/held.ts';
import { takesHosting } from '#domain/hosting/taken.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { cast } from '#tests/cast.ts';
import {
  createWorld,
  missing,
  spaceOf,
  value,
  viewOf,
  wordsIn,
  type Person,
  type World,
} from '#tests/world.ts';

let world: World;
let [ana, bo, cai, dee]: Person[] = [];

const opening = (...ask: Person[]): CircleOpening => ({
  name: 'Tuesday',
  purpose: 'Bread, and talk while it bakes.',
  look: 'nest',
  ask: ask.map(({ id }) => id),
  words: 'Come to the oven on Tuesdays?',
});

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  for (const name of [cast.bo.name, cast.cai.name, 'Dee']) {
    const person = await world.joiner(name, ana);
    [bo, cai, dee] = bo === undefined ? [person] : cai === undefined ? [bo, person] : [bo, cai, person];
  }
  for (const one of [ana, bo!, cai!, dee!])
    await viewOf(one.device, 'community', ({ people }) => people.length === 4);
});
afterAll(() => world.close());

const everybody = () => [ana!, bo!, cai!, dee!] as const;
const agreed = ({ agreement }: SpaceView) => agreement.clauses.map(({ situation }) => situation);

async function comesInByKnock(person: Person, from: Person): Promise<SpaceId> {
  const { knocks } = await viewOf(person.device, 'home', (view) =>
    view.knocks.some((one) => one.circle !== null && one.from === from.id),
  );
  const knock = knocks.find((one) => one.circle !== null && one.from === from.id) ?? missing('a knock');
  return value(await person.device.takeSeat({ knock: knock.id }));
}

describe('a circle', () => {
  let circle: SpaceId;
  let clause: NonNullable<SpaceView['agreement']['clauses'][number]>;
  const text = 'We begin with a minute of quiet.';

  test('is opened with a knock for each of the others, which names it', async () => {
    const [ana, bo] = everybody();
    const opened = value(await ana.device.openCircle(opening(bo)));
    expect(opened.notAsked).toEqual([]);
    circle = opened.space;
    const { knocks } = await viewOf(bo.device, 'home', (view) => view.knocks.length === 1);
    expect(knocks[0]).toMatchObject({
      circle: 'Tuesday',
      words: 'Come to the oven on Tuesdays?',
      from: ana.id,
    });
    const mine = await spaceOf(ana.device, circle, ({ seats }) => seats.length === 1);
    expect(mine.seats[0]).toMatchObject({ mine: true, openedBy: 'Ana', forWhom: 'Bo' });
  });

  test('is looked at before anybody sits down', async () => {
    const [, bo] = everybody();
    const { knocks } = await viewOf(bo.device, 'home', (view) => view.knocks.length === 1);
    const seen = value(await bo.device.lookAtSeat({ knock: knocks[0]!.id }));
    expect(seen).toMatchObject({
      name: 'Tuesday',
      purpose: 'Bread, and talk while it bakes.',
      look: 'nest',
      inviterName: 'Ana',
      alreadyIn: null,
    });
    expect(seen.members.map(({ name }) => name)).toEqual(['Ana']);
  });

  test('is come into by the knock, which is then answered', async () => {
    const [ana, bo] = everybody();
    expect(await comesInByKnock(bo, ana)).toBe(circle);
    for (const { device } of [ana, bo]) {
      const view = await spaceOf(device, circle, ({ members }) => members.length === 2);
      expect(view).toMatchObject({ kind: 'circle', title: 'Tuesday', seats: [] });
    }
    await viewOf(bo.device, 'home', ({ knocks }) => knocks.length === 0);
  });

  test('holds what all of them hold', async () => {
    const [ana, bo] = everybody();
    value(await ana.device.act(circle, said({ text: 'Only the two of us, so far.' })));
    value(await ana.device.act(circle, proposed({ text })));
    const before = await spaceOf(bo.device, circle, ({ agreement }) => agreement.clauses.length === 1);
    clause = before.agreement.clauses[0]!;
    value(
      await bo.device.act(
        circle,
        answered({ clause: clause.clause, proposal: clause.clause, text, answer: 'yes' }),
      ),
    );
    for (const { device } of [ana, bo]) await spaceOf(device, circle, (view) => agreed(view)[0] === 'ours');
  });

  test('shows a third what is agreed, by whom, before they come in, and not what was said', async () => {
    const [, bo, cai] = everybody();
    const { link } = value(await bo.device.openSeat(circle));
    const fragment = link.split('#')[1] ?? missing('a fragment');
    const seen = value(await cai.device.lookAtSeat({ fragment }));
    expect(seen.agreement).toMatchObject({ certain: true, clauses: [{ situation: 'ours' }] });
    expect(seen.agreement.clauses[0]?.newest).toMatchObject({ text });
    expect(seen.agreement.clauses[0]?.newest.answers.map(({ answer }) => answer)).toEqual(['yes', 'yes']);
    expect(seen.members.map(({ name }) => name).toSorted()).toEqual(['Ana', 'Bo']);

    expect(value(await cai.device.takeSeat({ fragment }))).toBe(circle);
    const here = await spaceOf(cai.device, circle, ({ members }) => members.length === 3);
    expect(here.turns).toEqual([]);
  });

  test('waits for a newcomer by name, the same on every device', async () => {
    const [ana, bo, cai] = everybody();
    for (const { device } of [ana, bo, cai]) {
      const view = await spaceOf(device, circle, (view) => agreed(view)[0] === 'waiting');
      expect(view.agreement.certain).toBe(true);
      expect(view.agreement.clauses[0]?.newest.waitsFor).toEqual([cai.id]);
      expect(view.agreement.clauses[0]?.newest.saidYes.map(({ person }) => person).toSorted()).toEqual(
        [ana.id, bo.id].toSorted(),
      );
    }
    const wording = { clause: clause.clause, proposal: clause.clause, text };
    value(await cai.device.act(circle, answered({ ...wording, answer: 'yes' })));
    for (const { device } of [ana, bo, cai])
      await spaceOf(device, circle, (view) => agreed(view)[0] === 'ours');
  });

  test('is read from the seat on, also on another device of the newcomer', async () => {
    const [ana, , cai] = everybody();
    value(await ana.device.act(circle, said({ text: 'Now we are three.' })));
    await wordsIn(cai.device, circle, ['Now we are three.']);
    const other = world.device();
    value(await other.signIn(cai.draft));
    const view = await wordsIn(other, circle, ['Now we are three.']);
    expect(view).toMatchObject({ waiting: 0, problem: null });
    await spaceOf(other, circle, (view) => agreed(view)[0] === 'ours');
  });

  test('knows who hosts the next time, the same for all', async () => {
    const [ana, bo, cai] = everybody();
    const { host } = await spaceOf(ana.device, circle, ({ host }) => host !== null);
    const other = [ana, bo, cai].find(({ id }) => id !== host)!;
    value(await other.device.act(circle, takesHosting()));
    for (const { device } of [ana, bo, cai]) await spaceOf(device, circle, (view) => view.host === other.id);
    value(await other.device.act(circle, hosted()));
    for (const { device } of [ana, bo, cai]) await spaceOf(device, circle, (view) => view.host !== other.id);
  });

  test('closes a seat that nobody took, by whichever of them', async () => {
    const [ana, bo, cai, dee] = everybody();
    const { link } = value(await ana.device.openSeat(circle));
    const { seats } = await spaceOf(cai.device, circle, ({ seats }) => seats.length === 1);
    expect(seats[0]).toMatchObject({ mine: false, openedBy: 'Ana', forWhom: null });
    value(await cai.device.closeSeat(circle, seats[0]!.id));
    await spaceOf(bo.device, circle, (view) => view.seats.length === 0);
    const refused = await dee.device.lookAtSeat({ fragment: link.split('#')[1] ?? '' });
    expect(refused).toMatchObject({ ok: false, refusal: { code: expect.stringMatching(/^invitation-/) } });
    value(await bo.device.act(circle, said({ text: 'Under a new key.' })));
    await wordsIn(cai.device, circle, ['Now we are three.', 'Under a new key.']);
  });

  test('goes on after one has left, who keeps what was there, and the others see a plain line', async () => {
    const [ana, bo, cai] = everybody();
    value(await bo.device.leave(circle));
    const view = await spaceOf(ana.device, circle, ({ members }) => members.length === 2);
    expect(view.comings.at(-1)?.left).toEqual([bo.id]);
    value(await cai.device.act(circle, said({ text: 'Bo has gone.' })));
    await wordsIn(ana.device, circle, [
      'Only the two of us, so far.',
      'Now we are three.',
      'Under a new key.',
      'Bo has gone.',
    ]);
    const kept = await spaceOf(bo.device, circle, ({ situation }) => situation === 'left');
    expect(kept.turns).toHaveLength(3);
  });

  test('is gone on with by some of them, each by a yes of their own, while the old one stays', async () => {
    const [ana, , cai] = everybody();
    const { space } = value(await cai.device.openCircle({ ...opening(ana), name: 'Tuesday again' }));
    expect(await comesInByKnock(ana, cai)).toBe(space);
    await spaceOf(cai.device, space, ({ members }) => members.length === 2);
    const old = await spaceOf(ana.device, circle, ({ situation }) => situation === 'open');
    expect(old.members).toHaveLength(2);
  });
});

test('whoever asked somebody into a pair in vain does not lose the circle for it', async () => {
  const [ana, , , dee] = everybody();
  value(await ana.device.knock({ to: dee.id, words: 'Shall we talk?' }));
  const { space, notAsked } = value(await ana.device.openCircle({ ...opening(dee), name: 'Fridays' }));
  expect(notAsked).toEqual([dee.id]);
  await spaceOf(ana.device, space, ({ seats }) => seats.length === 0);
});

test('a stranger to a circle is nobody there', async () => {
  const [ana, , , dee] = everybody();
  const { space } = value(await ana.device.openCircle({ ...opening(), name: 'Alone' }));
  expect(await dee.device.openSeat(space)).toMatchObject({ ok: false });
  expect(await dee.device.lookAtSeat({ fragment: 'nothing' })).toMatchObject({ ok: false });
  expect(await ana.device.askIntoCircle(space, { to: ana.id, words: 'Me.' })).toMatchObject({ ok: false });
});
