import { ok } from '#kernel/result.ts';
import { pageMost, type AnswerOf, type LogPage } from '#protocol/api.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { toMinutes } from '#kernel/time.ts';
import type { Context } from '#server/context.ts';
import { storedToEntry } from '#server/log/entries.ts';
import type { Answer } from '#server/refusal.ts';
import type { SignedInVisit } from '#server/visit.ts';

/** A page is cut off after about this much, so that long entries do not make one answer enormous. */
const pageBytesMost = 2 * 1024 * 1024;

export async function readHeads(
  { store, clock }: Context,
  visit: SignedInVisit,
): Promise<Answer<AnswerOf<'heads'>>> {
  const heads = [...(await store.read.headsOf(visit.session.person))];
  return ok({ heads, now: toMinutes(clock()) });
}

export async function readLog(context: Context, visit: SignedInVisit): Promise<Answer<AnswerOf<'log'>>> {
  return ok(await readPage(context, visit.place, visit));
}

export async function readPage(
  { store, places }: Context,
  space: Bytes,
  {
    after,
    most,
    bodies = Infinity,
  }: { readonly after: number; readonly most: number; readonly bodies?: number },
): Promise<LogPage> {
  const entries = await store.read.entries(space, {
    after,
    most: Math.min(most, pageMost),
    bytesMost: pageBytesMost,
  });
  const head = await places.of(space);
  const last = entries.at(-1);
  // Whoever reads sees a head that is never behind the entries beside it.
  const isBehind = head === null || (last !== undefined && head.seq < last.seq);
  const { seq, hash } = isBehind && last !== undefined ? last : (head ?? { seq: 0, hash: space });
  const shown = entries.map((entry) => (entry.seq > seq - bodies ? entry : { ...entry, body: null }));
  return { entries: shown.map(storedToEntry), head: { seq, hash } };
}

export async function readBoxes(
  { store }: Context,
  visit: SignedInVisit,
): Promise<Answer<AnswerOf<'boxes'>>> {
  return ok({ boxes: [...(await store.read.boxesTo(visit.place, visit.session.person))] });
}
