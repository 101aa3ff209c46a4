import type { PersonId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf } from '#kernel/shelf.ts';

/** What each person wants to be called here, kept also for those who have left: their words still carry it. */
export interface Member {
  readonly names: Shelf<MemberName>;
}

export interface MemberName {
  readonly person: PersonId;
  readonly name: string;
  readonly pending: boolean;
}

export const emptyMember: Member = { names: emptyShelf() };

/** Null for somebody who has not said what to be called. */
export function nameOf(member: Member, person: PersonId): string | null {
  return member.names.get(person)?.name ?? null;
}
