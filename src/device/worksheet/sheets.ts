import type { Closing } from '#device/closing.ts';
import type { HeardAs, Note, Sheet } from '#domain/worksheet/state.ts';
import type { SheetView } from '#domain/worksheet/view.ts';
import type { EventId, SpaceId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import type { Millis } from '#kernel/time.ts';

export type { HeardAs, Note, Sheet, SheetView };

/** The sheets of one space, or one of them. */
export interface SheetsQuestion {
  readonly space: SpaceId;
  /** Null for the list of all. */
  readonly sheet: EventId | null;
}

export interface SheetsView {
  readonly situation: 'opening' | 'open' | 'not-here';
  /** All of them, in the order in which they were begun. */
  readonly sheets: readonly SheetSummary[];
  readonly sheet: SheetView | null;
  /** What I keep to myself on that sheet. */
  readonly notes: readonly Note[];
  /** Of what was offered, what is closed for me until I open it. */
  readonly closed: Readonly<Record<EventId, Closing>>;
}

export interface SheetSummary extends Sheet {
  readonly lastAt: Millis;
}

/** What I write on a sheet for myself. `key` is its own name, drawn once; kept again under it, it takes its own place. */
export type NoteToKeep = Omit<Note, 'id' | 'at' | 'pending' | 'opens'>;

/** What somebody does with what is theirs. Each may be asked twice and happens once. */
export interface SheetDoors {
  /** Keeps a note on my devices. The first one opens my notebook, which needs a line. */
  keepNote(note: NoteToKeep): Promise<Result<EventId>>;
  forgetNote(key: string): Promise<Result<void>>;
  /** Shows a note to the others. It is theirs to read from then on, and mine to take back. */
  offerNote(key: string): Promise<Result<EventId>>;
  /** Takes back what I offered; its words come back to my notes. */
  takeBackOffer(space: SpaceId, offer: EventId): Promise<Result<void>>;
  /** Says that my notes of a step may be opened as soon as everybody says so; or not yet after all. */
  getReady(step: StepToOpen): Promise<Result<void>>;
}

export interface StepToOpen {
  readonly space: SpaceId;
  readonly worksheet: EventId;
  readonly step: string;
  readonly ready: boolean;
}
