import { afterEach, expect, test } from 'vitest';
import type { NoteToKeep, SheetsView } from '#device/worksheet/sheets.ts';
import type { RunningDevice } from '#device/create-device.ts';
import { answered } from '#domain/worksheet/answered.ts';
import { proposed } from '#domain/worksheet/proposed.ts';
import { started } from '#domain/worksheet/started.ts';
import type { EventId, SpaceId } from '#kernel/ids.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, value, type Person, type World } from '#tests/world.ts';

let world: World;
afterEach(() => world.close());

const step = 'apart';
const asked = 'What did you see and hear?';

interface Table {
  readonly ana: Person;
  readonly bo: Person;
  readonly space: SpaceId;
  readonly worksheet: EventId;
}

async function table(): Promise<Table> {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const space = await world.connect(ana, bo);
  const worksheet = value(await ana.device.act(space, started({ tool: 't15', version: 1 })));
  for (const { device } of [ana, bo])
    await sheetsOf(device, { space, sheet: worksheet }, (view) => view.sheet?.sheet.pending === false);
  return { ana, bo, space, worksheet };
}

async function secondOf({ draft: { signinName, passphrase } }: Person): Promise<RunningDevice> {
  const device = world.device();
  value(await device.signIn({ signinName, passphrase }));
  return device;
}

function sheetsOf(
  device: RunningDevice,
  at: { readonly space: SpaceId; readonly sheet: EventId },
  is: (view: SheetsView) => boolean,
): Promise<SheetsView> {
  return new Promise((resolve) => {
    const stop = device.watchSheets(at, (view) => {
      if (!is(view)) return;
      resolve(view);
      queueMicrotask(() => stop());
    });
  });
}

const key = (letter: string) => letter.repeat(21) + 'A';
const textsIn = ({ sheet }: SheetsView) =>
  sheet?.offers.map((offer) => (offer.state === 'offered' ? offer.text : null));

function note({ space, worksheet }: Table, letter: string, text: string): NoteToKeep {
  return { key: key(letter), space, worksheet, step, prompt: 'seen', asked, text, of: null };
}

test('a note is on all devices of whoever wrote it, and nobody else has it until they offer it', async () => {
  const here = await table();
  const { ana, bo, space, worksheet } = here;
  const at = { space, sheet: worksheet };
  value(await ana.device.keepNote(note(here, 'a', 'The key was not on its hook.')));
  const second = await secondOf(ana);
  await sheetsOf(second, at, ({ notes }) => notes.some(({ text }) => text.startsWith('The key')));
  value(await second.keepNote(note(here, 'a', 'The key was gone.')));
  await sheetsOf(ana.device, at, ({ notes }) => notes.length === 1 && notes[0]?.text === 'The key was gone.');

  value(await ana.device.offerNote(key('a')));
  const seen = await sheetsOf(bo.device, at, (view) => textsIn(view)?.length === 1);
  expect(textsIn(seen)).toEqual(['The key was gone.']);
  expect(seen.notes).toEqual([]);
  for (const device of [ana.device, second]) await sheetsOf(device, at, ({ notes }) => notes.length === 0);
});

test('offered from two devices it is offered once, and taken back it is back in the notes and nowhere else', async () => {
  const here = await table();
  const { ana, bo, space, worksheet } = here;
  const at = { space, sheet: worksheet };
  const second = await secondOf(ana);
  value(await ana.device.keepNote(note(here, 'a', 'Not so sure any more.')));
  await sheetsOf(second, at, ({ notes }) => notes.length === 1);
  await Promise.all([ana.device.offerNote(key('a')), second.offerNote(key('a'))]);
  const seen = await sheetsOf(bo.device, at, (view) => textsIn(view)?.length === 1);
  for (const device of [ana.device, second]) await sheetsOf(device, at, ({ notes }) => notes.length === 0);

  const offer = seen.sheet?.offers[0]?.id;
  if (offer === undefined) throw new Error('it was offered');
  value(await second.takeBackOffer(space, offer));
  await sheetsOf(bo.device, at, (view) => textsIn(view)?.[0] === null);
  const back = await sheetsOf(ana.device, at, ({ notes }) => notes.length === 1);
  expect(back.notes[0]?.text).toBe('Not so sure any more.');
});

