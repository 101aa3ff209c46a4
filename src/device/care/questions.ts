import type { LiveSpace } from '#device/space/live.ts';
import type { CareAsk, CareYes } from '#domain/care/state.ts';
import type { SpaceState as Folded } from '#domain/space/state.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { idToBytes, type EventId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { careLeast, maySign, standsStill, type CareQuestion } from '#protocol/care.ts';
import { memberOf, type SpaceState } from '#protocol/space-state.ts';

/** An ask that is neither done nor taken back, with the signatures that count for it now. */
export interface OpenQuestion {
  readonly ask: CareAsk;
  readonly question: CareQuestion;
  readonly yeses: readonly CareYes[];
}

/** What is asked of the care circle and not done, oldest first. */
export function openQuestions({ care }: Folded, { place }: LiveSpace): readonly OpenQuestion[] {
  const { state } = place;
  if (state === null) return [];
  return valuesOf(care.asks).flatMap((ask) => questionOf(state, ask) ?? []);
}

export function openQuestion(folded: Folded, live: LiveSpace, id: EventId): OpenQuestion | null {
  return openQuestions(folded, live).find(({ ask }) => ask.id === id) ?? null;
}

function questionOf(state: SpaceState, ask: CareAsk): OpenQuestion | null {
  const { act, by } = ask;
  const person = idToBytes(ask.person);
  const member = memberOf(state, ask.person);
  if (ask.takenBack || member === undefined || state.commits[member.since - 1] !== ask.since) return null;
  const isInCircle = state.care.some((one) => equalBytes(one, person));
  if (act === 'removal' ? state.care.length < careLeast : isInCircle !== (act === 'out')) return null;
  const question = { act, person };
  // Anybody can write such a thing. It is a question only where the word of whoever asks counts.
  if (!maySign(state, question, idToBytes(by))) return null;
  const yeses = ask.yeses.filter(
    (yes) => standsStill(state, act, yes.number) && maySign(state, question, idToBytes(yes.by)),
  );
  return yeses.length === 0 ? null : { ask, question, yeses };
}
