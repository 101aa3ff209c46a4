import type { LiveSpace } from '#device/space/live.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { day, minute } from '#kernel/time.ts';

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
