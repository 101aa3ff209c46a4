import type { Home } from '#device/home.ts';
import { openJournal } from '#device/journal/open-journal.ts';
import { act, newOnce } from '#device/outbox/act.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { notebookOf, notesNamed, notesOf } from '#device/worksheet/notes.ts';
import type { NoteToKeep, StepToOpen } from '#device/worksheet/sheets.ts';
import { gotReady } from '#domain/worksheet/got-ready.ts';
import { forgotten, noted } from '#domain/worksheet/noted.ts';
import { offered } from '#domain/worksheet/offered.ts';
import type { Note } from '#domain/worksheet/state.ts';
import { withdrawn } from '#domain/worksheet/withdrawn.ts';
import { bytesToText, textToBytes } from '#kernel/bytes.ts';
import type { EventId, SpaceId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { valuesOf } from '#kernel/shelf.ts';

type Opening = Pick<Note, 'opens'>;

/** Keeps a note in my notebook. What stood there under the same name goes. */
export async function keepNote(
  home: Home,
  note: NoteToKeep,
  { opens }: Opening = { opens: false },
): Promise<Result<EventId>> {
  const notebook = await openNotebook(home);
  if (!notebook.ok) return notebook;
  const former = notesNamed(home, note.key);
  const same = former.find(({ text, opens: before }) => text === note.text && before === opens);
  if (same !== undefined) return ok(same.id);
  const { key, space, worksheet, step, prompt, asked, text, of } = note;
  const words = { key, space, worksheet, step, prompt, asked, text };
  const content = { ...words, ...(of !== null && { of }), ...(opens && { opens }) };
  return act(
    home,
    notebook.value,
    noted(
      content,
      former.map(({ id }) => id),
    ),
  );
}

export async function forgetNote(home: Home, key: string): Promise<Result<void>> {
  const notebook = notebookOf(home);
  const notes = notesNamed(home, key);
  if (notebook === undefined || notes.length === 0) return ok(undefined);
  return done(await act(home, notebook, forgotten(notes.map(({ id }) => id))));
}

/** First it is with the others on disk, and only then it goes from the notebook: nothing is lost in between. */
export async function offerNote(home: Home, key: string): Promise<Result<EventId>> {
  const note = notesNamed(home, key).at(-1);
  const live = note && home.spaces.get(note.space);
  const once = textToBytes(key);
  if (note === undefined || live === undefined || once === null) return refuse('not-found');
  const { worksheet, step, asked, text, of } = note;
  const offer = offered({ worksheet, step, asked, text, ...(of !== null && { of }) });
  // Another device of mine that offers it too does it under the same word, and it happens once.
  const shown = await act(home, live, offer, once);
  if (!shown.ok) return shown;
  const gone = await forgetNote(home, key);
  return gone.ok ? shown : gone;
}

/** The words come back to my notes first, so that taking back never loses them. */
export async function takeBackOffer(home: Home, space: SpaceId, id: EventId): Promise<Result<void>> {
  const live = home.spaces.get(space);
  const offer = live?.fold.state.worksheet.offers.get(id);
  if (live === undefined || offer?.state !== 'offered' || offer.by !== home.me.person)
    return refuse('nothing-offered');
  const { worksheet, step, asked, text, of } = offer;
  const isKept = notesOn(home, { space, worksheet, step }).some((note) =>
    note.text.split('\n').includes(text),
  );
  const note = { key: bytesToText(newOnce()), space, worksheet, step, prompt: 'taken-back', asked, text, of };
  const kept = isKept ? ok(undefined) : await keepNote(home, note);
  if (!kept.ok) return kept;
  const draft = withdrawn(offer);
  return done(await act(home, live, { ...draft, drops: sameAct(live, offer.id) }));
}

/** What else stands in the log as the same act of mine: left there, it would come up once the first of them is gone. */
function sameAct(live: LiveSpace, id: EventId): readonly EventId[] {
  const events = valuesOf(live.fold.ledger.entries).flatMap((entry) =>
    entry.type === 'event' && entry.body.state === 'opened' ? [{ ...entry, once: entry.body.once }] : [],
  );
  const first = events.find(({ eventId }) => eventId === id);
  if (first === undefined) return [id];
  return events
    .filter(({ author, once }) => author === first.author && once === first.once)
    .map(({ eventId }) => eventId);
}

/** My notes of that step are marked before anybody hears that they may be opened. */
export async function getReady(home: Home, step: StepToOpen): Promise<Result<void>> {
  const live = home.spaces.get(step.space);
  if (live === undefined) return refuse('not-found');
  for (const note of notesOn(home, step)) {
    const kept = await keepNote(home, note, { opens: step.ready });
    if (!kept.ok) return kept;
  }
  const { worksheet, step: name, ready } = step;
  return done(await act(home, live, gotReady({ worksheet, step: name, ready })));
}

export function notesOn(home: Home, at: Pick<StepToOpen, 'space' | 'worksheet' | 'step'>): readonly Note[] {
  return notesOf(home).filter(
    ({ space, worksheet, step }) => space === at.space && worksheet === at.worksheet && step === at.step,
  );
}

async function openNotebook(home: Home): Promise<Result<LiveSpace>> {
  const here = notebookOf(home);
  if (here !== undefined) return ok(here);
  const opened = await openJournal(home);
  if (!opened.ok) return opened;
  const live = home.spaces.get(opened.value);
  return live === undefined ? refuse('not-found') : ok(live);
}

function done(result: Result<unknown>): Result<void> {
  return result.ok ? ok(undefined) : result;
}
