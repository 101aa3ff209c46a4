import type { LiveSpace } from '#device/space/live.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { day, minute, type Millis } from '#kernel/time.ts';
import { noticeMs } from '#domain/retention/notice.ts';
import type { Stay } from '#domain/retention/stay.ts';
import type { OpenDisk } from '#tests/simulator/invariants/disks.ts';
import type { Readers } from '#tests/simulator/invariants/readers.ts';
import { epochAt, type SpaceCopy } from '#tests/simulator/invariants/server-copy.ts';

/** Whoever lets go of words because of their age lets go of their own, and of none that are younger than a day. */
export function faultsOfRetention({ id, fold }: LiveSpace): readonly string[] {
  const entries = valuesOf(fold.ledger.entries);
  const events = new Map(
    entries.flatMap((entry) => (entry.type === 'event' ? [[entry.eventId, entry] as const] : [])),
  );
  return entries.flatMap((entry) => {
    if (entry.type !== 'event' || entry.body.state !== 'opened') return [];
    if (entry.body.kind !== 'retention.carried-out') return [];
    return entry.drops.flatMap((drop) => {
      const target = events.get(drop);
      if (target?.author !== entry.author)
        return [`${id}: what came at ${entry.seq} lets go of what another said`];
      const isOld = entry.at - target.at >= day - minute;
      return isOld ? [] : [`${id}: what came at ${entry.seq} lets go of what is younger than a day`];
    });
  });
}

interface Ground {
  readonly disks: readonly OpenDisk[];
  readonly copy: SpaceCopy;
  readonly now: Millis;
}

/** Long enough to look once a day, whatever the clock said before. */
const slackMs = 2 * day;
const daysOf: Readonly<Record<Stay, number>> = {
  'a-day': 1,
  'a-week': 7,
  '30-days': 30,
  '90-days': 90,
  'a-year': 365,
  all: Infinity,
};

/** What somebody said is gone two days after its time was over, where a device of theirs was on. */
export function faultsOfOverdue(
  { id, fold }: LiveSpace,
  readers: Readers,
  { disks, copy, now }: Ground,
): readonly string[] {
  const choices = valuesOf(fold.state.retention.choices);
  // Whatever holds, it is none longer than the longest that anybody chose.
  const longest = Math.max(...choices.map(({ stay }) => daysOf[stay])) * day;
  const isOver = (at: Millis): boolean => at < now - longest - slackMs;
  const noticeIsOver = choices.every(({ at }) => at < now - noticeMs - slackMs);
  if (choices.length === 0 || !noticeIsOver) return [];
  const atHome = new Set(disks.map(({ owner }) => owner));
  return valuesOf(fold.ledger.entries).flatMap((entry) => {
    if (entry.type !== 'event' || entry.body.state !== 'opened') return [];
    if (!['conversation.said', 'conversation.shown'].includes(entry.body.kind)) return [];
    if (!isOver(entry.at) || !isOver(entry.body.at)) return [];
    const { author, seq } = entry;
    if (!readers.members.has(author) || !atHome.has(author)) return [];
    if (!readers.mayRead(author, epochAt(copy, seq))) return [];
    return [`${id}: what was said at ${seq} should be gone for its age`];
  });
}
