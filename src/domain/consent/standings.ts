import { lesser, standingOf, type Standing } from '#domain/consent/ours.ts';
import type { Answer } from '#domain/consent/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';

/** How the people present stand towards one text, while the log is read over it. */
export interface Standings {
  readonly proposal: EventId;
  readonly byMember: Map<PersonId, Said>;
}

interface Said {
  toProposal?: Answer;
  toWords?: Answer;
}

export function startStandings(proposal: EventId): Standings {
  return { proposal, byMember: new Map() };
}

/** A newcomer has answered nothing, and neither has somebody who left and came back. */
export function arrive({ byMember }: Standings, person: PersonId): void {
  byMember.set(person, {});
}

export function depart({ byMember }: Standings, person: PersonId): void {
  byMember.delete(person);
}

/** @param said an answer to these very words, proposed here or elsewhere. */
export function answer({ proposal, byMember }: Standings, said: Answer): void {
  const before = byMember.get(said.by);
  if (before === undefined) return;
  before.toWords = said;
  if (said.proposal === proposal) before.toProposal = said;
}

export function all({ byMember }: Standings): readonly Standing[] {
  return [...byMember.values()].map(({ toProposal, toWords }) => standingOf(lesser(toProposal, toWords)));
}

/** What somebody present says to this text now; null where they have not answered. */
export function newestBy({ byMember }: Standings, person: PersonId): Answer | null {
  const said = byMember.get(person);
  return said === undefined ? null : lesser(said.toProposal, said.toWords);
}
