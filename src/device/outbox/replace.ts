import type { Home } from '#device/home.ts';
import { renamed } from '#device/outbox/pending.ts';
import type { OutboxRecord } from '#device/records.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { outboxPut } from '#device/space/rest.ts';

/** On disk before anything else. If its id is another now, what speaks of it follows. */
export async function replace(home: Home, live: LiveSpace, record: OutboxRecord): Promise<void> {
  const before = live.outbox.find(({ number }) => number === record.number);
  if (before === undefined) return;
  const replaced = live.outbox.map((one) => (one === before ? record : one));
  const all = before.id === record.id ? replaced : renamed(replaced, before.id, record.id);
  const changed = all.filter((one, index) => one !== live.outbox[index]);
  live.outbox = all;
  await home.safe.write(changed.map((one) => outboxPut(live, one)));
  home.changed(live);
}
