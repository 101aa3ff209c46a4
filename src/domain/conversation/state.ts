import type { TurnFile } from '#domain/conversation/file.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/** Everything said, one turn after the other as the log has them. */
export interface Conversation {
  /** By the id of the event that said it. */
  readonly turns: Shelf<Turn>;
}

export type Turn = SaidTurn | WithdrawnTurn;

export interface SaidTurn extends AnyTurn {
  readonly state: 'said';
  /** Beside a picture or a recording this is its description, and may be empty. */
  readonly text: string;
  /** What the text is about, shown first; the text stays closed until somebody opens it. */
  readonly note: string | null;
  readonly rewordedAt: Millis | null;
  /** The event that holds the words as they are now, where it is not the one that first said them. */
  readonly rewording: EventId | null;
  /** What is shown or heard here, where it is more than words. */
  readonly file?: TurnFile;
}

/** "Bo withdrew a word": the line that stays where the words were. */
export interface WithdrawnTurn extends AnyTurn {
  readonly state: 'withdrawn';
  readonly withdrawnAt: Millis;
}

interface AnyTurn {
  readonly id: EventId;
  readonly author: PersonId;
  readonly at: Millis;
  /** Its place in the log. */
  readonly place: number;
  /** Something about it is still waiting on this device. */
  readonly pending: boolean;
}

export const emptyConversation: Conversation = { turns: emptyShelf() };
