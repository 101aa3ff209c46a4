import { verifyChain } from '#crypto/chain.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { ok, refuse } from '#kernel/result.ts';
import { toMinutes } from '#kernel/time.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { chainSchema, signedVaultSchema, unlockersSchema } from '#protocol/person.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
import type { StoredFormer, StoredPerson } from '#server/store/store.ts';
import type { Visit } from '#server/visit.ts';
import { formerAccountLasts } from './change-account.ts';
import { handedAccount } from './handed-account.ts';
import { kept } from './kept.ts';
import { isProved } from './proof.ts';
import { beginSession } from './signed-in.ts';

/**
 * Coming in by the twelve words. A look-up id that nobody has is counted, checked and refused like one that somebody
 * has: whoever asks learns nothing before they have shown the recovery key.
 */
export async function openByKit(
  context: Context,
  visit: Visit,
  { lookup, proof }: RequestOf<'openByKit'>,
): Promise<Answer<AnswerOf<'openByKit'>>> {
  const { store, guard, clock } = context;
  if (!guard.mayTryKit(lookup)) return refuse('too-many');
  const person = await store.read.personByKit(lookup);
  const signPk = person === null ? nobodysKey : await recoveryKeyOf(person);
  const isTheirs = await isProved(context, proof, { person: lookup, signPk });
  if (!isTheirs || person === null) return refuse('kit-unknown');

  const vault = await store.read.vault(person.person);
  if (vault === null) return refuse('kit-unknown');
  const former = await store.read.formerAccounts(person.person, toMinutes(clock()) - formerAccountLasts);
  const signIn = await store.write((writes) => beginSession(context, writes, person.person));
  signIn(visit);
  return ok({ ...handedAccount(person, vault), former: former.map(readFormer) });
}

async function recoveryKeyOf({ chain }: StoredPerson): Promise<Bytes> {
  return kept(await verifyChain(kept(fromCbor(chainSchema, chain)))).recoveryPk;
}

function readFormer({ unlockers, vault }: StoredFormer) {
  return {
    unlockers: kept(fromCbor(unlockersSchema, unlockers)),
    vault: kept(fromCbor(signedVaultSchema, vault)),
  };
}

/** A sound key, so that a look-up id that nobody has takes as long as any. What it might sign opens nothing. */
const nobodysKey: Bytes = Uint8Array.from(
  Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex'),
);
