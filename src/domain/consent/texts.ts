import type { Answer, Consents } from '#domain/consent/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';

/** One clause with every text that was ever proposed for it, in that order. There is always one. */
export interface ClauseRecord<Step extends string> {
  readonly clause: EventId;
  readonly texts: readonly [TextRecord<Step>, ...TextRecord<Step>[]];
}

export interface TextRecord<Step extends string> {
  readonly proposal: EventId;
  readonly text: string;
  readonly at: Millis;
  readonly place: number;
  /** Null where the proposal was let go: the text lives on in what others answered, and is nobody's. */
  readonly by: PersonId | null;
  readonly step: Step | null;
  readonly pending: boolean;
  /** All answers to these very words, also where they were proposed again, in the order of the log. */
  readonly answers: readonly Answer[];
}

/** What was proposed, and those of the answers that clauses are looked for in. */
export interface Records<Step extends string> {
  readonly proposals: Pick<Consents<Step>['proposals'], 'get'>;
  readonly answers: readonly Answer[];
}

/** The clauses in the order in which they were opened. */
export function clausesOf<Step extends string>(records: Records<Step>): readonly ClauseRecord<Step>[] {
  const answersByClause = groupedBy(records.answers, ({ clause }) => clause);
  const clauses: ClauseRecord<Step>[] = [];
  for (const [clause, answers] of answersByClause) {
    const [first, ...others] = textsOf(records, answers);
    if (first !== undefined) clauses.push({ clause, texts: [first, ...others] });
  }
  return clauses.sort((one, other) => one.texts[0].place - other.texts[0].place);
}

/** A text is there as long as somebody's answer carries it. Who proposes one gives the first answer. */
function textsOf<Step extends string>(
  { proposals }: Records<Step>,
  answers: readonly Answer[],
): readonly TextRecord<Step>[] {
  const answersByWords = groupedBy(answers, ({ text }) => text);
  const texts = new Map<string, TextRecord<Step>>();
  for (const { proposal, text, proposedAt: at, proposedPlace: place, pending: only } of answers) {
    const key = `${proposal} ${text}`;
    if (texts.has(key)) continue;
    const { by = null, step = null, pending = only } = proposals.get(proposal) ?? {};
    texts.set(key, { proposal, text, at, place, by, step, pending, answers: answersByWords.get(text) ?? [] });
  }
  return [...texts.values()].sort((one, other) => one.place - other.place);
}

function groupedBy<Key, Value>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}
