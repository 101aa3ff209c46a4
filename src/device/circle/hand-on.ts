import type { Home } from '#device/home.ts';
import { act } from '#device/outbox/act.ts';
import { send } from '#device/outbox/send.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { handedOn, keysMost } from '#domain/space/handed-on.ts';
import { isLetGo } from '#domain/space/ledger.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { valuesOf } from '#kernel/shelf.ts';

/**
 * Whoever comes in reads from their seat on, and yet is asked to read what the circle agrees before they sit down. So
 * each event that holds now and was not said in talking is handed on by its own key, which opens it and nothing else.
 */
export async function handOn(home: Home, live: LiveSpace): Promise<void> {
  const { ledger } = live.fold;
  const keys = valuesOf(ledger.entries).flatMap((entry) => {
    if (entry.type !== 'event' || isLetGo(ledger, entry.eventId)) return [];
    const key = live.eventKeys.get(entry.eventId);
    return key === undefined ? [] : [{ event: entry.eventId, key: bytesToText(key) }];
  });
  for (let from = 0; from < keys.length; from += keysMost) {
    await act(home, live, handedOn({ keys: keys.slice(from, from + keysMost) }));
  }
  // Whoever opens the link at once finds it there.
  await send(home, live);
}
