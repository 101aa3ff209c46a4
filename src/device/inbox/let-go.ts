import type { LiveSpace } from '#device/space/live.ts';
import type { LogEntry } from '#domain/space/log.ts';

/** The places of what an entry lets go: their words leave this device with it. */
export function placesLetGo(live: LiveSpace, entry: LogEntry): readonly number[] {
  if (entry.type === 'membership') return [];
  const { placeById } = live.fold.ledger;
  return entry.drops.flatMap((drop) => {
    const place = placeById.get(drop);
    return place === undefined || place >= entry.seq ? [] : [place];
  });
}
