import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse } from '#kernel/result.ts';
import { toMinutes } from '#kernel/time.ts';
import { pageMost, type AnswerOf, type RequestOf } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { chainSchema, type SignedLink } from '#protocol/person.ts';
import type { Context } from '#server/context.ts';
import { isStillOpen } from '#server/log/invited.ts';
import { kept } from '#server/people/kept.ts';
import { isProved } from '#server/people/proof.ts';
import type { Answer } from '#server/refusal.ts';
import type { Visit } from '#server/visit.ts';
import { readPage } from './read.ts';

/** Whoever holds an invitation's key reads what it opens, and the boxes sealed to it. */
export async function readByInvitation(
  context: Context,
  _visit: Visit,
  { space, invitation, proof, after }: RequestOf<'readByInvitation'>,
): Promise<Answer<AnswerOf<'readByInvitation'>>> {
  if (!(await isProved(context, proof, { person: invitation, signPk: invitation })))
    return refuse('signature-wrong');
  const { store, clock } = context;
  const open = await isStillOpen(store.read, space, { signPk: invitation, now: toMinutes(clock()) });
  if (!open.ok) return open;
  const chain = await chainOfOpener(context, space, invitation);
  if (chain === null) return refuse('invitation-unknown');
  const page = await readPage(context, space, { after, most: pageMost });
  return ok({ ...page, boxes: [...(await store.read.boxesTo(space, invitation))], chain });
}

async function chainOfOpener(
  { store, places }: Context,
  space: Bytes,
  invitation: Bytes,
): Promise<SignedLink[] | null> {
  const place = await places.of(space);
  const open = place?.state.invitations.find(({ signPk }) => equalBytes(signPk, invitation));
  const opener = open === undefined ? null : await store.read.person(open.opener);
  return opener === null ? null : kept(fromCbor(chainSchema, opener.chain));
}
