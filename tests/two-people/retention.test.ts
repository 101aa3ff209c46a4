import { afterEach, expect, test } from 'vitest';
import { proposed } from '#domain/agreement/proposed.ts';
import { said } from '#domain/conversation/said.ts';
import { stayChosen } from '#domain/retention/chosen.ts';
import type { SpaceView } from '#device/device.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { day, hour, type Millis } from '#kernel/time.ts';
import { memoryStore } from '#device/store/memory.ts';
import { lying } from '#tests/attacks/lying.ts';
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
let clock: Millis;
let serverClock: Millis;
afterEach(() => world.close());

async function twoConnected() {
  clock = serverClock = Date.now();
  world = await createWorld({ clock: () => clock, serverClock: () => serverClock });
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  return { ana, bo, pair: await world.connect(ana, bo) };
}

function wait(ms: Millis): void {
  clock += ms;
  serverClock += ms;
}

async function says({ device }: Person, other: Person, space: SpaceId, text: string) {
  value(await device.act(space, said({ text })));
  for (const each of [device, other.device]) {
    await spaceOf(each, space, ({ turns }) => hasSettled(turns, text));
  }
}

function hasSettled(turns: SpaceView['turns'], text: string): boolean {
  return turns.some((turn) => turn.state === 'said' && turn.text === text && !turn.pending);
}

/** The same device another day: it looks when it starts. */
function startsAgain(person: Person) {
  person.device.close();
  return world.device(person.store);
}

const holds = (stay: SpaceView['retention']['stay']) => (view: SpaceView) =>
  view.retention.stay === stay && !view.retention.pending;

test('each lets go of their own when its time is over, once, and what was agreed stays', async () => {
  const { ana, bo, pair } = await twoConnected();
  await says(ana, bo, pair, 'An old word.');
  await says(bo, ana, pair, 'As old a word.');
  value(await ana.device.act(pair, proposed({ text: 'We write on Sundays.' })));
  value(await bo.device.act(pair, stayChosen({ stay: 'a-week' })));
  await spaceOf(ana.device, pair, holds('a-week'));
  wait(8 * day);
  await says(ana, bo, pair, 'A new word.');
  // What came in woke both devices up on a later day.
  await wordsIn(ana.device, pair, ['A new word.']);
  await wordsIn(bo.device, pair, ['A new word.']);
  // Four to begin with, four before the week was over, one after it, and one letting go by each.
  const view = await spaceOf(bo.device, pair, ({ headSeq }) => headSeq === 11);
  expect(view.agreement.clauses).toHaveLength(1);
  expect(view.retention.letGoAt).not.toBeNull();

  wait(2 * day);
  const again = startsAgain(ana);
  await spaceOf(again, pair, ({ situation }) => situation === 'open');
  value(await bo.device.act(pair, said({ text: 'And another.' })));
  const later = await wordsIn(again, pair, ['A new word.', 'And another.']);
  expect(later.headSeq).toBe(12);
});

test('nothing goes on the day on which somebody chose a shorter time', async () => {
  const { ana, bo, pair } = await twoConnected();
  await says(ana, bo, pair, 'An old word.');
  wait(40 * day);
  value(await bo.device.act(pair, stayChosen({ stay: 'a-week' })));
  await spaceOf(ana.device, pair, holds('a-week'));
  wait(23 * hour);
  const again = startsAgain(ana);
  await says({ ...ana, device: again }, bo, pair, 'The day is not over.');
  await wordsIn(bo.device, pair, ['An old word.', 'The day is not over.']);
  wait(2 * hour);
  again.close();
  world.device(ana.store);
  await wordsIn(bo.device, pair, ['The day is not over.']);
});

test('a clock that runs years ahead makes nothing old', async () => {
  const { ana, bo, pair } = await twoConnected();
  await says(ana, bo, pair, 'A word of today.');
  value(await ana.device.act(pair, stayChosen({ stay: 'a-year' })));
  for (const { device } of [ana, bo]) await spaceOf(device, pair, holds('a-year'));
  wait(2 * day);
  clock += 4000 * day;
  const wrong = startsAgain(ana);
  await says({ ...ana, device: wrong }, bo, pair, 'Which year is it?');
  clock += 2 * day;
  value(await bo.device.act(pair, said({ text: 'A good one.' })));
  await wordsIn(wrong, pair, ['A word of today.', 'Which year is it?', 'A good one.']);
  await wordsIn(bo.device, pair, ['A word of today.', 'Which year is it?', 'A good one.']);
});

test('a server whose clock runs years ahead makes nothing old either', async () => {
  const { ana, bo, pair } = await twoConnected();
  await says(ana, bo, pair, 'A word of today.');
  value(await ana.device.act(pair, stayChosen({ stay: 'a-year' })));
  for (const { device } of [ana, bo]) await spaceOf(device, pair, holds('a-year'));
  wait(2 * day);
  serverClock += 4000 * day;
  const again = startsAgain(ana);
  await says({ ...ana, device: again }, bo, pair, 'Which year is it?');
  await wordsIn(bo.device, pair, ['A word of today.', 'Which year is it?']);
});