test('what opens at once is with nobody before all are ready, and then with everybody', async () => {
  const here = await table();
  const { ana, bo, space, worksheet } = here;
  const at = { space, sheet: worksheet };
  value(await ana.device.keepNote(note(here, 'a', 'I saw two cups.')));
  value(await bo.device.keepNote(note(here, 'b', 'I heard the door.')));
  value(await ana.device.getReady({ space, worksheet, step, ready: true }));
  const waiting = await sheetsOf(bo.device, at, ({ sheet }) => sheet?.readies[0]?.ready.length === 1);
  expect(waiting.sheet?.offers).toEqual([]);
  expect(waiting.sheet?.readies[0]?.open).toBe(false);

  value(await bo.device.getReady({ space, worksheet, step, ready: true }));
  for (const { device } of [ana, bo]) {
    const view = await sheetsOf(device, at, (next) => textsIn(next)?.length === 2);
    expect(textsIn(view)?.toSorted()).toEqual(['I heard the door.', 'I saw two cups.']);
    await sheetsOf(device, at, ({ notes }) => notes.length === 0);
  }
});

test('whoever is not ready after all keeps theirs, and a note that was not marked stays where it is', async () => {
  const here = await table();
  const { ana, bo, space, worksheet } = here;
  const at = { space, sheet: worksheet };
  value(await ana.device.keepNote(note(here, 'a', 'First thought.')));
  value(await ana.device.getReady({ space, worksheet, step, ready: true }));
  value(await ana.device.getReady({ space, worksheet, step, ready: false }));
  value(await bo.device.getReady({ space, worksheet, step, ready: true }));
  const half = await sheetsOf(
    ana.device,
    at,
    ({ sheet }) => sheet?.readies[0]?.ready.includes(bo.id) === true,
  );
  expect(half.sheet?.readies[0]?.ready).toEqual([bo.id]);
  value(await ana.device.getReady({ space, worksheet, step, ready: true }));
  value(await ana.device.keepNote(note(here, 'c', 'Only for me.')));
  const open = await sheetsOf(
    ana.device,
    at,
    (view) => textsIn(view)?.length === 1 && view.notes.length === 1,
  );
  expect(open.notes.map(({ text }) => text)).toEqual(['Only for me.']);
});

test('written without a line, a note and an offer wait here, and go when it is back', async () => {
  const here = await table();
  const { ana, bo, space, worksheet } = here;
  const at = { space, sheet: worksheet };
  value(await ana.device.keepNote(note(here, 'z', 'A first one, to open the notebook.')));
  await world.stopServer();
  value(await ana.device.keepNote(note(here, 'a', 'From the train.')));
  value(await ana.device.offerNote(key('a')));
  const pending = await sheetsOf(ana.device, at, (view) => textsIn(view)?.length === 1);
  expect(pending.sheet?.offers[0]?.pending).toBe(true);
  await world.startServer();
  await sheetsOf(bo.device, at, (view) => textsIn(view)?.[0] === 'From the train.');
});

test('a line is ours once both have said yes to it', async () => {
  const { ana, bo, space, worksheet } = await table();
  const at = { space, sheet: worksheet };
  const text = 'For now we knock.';
  value(await bo.device.act(space, proposed({ worksheet, step: 'ours', text })));
  const { sheet } = await sheetsOf(ana.device, at, (view) => view.sheet?.clauses.length === 1);
  const proposal = sheet?.clauses[0]?.newest.proposal;
  if (proposal === undefined) throw new Error('it was proposed');
  value(
    await ana.device.act(space, answered({ worksheet, clause: proposal, proposal, text, answer: 'yes' })),
  );
  for (const { device } of [ana, bo])
    await sheetsOf(device, at, (view) => view.sheet?.clauses[0]?.situation === 'ours');
});
