import { apartFrom } from '#device/apart.ts';
import { chosen } from '#device/choices.ts';
import type { Closing } from '#device/closing.ts';
import type { Home } from '#device/home.ts';
import type { Turn } from '#domain/conversation/state.ts';
import { mutedBy } from '#domain/muting/muted-by.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';

/** Words that I would rather not read unasked. */
export function mutedWords({ preferences }: Home): readonly string[] {
  return chosen(preferences, 'word');
}

/**
 * Why something that somebody wrote is closed for me, until I open it; null where it stands open. What is closed makes
 * no noise either: no news, no sound, nothing said aloud. My own words never are.
 */
export function closingOf(home: Home, author: PersonId, text: string): Closing | null {
  if (author === home.me.person) return null;
  if (apartFrom(home).includes(author)) return { because: 'apart' };
  const word = mutedBy(text, mutedWords(home));
  return word === null ? null : { because: 'word', word };
}

/** Of these turns, those that are closed for me. */
export function closedAmong(home: Home, turns: readonly Turn[]): Readonly<Record<EventId, Closing>> {
  const closed = turns.flatMap((turn) => {
    const closing = turn.state === 'said' ? closingOf(home, turn.author, spokenText(turn)) : null;
    return closing === null ? [] : [[turn.id, closing] as const];
  });
  return Object.fromEntries(closed);
}

/** All that can be read of something that was said, from its content as the log has it. */
export function spokenText(content: unknown): string {
  if (typeof content !== 'object' || content === null) return '';
  const text = 'text' in content && typeof content.text === 'string' ? content.text : '';
  const note = 'note' in content && typeof content.note === 'string' ? content.note : '';
  return `${note}\n${text}`;
}
