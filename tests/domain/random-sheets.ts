import type { DraftEvent } from '#domain/space/define.ts';
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
import { withdrawn } from '#domain/worksheet/withdrawn.ts';
import type { EventId } from '#kernel/ids.ts';
import { bench } from '#tests/domain/cast.ts';

/** What people do on the sheets of tools. */
export const sheetDeeds = [
  'start a sheet',
  'offer on a sheet',
  'offer on a sheet',
  'take it back from a sheet',
  'lay a question',
  'say it back',
  'hear it',
  'get ready',
  'make a line of a sheet ours',
  'make another line of it',
  'yes to a line',
  'yes to a line',
  'yes to a line',
  'not yet to a line',
  'no longer to a line',
  'put a sheet by',
  'note on a sheet',
  'forget a note',
] as const;

export type SheetDeed = (typeof sheetDeeds)[number];

/** What there is to do it to. */
export interface SheetsMade {
  readonly sheets: EventId[];
  readonly offers: { readonly id: EventId; readonly worksheet: EventId; readonly step: string }[];
  readonly questions: EventId[];
  readonly lines: {
    readonly worksheet: EventId;
    readonly clause: EventId;
    readonly proposal: EventId;
    readonly text: string;
  }[];
  readonly notes: EventId[];
}

export function noSheets(): SheetsMade {
  return { sheets: [], offers: [], questions: [], lines: [], notes: [] };
}

interface Doing {
  readonly does: (event: DraftEvent) => EventId;
  readonly made: SheetsMade;
  readonly pick: number;
  readonly index: number;
}

const puts = [rested, letGo, takenUp] as const;

export function performOnSheet({ does, made, pick, index }: Doing, what: SheetDeed): void {
  const worksheet = newest(made.sheets, pick);
  const step = `step-${pick % 2}`;
  if (what === 'start a sheet') {
    made.sheets.push(does(started({ tool: `t${pick % 30}`, version: 1, title: `Sheet ${index}` })));
    return;
  }
  if (worksheet === undefined) return;
  const offer = newest(made.offers, pick);
  const line = newest(made.lines, pick);
  switch (what) {
    case 'offer on a sheet': {
      const of = newest(made.questions, pick);
      const words = { worksheet, step, asked: 'What is it like?', text: `offered ${index}` };
      const id = does(offered(of === undefined || pick % 2 === 0 ? words : { ...words, of }));
      made.offers.push({ id, worksheet, step });
      return;
    }
    case 'take it back from a sheet':
      if (offer !== undefined) does(withdrawn(offer));
      return;
    case 'lay a question':
      made.questions.push(does(asked({ worksheet, step, card: `card-${pick % 9}`, text: `What ${index}?` })));
      return;
    case 'say it back': {
      if (offer === undefined) return;
      const said = { worksheet: offer.worksheet, step, asked: 'Did I hear you?', text: `back ${index}` };
      made.offers.push({ ...offer, id: does(offered({ ...said, of: offer.id })), step });
      return;
    }
    case 'hear it': {
      if (offer === undefined) return;
      const as = (['yes', 'near', 'no'] as const)[pick % 3]!;
      does(heard({ worksheet: offer.worksheet, offer: offer.id, as }));
      return;
    }
    case 'get ready':
      does(gotReady({ worksheet, step, ready: pick % 4 > 0 }));
      return;
    case 'make a line of a sheet ours': {
      const text = `line ${index}`;
      const proposal = does(proposed({ worksheet, step, text }));
      made.lines.push({ worksheet, clause: proposal, proposal, text });
      return;
    }
    case 'make another line of it': {
      if (line === undefined) return;
      const text = `other line ${index}`;
      const on = pick % 5 === 0 ? worksheet : line.worksheet;
      const proposal = does(proposed({ worksheet: on, step, clause: line.clause, text }));
      made.lines.push({ ...line, worksheet: on, proposal, text });
      return;
    }
    case 'yes to a line':
    case 'not yet to a line':
      if (line !== undefined)
        does(answered({ ...line, answer: what === 'yes to a line' ? 'yes' : 'not-yet' }));
      return;
    case 'no longer to a line':
      if (line !== undefined) does(reopened(line));
      return;
    case 'put a sheet by':
      does(puts[pick % puts.length]!(worksheet));
      return;
    case 'note on a sheet':
      made.notes.push(does(noted(aNote(worksheet, step, index))));
      return;
    case 'forget a note': {
      const note = newest(made.notes, pick);
      if (note !== undefined) does(forgotten([note]));
    }
  }
}

function aNote(worksheet: EventId, step: string, index: number) {
  const key = `${index}`.padEnd(22, 'k');
  return { space: bench, worksheet, step, key, prompt: 'one', asked: 'And you?', text: `note ${index}` };
}

function newest<Value>(values: readonly Value[], pick: number): Value | undefined {
  return values[values.length - 1 - (pick % (values.length || 1))];
}
