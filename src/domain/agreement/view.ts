import type { Agreement, Choice, Revisit } from '#domain/agreement/state.ts';
import type { Step } from '#domain/agreement/steps.ts';
import { clauseViews, isCertain, type ClauseView, type ConsentGround } from '#domain/consent/view.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { valuesOf, type Shelf } from '#kernel/shelf.ts';

export interface AgreementView {
  /** False while something cannot be read that could end an agreement: then nothing is shown as ours. */
  readonly certain: boolean;
  /** In the order in which they were opened. */
  readonly clauses: readonly AgreementClause[];
  /** The clause that everybody present would keep in sight, while it is ours. */
  readonly inSight: EventId | null;
  readonly choices: readonly MemberChoice[];
  /** The clause that everybody present has as our words for a pause, while it is ours. */
  readonly forPauses: EventId | null;
  readonly pauseChoices: readonly MemberChoice[];
  readonly revisit: Revisit | null;
}

export interface MemberChoice {
  readonly member: PersonId;
  readonly clause: EventId | null;
}

export type AgreementClause = ClauseView<Step>;

/** What of a space the agreement is read from. Any `SpaceState` will do. */
export interface AgreementGround extends ConsentGround {
  readonly agreement: Agreement;
}

/** Who holds what, for people to see. Costs as much as there are answers, and comings and goings for each text. */
export function agreementView(ground: AgreementGround): AgreementView {
  const { proposals, answers } = ground.agreement;
  const clauses = clauseViews(ground, { proposals, answers: valuesOf(answers) });
  const choices = choicesOf(ground, ground.agreement.inSight);
  const pauseChoices = choicesOf(ground, ground.agreement.forPauses);
  return {
    certain: isCertain(ground),
    clauses,
    choices,
    inSight: chosenByAll(choices, clauses),
    pauseChoices,
    forPauses: chosenByAll(pauseChoices, clauses),
    revisit: ground.agreement.revisit,
  };
}

/** What somebody chose before they last came in is over, like everything they said then. */
function choicesOf({ members, presence }: AgreementGround, choices: Shelf<Choice>): readonly MemberChoice[] {
  const cameAt = new Map(
    presence.flatMap(({ place, joined }) => joined.map((person) => [person, place] as const)),
  );
  return members.map((member) => {
    const choice = choices.get(member);
    const counts = choice !== undefined && !choice.pending && choice.place > (cameAt.get(member) ?? 0);
    return { member, clause: counts ? choice.clause : null };
  });
}

function chosenByAll(choices: readonly MemberChoice[], clauses: readonly AgreementClause[]): EventId | null {
  const [first, ...others] = choices;
  if (first === undefined || others.some(({ clause }) => clause !== first.clause)) return null;
  const chosen = clauses.find(({ clause }) => clause === first.clause);
  return chosen === undefined || chosen.inForce === null ? null : chosen.clause;
}
