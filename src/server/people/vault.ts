import { ok, refuse } from '#kernel/result.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { signedVaultSchema } from '#protocol/person.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
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

/** Compare-and-swap: of two devices that write at once, the second is told to read first. */
export async function putVault(
  { store }: Context,
  visit: SignedInVisit,
  vault: RequestOf<'putVault'>,
): Promise<Answer<AnswerOf<'putVault'>>> {
  const me = visit.session.person;
  const person = await store.read.person(me);
  if (person === null) return refuse('not-found');
  const { chainHead: head, signPk } = person;
  if (!(await isVaultSigned(vault, { head, signPk }))) return refuse('signature-wrong');
  return store.write(async (writes) => {
    const before = await writes.vault(me);
    if (before?.version !== vault.version - 1) return refuse('version-taken');
    await writes.putVault(me, { version: vault.version, vault: toCbor(vault) });
    return ok({});
  });
}
