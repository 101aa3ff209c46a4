import type { Closing } from '#device/closing.ts';
import type { Home } from '#device/home.ts';
import { createQueue } from '#device/queue.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import { closingOf } from '#device/view/closing.ts';
import { stateOf } from '#device/view/names.ts';
import { notesOf } from '#device/worksheet/notes.ts';
import { openAtOnce } from '#device/worksheet/open-at-once.ts';
import type { SheetsQuestion, SheetsView, SheetSummary } from '#device/worksheet/sheets.ts';
import type { SpaceState } from '#domain/space/state.ts';
import { sheetView } from '#domain/worksheet/view.ts';
import type { EventId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/** Where the sheets of all spaces lie, with what I keep to myself on them. */
export interface Desk {
  look(question: SheetsQuestion): SheetsView;
  /** Something of this space is otherwise than before. */
  changed(live: LiveSpace): void;
}

export function createDesk(home: Home): Desk {
  // One after another: two at once would offer the same.
  const inTurn = createQueue();

  return {
    look: (question) => look(home, question),
    changed(live) {
      // A note that another device of mine marked may come after the word that opens it.
      const spaces = live.kind === 'solo' ? [...home.spaces.values()] : [live];
      for (const space of spaces) {
        if (space.fold.state.worksheet.readies.size === 0) continue;
        void inTurn(() => openAtOnce(home, space)).catch(() => undefined);
      }
    },
  };
}

function look(home: Home, { space, sheet: id }: SheetsQuestion): SheetsView {
  const live = home.spaces.get(space);
  if (live === undefined || !isMemberOf(live, home.me.person)) return { ...nothing, situation: 'not-here' };
  const state = stateOf(home, live);
  const sheet = id === null ? null : sheetView(state, id);
  return {
    situation: 'open',
    sheets: id === null ? summaries(state) : [],
    sheet,
    notes: notesOf(home).filter((note) => note.space === space && note.worksheet === id),
    closed: Object.fromEntries(sheet === null ? [] : sheet.offers.flatMap((offer) => closed(home, offer))),
  };
}

export const nothing: SheetsView = { situation: 'opening', sheets: [], sheet: null, notes: [], closed: {} };

function summaries({ worksheet: { sheets, offers } }: SpaceState): readonly SheetSummary[] {
  const lastAt = new Map<EventId, Millis>();
  for (const { worksheet, at } of valuesOf(offers)) lastAt.set(worksheet, at);
  return valuesOf(sheets).map((sheet) => ({
    ...sheet,
    lastAt: Math.max(sheet.at, sheet.put?.at ?? 0, lastAt.get(sheet.id) ?? 0),
  }));
}

type OfferShown = NonNullable<SheetsView['sheet']>['offers'][number];

function closed(home: Home, offer: OfferShown): readonly (readonly [EventId, Closing])[] {
  if (offer.state !== 'offered') return [];
  const closing = closingOf(home, offer.by, offer.text);
  return closing === null ? [] : [[offer.id, closing]];
}
