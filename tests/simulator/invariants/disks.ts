import { createSafe } from '#device/safe.ts';
import type { AccountRecord, OutboxRecord } from '#device/records.ts';
import { fromRest } from '#device/space/rest.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { idFromBytes, isId, type PersonId, type SpaceId } from '#kernel/ids.ts';
import type { Phone, Town } from '#tests/simulator/town.ts';

/** What lies on the disk of a device, opened. */
export interface OpenDisk {
  readonly phone: Phone;
  readonly owner: PersonId;
  readonly account: AccountRecord;
  readonly spaces: ReadonlyMap<SpaceId, LiveSpace>;
  /** What waits there for a space. */
  outboxOf(space: SpaceId): readonly OutboxRecord[];
}

/** The disks of everybody who is at home somewhere. */
export async function openDisks({ phones }: Town): Promise<readonly OpenDisk[]> {
  const opened = await Promise.all(
    phones.map(async (phone): Promise<OpenDisk | null> => {
      if ((await phone.disk.restKey()) === null) return null;
      const safe = createSafe(phone.disk);
      const account = await safe.get('account', 'me');
      if (account === null) return null;
      const owner = idFromBytes<'person'>(account.person);
      const spaces = new Map<SpaceId, LiveSpace>();
      for (const { key } of await safe.list('spaces')) {
        if (!isId(key)) continue;
        // Nothing else is ever a key of that table.
        const live = await fromRest(safe, key as SpaceId);
        if (live !== null) spaces.set(live.id, live);
      }
      const outbox = await safe.list('outbox');
      const outboxOf = (space: SpaceId) =>
        outbox.filter(({ key }) => key.startsWith(space)).map(({ value }) => value);
      return { phone, owner, account, spaces, outboxOf };
    }),
  );
  return opened.filter((disk) => disk !== null);
}
