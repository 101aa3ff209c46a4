import { assert } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { ok, refuse } from '#kernel/result.ts';
import { toMinutes } from '#kernel/time.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { chainSchema, linkSchema, signedVaultSchema, unlockersSchema } from '#protocol/person.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
import type { StoredFormer } from '#server/store/store.ts';
import type { Visit } from '#server/visit.ts';
import { formerAccountLasts } from './change-account.ts';
import { handedAccount } from './handed-account.ts';
import { kept } from './kept.ts';
import { nobodysChain } from './nobody.ts';
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
  if (!(await guard.mayTryKit(lookup))) return refuse('too-many');
  const person = await store.read.personByKit(lookup);
  const signPk = recoveryKeyIn(person?.chain ?? nobodysChain);
  const isTheirs = await isProved(context, proof, { person: lookup, signPk });
  if (!isTheirs || person === null) return refuse('kit-unknown');

  const vault = await store.read.vault(person.person);
  if (vault === null) return refuse('kit-unknown');
  const former = await store.read.formerAccounts(person.person, toMinutes(clock()) - formerAccountLasts);
  const signIn = await store.write((writes) => beginSession(context, writes, person.person), []);
  signIn(visit);
  return ok({ ...handedAccount(person, vault), former: former.map(readFormer) });
}

/** Every link was checked when it was taken, so the newest that names a recovery key is right. */
function recoveryKeyIn(chain: Bytes): Bytes {
  const links = kept(fromCbor(chainSchema, chain)).map(({ link }) => kept(fromCbor(linkSchema, link)));
  const keys = links.flatMap((link) => {
    if (link.type === 'genesis') return [link.recoveryPk];
    return link.type === 'recovery' ? [link.pk] : [];
  });
  const newest = keys.at(-1);
  assert(newest !== undefined, 'a chain begins with a recovery key');
  return newest;
}

function readFormer({ unlockers, vault }: StoredFormer) {
  return {
    unlockers: kept(fromCbor(unlockersSchema, unlockers)),
    vault: kept(fromCbor(signedVaultSchema, vault)),
  };
}
