import { eventIdOf } from '#crypto/hash.ts';
import { sealEvent } from '#crypto/seal.ts';
import { expiredSeats } from '#device/circle/expired.ts';
import type { Home } from '#device/home.ts';
import type { OutboxRecord } from '#device/records.ts';
import { currentSecret, isNewEpochNeeded, type LiveSpace } from '#device/space/live.ts';
import { areOldKeysOpen } from '#device/space/old-keys.ts';
import { idFromBytes, idToBytes } from '#kernel/ids.ts';
import type { Encodable } from '#protocol/cbor.ts';
import { suite, version } from '#protocol/version.ts';

/** Sealed for the log as it is known here; null where the key is missing, or a new epoch has to begin first. */
export async function sealRecord(
  home: Home,
  live: LiveSpace,
  record: OutboxRecord,
): Promise<OutboxRecord | null> {
  const { state, seq, hash } = live.place;
  const secret = currentSecret(live);
  const commit = state?.commits.at(-1);
  if (state === null || commit === undefined || secret === undefined) return null;
  if (isNewEpochNeeded(live) || areOldKeysOpen(home, live)) return null;
  if (expiredSeats(home, live).length > 0) return null;
  const { draft, once, at } = record;
  const drops = draft.drops ?? [];
  const blobs = draft.blobs?.map(({ id, hash: of }) => ({ id: idToBytes(id), hash: idToBytes(of) }));
  const sealed = await sealEvent({
    secret,
    signKey: home.me.signKey,
    core: {
      v: version,
      suite,
      space: state.space,
      epoch: state.epoch,
      commit: idToBytes(commit),
      author: home.me.line.person,
      seen: { seq, hash },
      ...(drops.length > 0 && { drops: drops.map(idToBytes) }),
      ...(blobs !== undefined && { blobs }),
    },
    payload: {
      kind: draft.kind,
      at,
      once,
      vault: home.account.vaultVersion,
      ...(draft.must === true && { must: true }),
      // Content is what the kind's own constructor made, and those are made of what CBOR can hold.
      content: draft.content as { readonly [key: string]: Encodable | undefined },
    },
  });
  return { ...record, id: idFromBytes(eventIdOf(sealed.header)), sealed };
}
