import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { RunningDevice } from '#device/create-device.ts';
import { memoryStore } from '#device/store/memory.ts';
import { answered } from '#domain/agreement/answered.ts';
import { keptInSight } from '#domain/agreement/kept-in-sight.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import { revisitSuggested } from '#domain/agreement/revisit-suggested.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { DraftEvent } from '#domain/space/define.ts';
import type { EventId, PersonId, SpaceId } from '#kernel/ids.ts';
import { release } from '#server/release.ts';
import { card, cast, communityName } from '#tests/cast.ts';
import { missing, spaceOf, value, viewOf } from '#tests/world.ts';
import { keptFrom, openKeptHouse, seenIn, type KeptPeople } from './kept-house.ts';
import { writeOnce } from './write-once.ts';

// Writes the data folder of a house as this release leaves it, for every later release to open: a community, a pair
// that talked and agreed, somebody who changed a passphrase, somebody who left, a knock, an open invitation, and a
// locked device with words that were never sent. Told by real devices over the real wire.

const folder = new URL(`data/${release}/`, import.meta.url);
if (existsSync(new URL('people.json', folder))) {
  process.stdout.write(`The data of ${release} is there already, and left as it is.\n`);
  process.exit();
}
const dataFolder = await mkdtemp(path.join(tmpdir(), 'bothways-data-'));
const keptAt = Date.now();
let boHasLine = true;

const house = await openKeptHouse(dataFolder, Date.now);
const stores = { ana: memoryStore(), bo: memoryStore(), cai: memoryStore() };
const ana = house.device(stores.ana);
const bo = house.device(stores.bo, () => boHasLine);
const cai = house.device(stores.cai);

const drafts = {
  ana: await ana.drawAccount(),
  bo: await bo.drawAccount(),
  cai: await cai.drawAccount(),
};
const token = fragmentOf(house.foundingLink ?? missing('an empty house has a founding link'));
const founding = { name: cast.ana.name, draft: drafts.ana, passphrase: drafts.ana.passphrase };
value(await ana.found({ ...founding, token, communityName, card }));
value(await ana.introduce(cast.ana.introduction));
for (const [device, draft, { name, introduction }] of [
  [bo, drafts.bo, cast.bo],
  [cai, drafts.cai, cast.cai],
] as const) {
  const fragment = fragmentOf(value(await ana.invite()).link);
  value(await device.join({ draft, name, passphrase: draft.passphrase, fragment, card }));
  value(await device.introduce(introduction));
}
const [anaId, boId] = [await idOf(ana), await idOf(bo)];

const pair = await connect(ana, bo, boId);
await talkAndAgree();
const left = await connect(cai, bo, boId);
await say(cai, left, said({ text: 'I will go again.' }));
value(await cai.leave(left));
await spaceOf(bo, left, ({ members }) => members.length === 1);

const next = 'paper stove orchard mitten gravel lantern';
value(await ana.changePassphrase({ present: drafts.ana.passphrase, next }));
await viewOf(cai, 'community', ({ people }) => people.some(({ person }) => person === anaId));
const knock = 'Shall we walk on Sunday?';
value(await cai.knock({ to: anaId, words: knock }));
const fragment = fragmentOf(value(await bo.invite()).link);

boHasLine = false;
const unsent = 'Written where there was no line.';
value(await bo.act(pair, said({ text: unsent })));
await bo.lock();
await viewOf(bo, 'device', ({ situation }) => situation === 'locked');
const seen = seenIn(await spaceOf(ana, pair, ({ agreement }) => agreement.inSight !== null));
await house.close();

const people: KeptPeople = {
  release,
  keptAt,
  ...drafts,
  ana: { ...drafts.ana, passphrase: next },
  pair,
  seen,
  device: await keptFrom(stores.bo),
  unsent,
  knock,
  fragment,
};
await mkdir(folder, { recursive: true });
for (const name of ['bothways.db', 'opaque-setup']) {
  await writeOnce(
    new URL(`${name}.gz`, folder),
    gzipSync(await readFile(path.join(dataFolder, name)), { level: 9 }),
  );
}
await writeOnce(new URL('people.json', folder), `${JSON.stringify(people, null, 2)}\n`);
await rm(dataFolder, { recursive: true });

function fragmentOf(link: string): string {
  return link.split('#')[1] ?? missing('a link has a fragment');
}

async function idOf(device: RunningDevice): Promise<PersonId> {
  const { me } = await viewOf(device, 'device', (view) => view.me !== null);
  return (me ?? missing('somebody is at home')).person;
}

async function connect(one: RunningDevice, other: RunningDevice, otherId: PersonId): Promise<SpaceId> {
  await viewOf(one, 'community', (view) => view.people.some(({ person }) => person === otherId));
  value(await one.knock({ to: otherId, words: 'Shall we talk now and then?' }));
  const { knocks } = await viewOf(other, 'home', (view) => view.knocks.length > 0);
  const space = value(await other.acceptKnock(knocks[0]!.id));
  for (const device of [one, other]) await spaceOf(device, space, ({ headSeq }) => headSeq === 4);
  return space;
}

/** Says it, and waits until both have it. */
async function say(by: RunningDevice, space: SpaceId, draft: DraftEvent): Promise<EventId> {
  const { headSeq } = await spaceOf(by, space, () => true);
  value(await by.act(space, draft));
  for (const device of [by, bo]) await spaceOf(device, space, (view) => view.headSeq > headSeq);
  const { turns, agreement } = await spaceOf(by, space, (view) =>
    view.turns.every(({ pending }) => !pending),
  );
  return turns.at(-1)?.id ?? agreement.clauses.at(-1)!.clause;
}

async function turnOf(turn: EventId): Promise<SaidTurn> {
  const { turns } = await spaceOf(ana, pair, (view) => view.turns.some(({ id }) => id === turn));
  const found = turns.find(({ id }) => id === turn);
  return found?.state === 'said' ? found : missing('the turn is there');
}

async function talkAndAgree(): Promise<void> {
  await say(ana, pair, said({ text: 'Are you up?' }));
  await say(bo, pair, said({ text: 'Just made tea.', note: 'tea' }));
  const third = await say(ana, pair, said({ text: 'You never ask.' }));
  await say(ana, pair, reworded(await turnOf(third), { text: 'Will you ask me, too?' }));
  const fourth = await say(ana, pair, said({ text: 'Forget it.' }));
  await say(ana, pair, withdrawn(await turnOf(fourth)));

  const ours = await proposeAndAgree('We write when we can, and nobody waits.');
  const lapses = await proposeAndAgree('We meet on Sundays.');
  await say(ana, pair, reopened(lapses));
  await say(ana, pair, proposed({ text: 'Nobody has answered this.' }));
  await say(ana, pair, revisitSuggested({ on: '2040-02-29' }));
  await say(ana, pair, keptInSight({ clause: ours.clause }));
  await say(bo, pair, keptInSight({ clause: ours.clause }));
}

async function proposeAndAgree(text: string) {
  await say(ana, pair, proposed({ text }));
  const { agreement } = await spaceOf(
    ana,
    pair,
    (view) => view.agreement.clauses.at(-1)?.newest.text === text,
  );
  const { clause } = agreement.clauses.at(-1)!;
  const wording = { clause, proposal: clause, text };
  await say(bo, pair, answered({ ...wording, answer: 'yes' }));
  return wording;
}
