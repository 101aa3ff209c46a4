import type { TurnFile } from '#domain/conversation/file.ts';
import type { Conversation, SaidTurn } from '#domain/conversation/state.ts';
import type { Context, Draft } from '#domain/space/define.ts';

interface Brought {
  readonly text: string | undefined;
  readonly note?: string | undefined;
  readonly file?: TurnFile;
}

/** Lays a turn under those before it, under the id of the event that brought it. */
export function putTurn(
  draft: Draft<Conversation>,
  { author, eventId: id, at, place, pending }: Context,
  { text = '', note, ...shows }: Brought,
): void {
  const words = { text, note: note ?? null, rewordedAt: null, rewording: null };
  const turn: SaidTurn = { state: 'said', id, author, at, place, ...words, pending, ...shows };
  draft.turns.put(id, turn);
}
