import { equalBytes } from '#kernel/bytes.ts';
import { ok, refuse } from '#kernel/result.ts';
import { toMinutes } from '#kernel/time.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import { hostCardSchema } from '#protocol/instance.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import type { Context } from '#server/context.ts';
import { announceCard } from '#server/log/announce.ts';
import { kept } from '#server/people/kept.ts';
import type { Answer } from '#server/refusal.ts';
import type { Visit } from '#server/visit.ts';

/** Another card stands at the door from now on, and whoever is connected hears of it. The same words are no change. */
export async function changeCard(
  { store, clock, bus }: Context,
  _visit: Visit,
  { card }: RequestOf<'changeCard'>,
): Promise<Answer<AnswerOf<'changeCard'>>> {
  const bytes = toCbor(card);
  const cardWrittenAt = toMinutes(clock());
  const outcome = await store.write(async (writes) => {
    const before = await writes.instance();
    if (before === null) return 'no-house';
    if (equalBytes(before.card, bytes)) return 'same';
    await writes.changeCard({ card: bytes, cardWrittenAt });
    return 'changed';
  });
  if (outcome === 'no-house') return refuse('no-card');
  if (outcome === 'changed') announceCard(bus);
  return ok({});
}

export async function changePublicText(
  { store }: Context,
  _visit: Visit,
  { text }: RequestOf<'changePublicText'>,
): Promise<Answer<AnswerOf<'changePublicText'>>> {
  const isThere = await store.write(async (writes) => {
    if ((await writes.instance()) === null) return false;
    await writes.putPublicText(text);
    return true;
  });
  return isThere ? ok({}) : refuse('no-card');
}

export async function readFormerCards({ store }: Context): Promise<Answer<AnswerOf<'formerCards'>>> {
  const cards = await store.read.formerCards();
  return ok({
    cards: cards.map(({ card, cardWrittenAt }) => ({
      card: kept(fromCbor(hostCardSchema, card)),
      writtenAt: cardWrittenAt,
    })),
  });
}