test('two devices of one person may both do it, and words go once', async () => {
  const { ana, bo, pair } = await twoConnected();
  const { signinName, passphrase } = ana.draft;
  const second = world.device();
  value(await second.signIn({ signinName, passphrase }));
  await says(ana, bo, pair, 'An old word.');
  await spaceOf(second, pair, ({ turns }) => hasSettled(turns, 'An old word.'));
  value(await ana.device.act(pair, stayChosen({ stay: 'a-day' })));
  await spaceOf(bo.device, pair, holds('a-day'));
  wait(3 * day);
  await says(bo, ana, pair, 'Good morning.');
  for (const device of [ana.device, second, bo.device]) {
    const { problem } = await wordsIn(device, pair, ['Good morning.']);
    expect(problem).toBeNull();
  }
});

test('what is let go without a line waits, is not let go twice, and goes when the line is back', async () => {
  const { ana, bo, pair } = await twoConnected();
  await says(ana, bo, pair, 'An old word.');
  value(await ana.device.act(pair, stayChosen({ stay: 'a-day' })));
  await spaceOf(bo.device, pair, holds('a-day'));
  wait(3 * day);
  // Another space tells what day it is.
  value(await bo.device.introduce('I mend clocks.'));
  await viewOf(ana.device, 'community', ({ people }) => people.some(({ words }) => words !== null));
  await world.stopServer();
  await viewOf(ana.device, 'device', ({ line }) => line.state === 'offline');
  value(await ana.device.act(pair, said({ text: 'Nobody hears this yet.' })));
  await spaceOf(ana.device, pair, ({ turns }) => turns.length === 1);
  wait(2 * day);
  value(await ana.device.act(pair, said({ text: 'Nor this.' })));
  await spaceOf(ana.device, pair, ({ turns }) => turns.length === 2);

  await world.startServer();
  for (const { device } of [ana, bo]) {
    await wordsIn(device, pair, ['Nobody hears this yet.', 'Nor this.']);
    // Four to begin with, two before, and one letting go among the two words after.
    await spaceOf(device, pair, ({ headSeq, turns }) => headSeq === 9 && turns.length === 2);
  }
});

test('a choice that cannot be read may be one for longer: until it can, nothing goes', async () => {
  const { ana, bo, pair } = await twoConnected();
  await says(ana, bo, pair, 'An old word.');
  value(await ana.device.act(pair, stayChosen({ stay: 'a-day' })));
  await spaceOf(bo.device, pair, holds('a-day'));
  for (const { device } of [bo, ana]) value(await device.act(pair, stayChosen({ stay: 'all' })));
  await spaceOf(bo.device, pair, holds('all'));
  ana.device.close();
  // The server gives Ana’s new device nothing of what was chosen last.
  const { signinName, passphrase } = ana.draft;
  const kept = world.device(memoryStore(), keepsBack(8));
  value(await kept.signIn({ signinName, passphrase }));
  await spaceOf(kept, pair, ({ problem }) => problem === 'kept-back');
  wait(3 * day);
  value(await bo.device.act(pair, said({ text: 'Still here?' })));
  await wordsIn(kept, pair, ['An old word.', 'Still here?']);
  value(await kept.act(pair, said({ text: 'Yes.' })));
  await wordsIn(bo.device, pair, ['An old word.', 'Still here?', 'Yes.']);
});

test('whoever comes into a circle later finds how long words stay there', async () => {
  const { ana, bo } = await twoConnected();
  const opening = { name: 'Tuesday', purpose: 'Bread.', look: 'nest', words: 'Come too?' } as const;
  const { space } = value(await ana.device.openCircle({ ...opening, ask: [] }));
  value(await ana.device.act(space, stayChosen({ stay: 'a-week' })));
  await spaceOf(ana.device, space, holds('a-week'));
  const { link } = value(await ana.device.openSeat(space));
  const fragment = link.split('#')[1] ?? missing('a link has a fragment');
  value(await bo.device.takeSeat({ fragment }));
  const view = await spaceOf(bo.device, space, holds('a-week'));
  expect(view.retention.by).toBe(ana.id);
  // It takes them both to make it longer.
  value(await bo.device.act(space, stayChosen({ stay: 'all' })));
  const { retention } = await spaceOf(ana.device, space, (seen) => seen.retention.wishes.length === 1);
  expect(retention).toMatchObject({ stay: 'a-week', wishes: [{ member: bo.id, stay: 'all' }] });
});

function keepsBack(place: number) {
  return lying({
    log: ({ entries, ...page }) => ({
      ...page,
      entries: entries.map((entry) =>
        entry.seq === place && entry.event ? { ...entry, event: { ...entry.event, body: undefined } } : entry,
      ),
    }),
  });
}
