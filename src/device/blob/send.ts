import { waitsForYes } from '#device/account/card.ts';
import { fileHere, partHere } from '#device/blob/kept.ts';
import type { Home } from '#device/home.ts';
import { replace } from '#device/outbox/replace.ts';
import type { OutboxRecord } from '#device/records.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { idToBytes, type BlobId } from '#kernel/ids.ts';
import { partsIn } from '#protocol/blob.ts';

/**
 * Brings to the server what waits here and shows something, one after another, so that words which were written later
 * need not wait for it. Where the line breaks, the server says how far it had come.
 *
 * @param brought called whenever an event has all that it shows there, and may follow
 */
export function sendFiles(home: Home, live: LiveSpace, brought: () => void): Promise<void> {
  return live.bringing(async () => {
    for (let next = firstToBring(home, live); next !== undefined; next = firstToBring(home, live)) {
      const outcome = await bringAll(home, live, next);
      live.onTheWay.delete(next.number);
      if (outcome === 'later') return home.tryLater(live);
      if (outcome === 'gone') continue;
      if (outcome !== 'brought') {
        await replace(home, live, { ...next, failed: outcome.failed });
        continue;
      }
      live.brought.add(next.number);
      brought();
    }
  });
}

function firstToBring(home: Home, live: LiveSpace): OutboxRecord | undefined {
  if (live.problem !== undefined || waitsForYes(home)) return undefined;
  return live.outbox.find(
    ({ number, draft, failed }) =>
      draft.blobs !== undefined &&
      failed === undefined &&
      !live.taken.has(number) &&
      !live.brought.has(number),
  );
}

/** `gone`: somebody took it back meanwhile. */
type Outcome = 'brought' | 'later' | 'gone' | { readonly failed: string };

async function bringAll(home: Home, live: LiveSpace, record: OutboxRecord): Promise<Outcome> {
  for (const { id } of record.draft.blobs ?? []) {
    const outcome = await bringOne(home, live, { record, blob: id });
    if (outcome !== 'brought') return outcome;
  }
  return 'brought';
}

const worthWaiting = new Set(['offline', 'signed-out', 'too-many', 'store-away']);

interface Bringing {
  readonly record: OutboxRecord;
  readonly blob: BlobId;
}

async function bringOne(home: Home, live: LiveSpace, { record, blob }: Bringing): Promise<Outcome> {
  const file = await fileHere(home, live, blob);
  if (file === null) return { failed: 'file-gone' };
  const parts = partsIn(file.length);
  const name = { blob: idToBytes(blob), length: file.length };
  // The first only asks how much of it is there.
  let there = -1;
  while (there < parts) {
    if (!live.outbox.some(({ number }) => number === record.number)) return 'gone';
    const at = Math.max(0, there);
    const part = there < 0 ? null : await partHere(home, live, { blob, at });
    if (there >= 0 && part === null) return { failed: 'file-gone' };
    const request = { ...name, at, ...(part !== null && { part }) };
    const answer = await home.transport.call('putBlob', request, { space: live.id });
    if (!answer.ok) {
      const { code } = answer.refusal;
      return worthWaiting.has(code) ? 'later' : { failed: code };
    }
    // Whoever keeps nothing of what they take is asked again another time, and not for ever.
    if (answer.value.parts <= there) return 'later';
    there = answer.value.parts;
    live.onTheWay.set(record.number, Math.min(there, parts) / parts);
    home.changed(live);
  }
  return 'brought';
}
