import { describe, expect, test } from 'vitest';
import { endingBegunFor } from '#domain/ending/begun.ts';
import { choseKeeping } from '#domain/ending/chose.ts';
import { passagesOf } from '#domain/space/searchables.ts';
import { answered } from '#domain/worksheet/answered.ts';
import { asked } from '#domain/worksheet/asked.ts';
import { gotReady } from '#domain/worksheet/got-ready.ts';
import { heard } from '#domain/worksheet/heard.ts';
import { forgotten, noted } from '#domain/worksheet/noted.ts';
import { offered } from '#domain/worksheet/offered.ts';
import { proposed } from '#domain/worksheet/proposed.ts';
import { letGo, rested, takenUp } from '#domain/worksheet/put.ts';
import { reopened } from '#domain/worksheet/reopened.ts';
import { started } from '#domain/worksheet/started.ts';
import { sheetView, type SheetView } from '#domain/worksheet/view.ts';
import { withdrawn } from '#domain/worksheet/withdrawn.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { ana, bench, bo, cai, stranger } from '#tests/domain/cast.ts';
import { plain } from '#tests/domain/plain.ts';
import { tell, type Story } from '#tests/domain/story.ts';

const step = 'apart';
const kindness = 'Kindness, also on Mondays.';

function begin(story: Story, by: PersonId): EventId {
  return story.does(by, started({ tool: 't15', version: 1 }));
}

function sheetOf(story: Story, id: EventId): SheetView {
  const view = sheetView(story.state(), id);
  if (view === null) throw new Error('no such sheet');
  return view;
}

const offersOf = (story: Story, id: EventId) =>
  sheetOf(story, id).offers.map((offer) => [offer.by, offer.state === 'offered' ? offer.text : offer.state]);

describe.each<[string, PersonId, PersonId]>([
  ['Ana and Bo', ana, bo],
  ['Bo and Ana', bo, ana],
])('between %s', (_names, one, other) => {
  test('either offers on a sheet that the other began', () => {
    const story = tell('pair', one, other);
    const worksheet = begin(story, one);
    for (const by of [other, one])
      story.does(by, offered({ worksheet, step, asked: 'What did you see?', text: `seen by ${by}` }));
    expect(offersOf(story, worksheet)).toEqual([
      [other, `seen by ${other}`],
      [one, `seen by ${one}`],
    ]);
  });

  test('what is taken back is gone from the state and from search, and a line says that it was there', () => {
    const story = tell('pair', one, other);
    const worksheet = begin(story, one);
    const secret = 'The letter from the bank.';
    const id = story.does(one, offered({ worksheet, step, asked: 'What is it about?', text: secret }));
    expect(passagesOf(story.state(), 'worksheet').map(({ words }) => words)).toEqual([secret]);
    story.does(other, withdrawn({ id, worksheet, step }));
    expect(offersOf(story, worksheet)).toEqual([[one, secret]]);
    story.does(one, withdrawn({ id, worksheet, step }));
    expect(offersOf(story, worksheet)).toEqual([[one, 'withdrawn']]);
    expect(JSON.stringify(plain(story.state()))).not.toContain(secret);
    expect(passagesOf(story.state(), 'worksheet')).toEqual([]);
  });

  test('a step opens once both are ready, and either may be not ready after all', () => {
    const story = tell('pair', one, other);
    const worksheet = begin(story, one);
    const readiness = () => sheetOf(story, worksheet).readies.map(({ ready, open }) => [ready.length, open]);
    story.does(one, gotReady({ worksheet, step, ready: true }));
    expect(readiness()).toEqual([[1, false]]);
    story.does(one, gotReady({ worksheet, step, ready: false }));
    story.does(other, gotReady({ worksheet, step, ready: true }));
    expect(readiness()).toEqual([[1, false]]);
    story.does(one, gotReady({ worksheet, step, ready: true }));
    expect(readiness()).toEqual([[2, true]]);
  });

  test('only whoever wrote the words says whether they were said back', () => {
    const story = tell('pair', one, other);
    const worksheet = begin(story, one);
    const of = story.does(one, offered({ worksheet, step, asked: 'What did you see?', text: 'Two cups.' }));
    const back = { worksheet, step: 'back', asked: 'What did you hear?', text: 'There were two cups.' };
    const offer = story.does(other, offered({ ...back, of }));
    story.does(other, heard({ worksheet, offer, as: 'yes' }));
    story.does(one, heard({ worksheet, offer: of, as: 'yes' }));
    expect(sheetOf(story, worksheet).hearings).toEqual([]);
    story.does(one, heard({ worksheet, offer, as: 'near', more: 'One was mine.' }));
    expect(sheetOf(story, worksheet).hearings).toMatchObject([
      { by: one, as: 'near', more: 'One was mine.' },
    ]);
  });

  test('a line is ours once both say yes to it, and no longer once either does not', () => {
    const story = tell('pair', one, other);
    const worksheet = begin(story, other);
    const proposal = story.does(one, proposed({ worksheet, step, text: kindness }));
    const wording = { worksheet, clause: proposal, proposal, text: kindness };
    expect(sheetOf(story, worksheet).clauses).toMatchObject([{ situation: 'waiting', inForce: null }]);
    story.does(other, answered({ ...wording, text: 'Kindness.', answer: 'yes' }));
    expect(sheetOf(story, worksheet).clauses).toMatchObject([{ situation: 'waiting' }]);
    story.does(other, answered({ ...wording, answer: 'yes' }));
    expect(sheetOf(story, worksheet).clauses).toMatchObject([
      { situation: 'ours', inForce: { text: kindness } },
    ]);
    story.does(one, proposed({ worksheet, step, clause: proposal, text: 'Kindness, daily.' }));
    expect(sheetOf(story, worksheet).clauses).toMatchObject([
      { situation: 'ours-older-text', inForce: { text: kindness } },
    ]);
    story.does(other, reopened(wording));
    expect(sheetOf(story, worksheet).clauses).toMatchObject([{ inForce: null }]);
  });

  test('either puts a sheet by, lets it go, and takes it up again', () => {
    const story = tell('pair', one, other);
    const worksheet = begin(story, one);
    const status = () => sheetOf(story, worksheet).sheet.status;
    story.does(other, rested(worksheet));
    expect(status()).toBe('resting');
    story.does(one, letGo(worksheet));
    expect(status()).toBe('let-go');
    story.does(one, offered({ worksheet, step, asked: 'One word more?', text: 'It is not lost.' }));
    expect(offersOf(story, worksheet)).toHaveLength(1);
    story.does(other, takenUp(worksheet));
    expect(status()).toBe('open');
  });
});

