import type { Closing } from '#device/closing.ts';
import type { GoodbyeWish, Offer, Underway } from '#domain/ending/state.ts';
import type { Moment } from '#domain/pause/state.ts';
import type { Coming, SatTogether } from '#domain/sitting/state.ts';
import type { Ended } from '#domain/space/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';

/** What becomes of a space on my devices once it has ended. Nobody else is told. */
export type Keeping = 'keep' | 'let-go';

/** Pausing, being quiet together, and ending, as the pages of a space show them. */
export interface MomentsView {
  /** Who asked for a moment and has not said that they are back; whether its time is over is for the page to see. */
  readonly away: readonly Moment[];
  readonly sitting: readonly Coming[];
  readonly sat: readonly SatTogether[];
  readonly ending: EndingView;
  /** What I said that waits here until somebody is back. */
  readonly held: readonly EventId[];
  /** What I wrote that would have come after the end. */
  readonly tooLate: readonly { readonly id: EventId; readonly text: string }[];
}

export interface EndingView {
  readonly underway: Underway | null;
  readonly offers: readonly Offer[];
  /** Of these, what is closed for me until I open it. */
  readonly closed: Readonly<Record<EventId, Closing>>;
  readonly noGoodbye: readonly GoodbyeWish[];
  /** Who has chosen what they keep. */
  readonly chosen: readonly PersonId[];
  readonly ended: Ended | null;
  /** What I chose; null where I have not. */
  readonly keeping: Keeping | null;
}
