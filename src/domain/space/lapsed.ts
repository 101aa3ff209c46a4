import { kindNamed } from '#domain/space/kinds.ts';
import { isLetGo, type Ledger } from '#domain/space/ledger.ts';
import type { EventEntry } from '#domain/space/log.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

export interface Lapse {
  readonly author: PersonId;
  /** What came before this is over. */
  readonly before: Millis;
  readonly now: Millis;
}

/** What somebody said that is still there though its time is over, oldest first. Costs as much as the log is long. */
export function lapsedOf(ledger: Ledger, { author, before, now }: Lapse): readonly EventId[] {
  return valuesOf(ledger.entries).flatMap((entry) => {
    if (entry.type !== 'event' || entry.author !== author || isLetGo(ledger, entry.eventId)) return [];
    const counted = whoseAgeCounts(ledger, entry);
    return counted !== null && cameAt(counted, now) < before ? [entry.eventId] : [];
  });
}

/** Null where it stays whatever its age. */
function whoseAgeCounts(ledger: Ledger, entry: EventEntry): EventEntry | null {
  if (entry.body.state !== 'opened') return null;
  const kind = kindNamed(entry.body.kind);
  if (kind?.lapses === undefined || kind.droppable !== true) return null;
  const content = kind.parse(entry.body.content);
  if (!content.ok) return null;
  const place = ledger.placeById.get(kind.lapses(content.value, entry.eventId));
  const counted = place === undefined ? undefined : ledger.entries.at(place - 1);
  // Nobody's age counts but that of one's own words.
  return counted?.type === 'event' && counted.author === entry.author ? counted : entry;
}

/**
 * The later of the server's minute and the author's own clock, so that a server that dates entries back makes nothing
 * old; unless the clock says a time that is still to come, which shows that it was wrong.
 */
function cameAt({ at, body }: EventEntry, now: Millis): Millis {
  return body.state === 'opened' && body.at <= now ? Math.max(at, body.at) : at;
}
