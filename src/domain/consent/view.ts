import { situationOf, type TextSituation } from '#domain/consent/situation.ts';
import { newestBy } from '#domain/consent/standings.ts';
import type { Answer } from '#domain/consent/state.ts';
import { readOver, type Reading, type Stretch } from '#domain/consent/stretch.ts';
import { clausesOf, type ClauseRecord, type Records, type TextRecord } from '#domain/consent/texts.ts';
import type { PresenceChange, SpaceKind } from '#domain/space/define.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';

/** One clause as it stands, with every text that it ever had. */
export interface ClauseView<Step extends string = string> {
  readonly clause: EventId;
  readonly step: Step | null;
  readonly situation: ClauseSituation;
  /** The text that is ours: since when stands in its `stretch`. */
  readonly inForce: TextView | null;
  readonly newest: TextView;
  /** The newest text that was ours and is not held any more; `inForce` is what it fell back to. */
  readonly lapsed: TextView | null;
  /** Every text, oldest first. */
  readonly history: readonly TextView[];
}

/** `ours-older-text`: something newer is there, and is not ours. Otherwise it is how the newest text stands. */
export type ClauseSituation = TextSituation | 'ours-older-text';

export interface TextView {
  readonly proposal: EventId;
  readonly text: string;
  /** Null where whoever brought it in let that go. */
  readonly by: PersonId | null;
  readonly at: Millis;
  readonly place: number;
  readonly situation: TextSituation;
  /** One for each member present, in the order of `members`. */
  readonly answers: readonly MemberAnswer[];
  readonly waitsFor: readonly PersonId[];
  /** The last time for which it was ours. */
  readonly stretch: Stretch | null;
  /** Everybody who ever said yes to it, also those who have left or let go since. */
  readonly saidYes: readonly SaidYes[];
  readonly pending: boolean;
}

export interface MemberAnswer {
  readonly member: PersonId;
  readonly answer: Answer['answer'] | 'none';
  readonly at: Millis | null;
  readonly because: string | null;
  readonly pending: boolean;
}

export interface SaidYes {
  readonly person: PersonId;
  /** When they last did. */
  readonly at: Millis;
}

/** What of a space consent is read from. Any `SpaceState` will do. */
export interface ConsentGround {
  readonly kind: SpaceKind;
  readonly members: readonly PersonId[];
  readonly presence: readonly PresenceChange[];
  readonly waiting: readonly EventId[];
  readonly keptBackUpTo: ReadonlyMap<PersonId, number>;
  readonly updateNeeded: boolean;
}

/** False while something cannot be read that could end an agreement: then nothing is shown as ours. */
export function isCertain({ waiting, updateNeeded }: ConsentGround): boolean {
  return waiting.length === 0 && !updateNeeded;
}

/** Who holds what, in the order in which it was opened. Costs as much as there are answers, and comings and goings for each text. */
export function clauseViews<Step extends string>(
  ground: ConsentGround,
  records: Records<Step>,
): readonly ClauseView<Step>[] {
  const certain = isCertain(ground);
  return clausesOf(records).map((record) => viewClause({ ...ground, certain }, record));
}

type CertainGround = ConsentGround & { readonly certain: boolean };

function viewClause<Step extends string>(
  ground: CertainGround,
  { clause, texts }: ClauseRecord<Step>,
): ClauseView<Step> {
  const read = texts.map((text) => viewText(ground, text));
  const inForce = inForceAmong(read);
  const history = read.map((text) => (text.situation === 'ours' && text !== inForce ? replaced(text) : text));
  // A clause comes into being with its first text.
  const newest = history.at(-1)!;
  const lapsed = history.findLast(({ situation }) => situation === 'lapsed');
  return {
    clause,
    step: texts.findLast(({ step }) => step !== null)?.step ?? null,
    situation: situationOfClause(history, newest, inForce),
    inForce,
    newest,
    lapsed: lapsed !== undefined && lapsed.place > (inForce?.place ?? 0) ? lapsed : null,
    history,
  };
}

/** The newest text that is ours; none while a newer one may be. */
function inForceAmong(texts: readonly TextView[]): TextView | null {
  const newest = texts.findLast(({ situation }) => situation === 'ours' || situation === 'unsure');
  return newest?.situation === 'ours' ? newest : null;
}

function replaced(text: TextView): TextView {
  return { ...text, situation: 'replaced' };
}

function situationOfClause(
  texts: readonly TextView[],
  newest: TextView,
  inForce: TextView | null,
): ClauseSituation {
  if (inForce !== null) return inForce === newest ? 'ours' : 'ours-older-text';
  return texts.some(({ situation }) => situation === 'unsure') ? 'unsure' : newest.situation;
}

function viewText(ground: CertainGround, text: TextRecord<string>): TextView {
  const { answers, ...record } = text;
  const hoped = readOver({ ...ground, ...text });
  const settled = answers.some(isPending)
    ? readOver({ ...ground, ...text, answers: answers.filter((answer) => !isPending(answer)) })
    : hoped;
  const memberAnswers = ground.members.map((member) => answerOf(hoped, member));
  return {
    proposal: record.proposal,
    text: record.text,
    by: record.by,
    at: record.at,
    place: record.place,
    situation: situationOf(ground, record, { settled, hoped }),
    answers: memberAnswers,
    waitsFor: memberAnswers.filter(({ answer }) => answer === 'none').map(({ member }) => member),
    stretch: hoped.stretch?.until === null ? settled.stretch : hoped.stretch,
    saidYes: saidYesTo(text),
    pending: record.pending,
  };
}

function isPending({ pending }: Answer): boolean {
  return pending;
}

function answerOf({ standings }: Reading, member: PersonId): MemberAnswer {
  const newest = newestBy(standings, member);
  if (newest === null) return { member, answer: 'none', at: null, because: null, pending: false };
  const { answer, at, because, pending } = newest;
  return { member, answer, at, because, pending };
}

function saidYesTo({ proposal, answers }: TextRecord<string>): readonly SaidYes[] {
  const newestYes = new Map<PersonId, Millis>();
  for (const said of answers) {
    if (said.proposal !== proposal || said.pending) continue;
    if (said.answer === 'yes' || said.answer === 'yes-and') newestYes.set(said.by, said.at);
  }
  return [...newestYes].map(([person, at]) => ({ person, at }));
}
