import type { Context, Header } from '#domain/space/define.ts';
import { draftOf, sliceOf } from '#domain/space/draft.ts';
import { kindNamed, type AnyKind } from '#domain/space/kinds.ts';
import { earlierEvent, isLetGo, letGoBy, type Ledger } from '#domain/space/ledger.ts';
import type { EventEntry, OpenedBody } from '#domain/space/log.ts';
import type { Work } from '#domain/space/mark.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

export interface Scene {
  readonly work: Work;
  readonly ledger: Ledger;
  /** From this place on nothing is in the log yet. */
  readonly pendingFrom: number;
}

/** Lets one event happen, or be as if it had not. `unknown`: nobody can tell what it changes, so stop before it. */
export function happen(scene: Scene, entry: EventEntry): 'done' | 'unknown' {
  const { work, ledger } = scene;
  if (ledger.placeById.get(entry.eventId) !== entry.seq) return 'done';
  if (!work.present.has(entry.author)) return 'done';
  if (isLetGo(ledger, entry.eventId)) return leaveTraces(scene, entry);
  if (entry.body.state === 'opened') return readOut(scene, entry, entry.body);
  if (entry.body.state === 'waiting') work.waiting.push(entry.eventId);
  if (entry.body.state === 'kept-back') {
    work.keptBack.push(entry.eventId);
    work.keptBackUpTo.set(entry.author, entry.seq);
  }
  return 'done';
}

function readOut(scene: Scene, entry: EventEntry, body: OpenedBody): 'done' | 'unknown' {
  const { work } = scene;
  const kind = kindNamed(body.kind);
  if (kind === null && body.must) return 'unknown';
  if (isRepeat(work, entry, body)) return 'done';
  if (kind === null) return 'done';
  const context = contextAt(scene, headerOf(entry), entry.seq);
  const asked = ask({ kind, content: body.content, slice: sliceOf(work.slices, kind.noun), context });
  if (asked.ok) kind.apply(draftOf(work.slices, kind.noun), asked.value, context);
  return 'done';
}

/** The one place that says whether something may happen; what comes back is its content, parsed. */
export function ask(asked: {
  readonly kind: AnyKind;
  readonly content: unknown;
  readonly slice: object;
  readonly context: Context;
}): Result<unknown> {
  const { kind, content, slice, context } = asked;
  if (kind.spaces !== undefined && !kind.spaces.includes(context.spaceKind))
    return refuse('not-in-this-space');
  if (context.hasEnded && kind.afterTheEnd !== true) return refuse('space-ended');
  const parsed = kind.parse(content);
  if (!parsed.ok) return parsed;
  const may = kind.may(slice, parsed.value, context);
  return may.ok ? ok(parsed.value) : may;
}

/** Where an event was let go, those that let it go may leave something. The first of them has the last word. */
function leaveTraces(scene: Scene, entry: EventEntry): 'done' {
  const { work, ledger } = scene;
  for (const by of letGoBy(ledger, entry.eventId)) {
    if (by.body.state !== 'opened') continue;
    const kind = kindNamed(by.body.kind);
    if (kind?.leaves === undefined) continue;
    if (kind.spaces !== undefined && !kind.spaces.includes(work.from.kind)) continue;
    const parsed = kind.parse(by.body.content);
    if (!parsed.ok) continue;
    kind.leaves(
      draftOf(work.slices, kind.noun),
      parsed.value,
      contextAt(scene, headerOf(entry), by.seq),
      by.at,
    );
  }
  return 'done';
}

function isRepeat(work: Work, { author }: EventEntry, { once }: OpenedBody): boolean {
  const doneBy = work.acts.get(once) ?? [];
  if (doneBy.includes(author)) return true;
  work.acts.put(once, [...doneBy, author]);
  return false;
}

function headerOf({ eventId, author, at, seq }: EventEntry): Header {
  return { eventId, author, at, place: seq };
}

/** @param cause the place of the event that this is about: its own, or of the one that let it go. */
export function contextAt({ work, ledger, pendingFrom }: Scene, header: Header, cause: number): Context {
  return {
    ...header,
    spaceKind: work.from.kind,
    members: work.members,
    hasEnded: work.ended !== null,
    pending: cause >= pendingFrom,
    earlier: (eventId) => earlierEvent(ledger, eventId, header.place),
  };
}
