import { ok, refuse } from '#kernel/result.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { chainSchema, linkSchema, type SignedLink } from '#protocol/person.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
import type { SignedInVisit, Visit } from '#server/visit.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { handedAccount } from './handed-account.ts';
import { kept } from './kept.ts';
import { isProvedByOneOf } from './proof.ts';

export async function readChain(
  { store }: Context,
  visit: SignedInVisit,
): Promise<Answer<AnswerOf<'chain'>>> {
  const person = await store.read.person(visit.place);
  return person === null ? refuse('not-found') : ok({ chain: kept(fromCbor(chainSchema, person.chain)) });
}

/** One's own account, as a new device gets it. */
export async function readAccount(
  { store }: Context,
  { session }: SignedInVisit,
): Promise<Answer<AnswerOf<'account'>>> {
  const person = await store.read.person(session.person);
  const vault = await store.read.vault(session.person);
  return person === null || vault === null ? refuse('not-found') : ok(handedAccount(person, vault));
}

/** Why a key that was in force once opens no session any more. The same no for a stranger's key and for nobody's id. */
export async function whyEnded(
  context: Context,
  _visit: Visit,
  { person: id, proof }: RequestOf<'whyEnded'>,
): Promise<Answer<AnswerOf<'whyEnded'>>> {
  const person = await context.store.read.person(id);
  const chain = person === null ? [] : kept(fromCbor(chainSchema, person.chain));
  const isTheirs = await isProvedByOneOf(context, proof, { person: id, signPks: chain.flatMap(signPkIn) });
  return isTheirs ? ok({ chain }) : refuse('signature-wrong');
}

function signPkIn({ link }: SignedLink): readonly Bytes[] {
  const read = kept(fromCbor(linkSchema, link));
  return read.type === 'genesis' || read.type === 'rotate' ? [read.signPk] : [];
}
