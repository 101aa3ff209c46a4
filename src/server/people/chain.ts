import { ok, refuse } from '#kernel/result.ts';
import type { AnswerOf } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { chainSchema } from '#protocol/person.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
import type { SignedInVisit } from '#server/visit.ts';
import { kept } from './kept.ts';

export async function readChain(
  { store }: Context,
  visit: SignedInVisit,
): Promise<Answer<AnswerOf<'chain'>>> {
  const person = await store.read.person(visit.place);
  return person === null ? refuse('not-found') : ok({ chain: kept(fromCbor(chainSchema, person.chain)) });
}
