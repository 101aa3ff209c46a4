import { kindNamed } from '#domain/space/kinds.ts';
import type { EventEntry, LogEntry, OpenedBody } from '#domain/space/log.ts';
import type { PersonId } from '#kernel/ids.ts';

/**
 * What somebody else offered is theirs: it stays out of what I take along unless they said in it that it may be taken.
 * Everything else that I could read as a member goes along, the words of others in a conversation too.
 */
export function staysHere(entry: LogEntry, me: PersonId): boolean {
  if (entry.type !== 'event' || entry.author === me || entry.body.state !== 'opened') return false;
  const kind = kindNamed(entry.body.kind);
  if (kind?.offered === undefined) return false;
  const parsed = kind.parse(entry.body.content);
  return !parsed.ok || kind.offered(parsed.value) === 'stays-here';
}

/** Where it stood, as a thing that nobody knows: it changes nothing, and is not taken for something kept back. */
export function withoutOffered(entry: EventEntry): EventEntry {
  const body: OpenedBody = {
    state: 'opened',
    kind: 'archive.left-out',
    at: entry.at,
    once: entry.eventId,
    must: false,
    content: {},
  };
  return { ...entry, body };
}
