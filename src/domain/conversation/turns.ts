import type { Conversation, Turn } from '#domain/conversation/state.ts';
import type { EventId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';

/** The newest turns, oldest of them first. Costs what it gives, however long the conversation is. */
export function newestTurns({ turns }: Conversation, count: number): readonly Turn[] {
  return valuesOf(turns, turns.size - count);
}

/** The turns that came right before this one: the page above it. */
export function turnsBefore({ turns }: Conversation, turn: EventId, count: number): readonly Turn[] {
  const position = turns.positionOf(turn);
  return position === undefined ? [] : valuesOf(turns, position - count, position);
}

/** This turn and all that follow it, which is what a page shows that reaches down to the newest. */
export function turnsFrom({ turns }: Conversation, turn: EventId): readonly Turn[] {
  const position = turns.positionOf(turn);
  return position === undefined ? [] : valuesOf(turns, position);
}

export function turnById({ turns }: Conversation, turn: EventId): Turn | null {
  return turns.get(turn) ?? null;
}

/** The first turn after a place in the log: what is new for somebody who has read up to there. */
export function firstTurnAfter({ turns }: Conversation, place: number): Turn | null {
  let from = 0;
  let to = turns.size;
  while (from < to) {
    const middle = (from + to) >> 1;
    const turn = turns.at(middle);
    if (turn !== undefined && turn.place <= place) from = middle + 1;
    else to = middle;
  }
  return turns.at(from) ?? null;
}
