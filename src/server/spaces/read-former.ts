import { ok, refuse } from '#kernel/result.ts';
import type { AnswerOf } from '#protocol/api.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
import type { SignedInVisit } from '#server/visit.ts';
import { readPage } from './read.ts';

/** What somebody could read while they were a member, up to the entry that says why they are not. */
export async function readFormerLog(
  context: Context,
  visit: SignedInVisit,
): Promise<Answer<AnswerOf<'formerLog'>>> {
  const { store } = context;
  const { place, after, session } = visit;
  const membership = await store.read.membership(place, session.person);
  if (membership?.isFormer !== true) return refuse('not-a-member');
  const { endedAt } = membership;
  const hash = endedAt === null ? null : await store.read.hashAt(place, endedAt);
  if (endedAt === null || hash === null) return refuse('not-found');
  const most = Math.min(visit.most, Math.max(0, endedAt - after));
  const { entries } = most === 0 ? { entries: [] } : await readPage(context, place, { after, most });
  const boxes = await store.read.boxesTo(place, session.person);
  return ok({ entries, head: { seq: endedAt, hash }, boxes: [...boxes] });
}
