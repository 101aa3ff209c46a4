import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventIdOf, logNext } from '#crypto/hash.ts';
import { newInvitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import { said } from '#domain/conversation/said.ts';
import type { SpaceId } from '#kernel/ids.ts';
import type { Core } from '#protocol/envelope.ts';
import { addUnder, commitUnasked } from '#tests/access/commit-unasked.ts';
import { handsOf, knownTo, sayByHand, withOneMore, type Hands, type OneMore } from '#tests/attacks/hands.ts';
import { lying, type Lies } from '#tests/attacks/lying.ts';
import { stopped, warned } from '#tests/attacks/told.ts';
import { cast } from '#tests/cast.ts';
import { makePeer } from '#tests/house/peer.ts';
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
import { talk } from '#words/en/talk.ts';

/** What a server puts into a log itself, alone or with a member who has a client of their own making. */
let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;
let community: SpaceId;
let anasHands: Hands;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'Are you there?' })));
  await wordsIn(bo.device, pair, ['Are you there?']);
  const { space } = await viewOf(ana.device, 'community', (view) => view.space !== null);
  community = space ?? missing('a community');
  anasHands = await handsOf(world, ana);
});
afterAll(() => world.close());

/** Bo signs in on a device that knows nothing, at a server that lies. */
async function boBehind(lies: Lies) {
  const device = world.device(undefined, lying(lies));
  value(await device.signIn(bo.draft));
  return device;
}

/** Always the same lie about one space, however often it is asked for. */
function withEntryIn(space: SpaceId, entry: OneMore): Lies {
  return {
    log: (page, asked) => {
      if (!asked.pathname.includes(space)) return page;
      const longer = withOneMore(page, entry);
      return afterOf(asked) < longer.head.seq ? longer : { ...longer, entries: [] };
    },
  };
}

describe('ghost member', () => {
  test('somebody whom a seat of the server’s own making let in is in nobody’s space', async () => {
    const { place } = await knownTo(bo, community);
    const ghost = await makePeer();
    const adds = [await addUnder(place, ghost, await newInvitation())];
    const commit = await commitUnasked(place, ghost, { adds });
    const device = await boBehind(withEntryIn(community, { commit }));
    const view = await stopped(device, community, 'log-broken');
    expect(view.members).toEqual([]);
  });

  test('add without acceptance: whom nobody asked is in nobody’s space', async () => {
    const { place } = await knownTo(bo, community);
    const ghost = await makePeer();
    const commit = await commitUnasked(place, ghost, { adds: [ghost.line] });
    const device = await boBehind(withEntryIn(community, { commit }));
    await stopped(device, community, 'log-broken');
  });
});

async function anaWrites(other: Partial<Core>): Promise<OneMore> {
  const known = await knownTo(ana, pair);
  return { event: await sayByHand(anasHands, known, { text: 'Yes.', once: randomBytes(16), ...other }) };
}

describe('lowered parameter', () => {
  test('an entry of a suite that was left behind stops the space', async () => {
    // No type of ours knows such a suite.
    const suite = 0 as unknown as Core['suite'];
    const device = await boBehind(withEntryIn(pair, await anaWrites({ suite })));
    await stopped(device, pair, 'log-broken');
  });

  test('one of a suite to come says that a newer page is needed', async () => {
    const suite = 2 as unknown as Core['suite'];
    const device = await boBehind(withEntryIn(pair, await anaWrites({ suite })));
    await stopped(device, pair, 'please-update');
  });
});

test('false seen: the honest server does not take it', async () => {
  const { event } = await anaWrites({ seen: { seq: 3, hash: randomBytes(32) } });
  const told = await anasHands.transport.call('append', event!, { space: pair });
  expect(told).toMatchObject({ ok: false, refusal: { code: 'seen-wrong', notInLog: true } });
});

test('fork: an entry that crosses shows that its author was shown another log', async () => {
  // Of its own, because what Bo's devices have verified here is not to reach those of the other stories.
  const own = await createWorld();
  const ana = await own.founder(cast.ana.name);
  const bo = await own.joiner(cast.bo.name, ana);
  const pair = await own.connect(ana, bo);
  await wordsIn(bo.device, pair, []);
  const { place } = await knownTo(bo, pair);
  bo.device.close();
  for (const words of [['Only for some.'], ['Only for some.', 'For all.']]) {
    value(await ana.device.act(pair, said({ text: words.at(-1)! })));
    await wordsIn(ana.device, pair, words);
  }
  const { transport } = await handsOf(own, ana);
  const { entries } = value(await transport.call('log', {}, { space: pair }));
  const last = entries.at(-1)?.event ?? missing('what Ana wrote last');
  // Everything moves up by one, so that the log is whole by itself.
  const seq = place.seq + 1;
  const head = { seq, hash: logNext(place.hash, eventIdOf(last.header)) };
  const forked = [...entries.slice(0, place.seq), { seq, at: 1, event: last }];
  const lies = lying({
    log: (page, asked) =>
      asked.pathname.includes(pair) ? { head, entries: forked.slice(afterOf(asked)) } : page,
  });
  const device = own.device(bo.store, lies);
  await warned(device, pair, 'seen-differs');
  await wordsIn(device, pair, ['For all.']);
  await own.close();
});

test('swapped box: the key of another space opens nothing here, and the page says what is missing', async () => {
  const others = value(await (await handsOf(world, bo)).transport.call('boxes', {}, { space: community }));
  const device = await boBehind({
    boxes: (answer, asked) => (asked.pathname.includes(pair) ? others : answer),
  });
  const view = await spaceOf(device, pair, ({ waiting }) => waiting > 0);
  expect(view.turns).toEqual([]);
  expect(view.agreement.certain).toBe(false);
  // The page says so wherever something waits.
  expect(talk.waiting).toContain('key');
});

// Last, because from here on Bo's other devices believe of the pair what the server made up.
test('false seen: where the server takes it, it is shown, also after a new start, and nothing is blocked', async () => {
  const entry = await anaWrites({ seen: { seq: 3, hash: randomBytes(32) } });
  const lies = lying(withEntryIn(pair, entry));
  bo.device.close();
  const device = world.device(bo.store, lies);
  await warned(device, pair, 'seen-differs');
  await spaceOf(device, pair, ({ turns }) => turns.some((turn) => wordsOf(turn) === 'Yes.'));
  device.close();
  const again = world.device(bo.store, lies);
  await warned(again, pair, 'seen-differs');
  value(await again.act(pair, said({ text: 'Which of us is right?' })));
});

const afterOf = (asked: URL) => Number(asked.searchParams.get('after'));
