import type { OutboxRecord } from '#device/records.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { DraftEvent } from '#domain/space/define.ts';
import type { PendingEvent } from '#domain/space/log.ts';
import { bytesToText } from '#kernel/bytes.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';

/** What waits here, as the fold lays it on top of what the log has. */
export function pendingOf(live: LiveSpace, author: PersonId): readonly PendingEvent[] {
  return live.outbox.map(({ id, draft, once, at }) => ({
    eventId: id,
    author,
    at,
    kind: draft.kind,
    content: draft.content,
    drops: draft.drops ?? [],
    once: bytesToText(once),
  }));
}

/**
 * Sealed anew, an event has another id. What was written after it and speaks of it follows, and, not being sent yet,
 * is sealed anew too.
 */
export function renamed(
  records: readonly OutboxRecord[],
  from: EventId,
  to: EventId,
): readonly OutboxRecord[] {
  return records.map((record) => {
    const draft = renamedIn(record.draft, from, to);
    return draft === record.draft ? record : { ...record, draft, sealed: undefined };
  });
}

/** Whether one speaks of the other, and can do nothing before it. */
export function isAbout({ content, drops = [] }: DraftEvent, id: EventId): boolean {
  return speaksOf(content, id) || drops.includes(id);
}

function renamedIn(draft: DraftEvent, from: EventId, to: EventId): DraftEvent {
  if (!isAbout(draft, from)) return draft;
  const drops = draft.drops?.map((drop) => (drop === from ? to : drop));
  return { ...draft, content: replaced(draft.content, from, to), ...(drops && { drops }) };
}

function speaksOf(content: unknown, id: EventId): boolean {
  if (content === id) return true;
  if (typeof content !== 'object' || content === null) return false;
  return Object.values(content).some((value) => speaksOf(value, id));
}

function replaced(content: unknown, from: EventId, to: EventId): unknown {
  if (content === from) return to;
  if (Array.isArray(content)) return content.map((value) => replaced(value, from, to));
  if (typeof content !== 'object' || content === null || content instanceof Uint8Array) return content;
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, replaced(value, from, to)]));
}