test('a line of one sheet is never a line of another', () => {
  const story = tell('pair', ana, bo);
  const [worksheet, other] = [begin(story, ana), begin(story, ana)];
  const proposal = story.does(ana, proposed({ worksheet, step, text: kindness }));
  story.does(bo, proposed({ worksheet: other, step, clause: proposal, text: 'Moved here.' }));
  story.does(bo, answered({ worksheet: other, clause: proposal, proposal, text: kindness, answer: 'yes' }));
  expect(sheetOf(story, other).clauses).toEqual([]);
  expect(sheetOf(story, worksheet).clauses).toMatchObject([{ situation: 'waiting' }]);
});

test('in a circle a step waits for everybody there, and whoever comes back is asked again', () => {
  const story = tell('circle', ana, bo, cai);
  const worksheet = begin(story, ana);
  for (const by of [ana, bo]) story.does(by, gotReady({ worksheet, step, ready: true }));
  const isOpen = () => sheetOf(story, worksheet).readies[0]?.open;
  expect(isOpen()).toBe(false);
  story.leaves(cai);
  expect(isOpen()).toBe(true);
  story.joins(cai);
  story.does(cai, gotReady({ worksheet, step, ready: true }));
  expect(isOpen()).toBe(true);
  story.leaves(bo);
  story.joins(bo);
  expect(isOpen()).toBe(false);
});

test('alone nothing opens: there is nobody to open it with', () => {
  const story = tell('pair', ana);
  const worksheet = begin(story, ana);
  story.does(ana, gotReady({ worksheet, step, ready: true }));
  expect(sheetOf(story, worksheet).readies).toMatchObject([{ ready: [ana], open: false }]);
});

test('a stranger does nothing on a sheet, and nobody on one that is not there', () => {
  const story = tell('pair', ana, bo);
  const worksheet = begin(story, ana);
  story.does(stranger, offered({ worksheet, step, asked: 'Who?', text: 'Me.' }));
  story.does(bo, asked({ worksheet: bench as string as EventId, step, text: 'Where?' }));
  expect(offersOf(story, worksheet)).toEqual([]);
  expect(story.state().worksheet.questions.size).toBe(0);
});

test('notes are taken in a notebook only, new words take the place of the old, and what is forgotten is gone', () => {
  const note = { space: bench, key: 'k'.repeat(22), step, prompt: 'one', asked: 'What do you need?' };
  const pair = tell('pair', ana, bo);
  const shared = begin(pair, ana);
  pair.does(ana, noted({ ...note, worksheet: shared, text: 'Sleep.' }));
  expect(pair.state().worksheet.notes.size).toBe(0);

  const story = tell('solo', ana);
  const worksheet = shared;
  const notes = () => valuesOf(story.state().worksheet.notes).map(({ text }) => text);
  const first = story.does(ana, noted({ ...note, worksheet, text: 'Sleep.' }));
  const second = story.does(
    ana,
    noted({ ...note, worksheet, text: 'Sleep, and a door that shuts.' }, [first]),
  );
  expect(notes()).toEqual(['Sleep, and a door that shuts.']);
  story.does(ana, forgotten([second]));
  expect(notes()).toEqual([]);
});

test('where a space has ended nothing new is offered, and all can still be taken back', () => {
  const story = tell('pair', ana, bo);
  const worksheet = begin(story, ana);
  const id = story.does(ana, offered({ worksheet, step, asked: 'And?', text: 'Before.' }));
  story.does(bo, endingBegunFor({ on: null }));
  for (const by of [ana, bo]) story.does(by, choseKeeping({ hasChosen: true }));
  story.does(bo, offered({ worksheet, step, asked: 'And?', text: 'After.' }));
  expect(offersOf(story, worksheet)).toEqual([[ana, 'Before.']]);
  story.does(ana, withdrawn({ id, worksheet, step }));
  expect(offersOf(story, worksheet)).toEqual([[ana, 'withdrawn']]);
});
