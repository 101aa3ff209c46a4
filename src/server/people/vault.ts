import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { day, minute, toMinutes, type Minutes } from '#kernel/time.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { signedVaultSchema } from '#protocol/person.ts';
import type { Context } from '#server/context.ts';
import { announceVault } from '#server/log/announce.ts';
import type { Answer } from '#server/refusal.ts';
import type { StoredFormer } from '#server/store/store.ts';
import type { SignedInVisit } from '#server/visit.ts';
import { isVaultSigned } from './account.ts';
import { kept } from './kept.ts';

export async function readVault(
  { store }: Context,
  visit: SignedInVisit,
): Promise<Answer<AnswerOf<'vault'>>> {
  const stored = await store.read.vault(visit.session.person);
  return stored === null ? refuse('not-found') : ok(kept(fromCbor(signedVaultSchema, stored.vault)));
}

/**
 * Compare-and-swap: of two devices that write at once, the second is told to read first. Whoever has only a device may
 * write here, so what is written over is kept for the recovery key: the first after each change of the account, and
 * then one a day, since devices write each hour.
 */
export async function putVault(
  { store, clock, bus }: Context,
  visit: SignedInVisit,
  vault: RequestOf<'putVault'>,
): Promise<Answer<AnswerOf<'putVault'>>> {
  const me = visit.session.person;
  const person = await store.read.person(me);
  if (person === null) return refuse('not-found');
  const { chainHead: head, signPk } = person;
  if (!(await isVaultSigned(vault, { head, signPk }))) return refuse('signature-wrong');
  const written = await store.write<Answer<AnswerOf<'putVault'>>>(
    async (writes) => {
      const before = await writes.vault(me);
      if (before?.version !== vault.version - 1) return refuse('version-taken');
      const now = await writes.person(me);
      if (now === null || !equalBytes(now.chainHead, head)) return refuse('version-taken');
      const at = toMinutes(clock());
      if (!isKeptAlready(await writes.newestFormerAccount(me), { head, at }))
        await writes.addFormerAccount(me, { at, unlockers: now.unlockers, vault: before.vault });
      await writes.putVault(me, { version: vault.version, vault: toCbor(vault) });
      return ok({});
    },
    [me],
  );
  if (written.ok) announceVault(bus, vault.version, idFromBytes(me));
  return written;
}

const oneDay: Minutes = day / minute;

function isKeptAlready(
  former: (StoredFormer & { readonly at: Minutes }) | null,
  now: { readonly head: Bytes; readonly at: Minutes },
): boolean {
  if (former === null || now.at - former.at >= oneDay) return false;
  return equalBytes(kept(fromCbor(signedVaultSchema, former.vault)).chainHead, now.head);
}
