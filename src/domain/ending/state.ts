import type { Prompt } from '#domain/ending/prompts.ts';
import type { PresenceChange } from '#domain/space/define.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/** How people bring a space to its end. That it has ended stands beside the slices, because it holds for all of them. */
export interface Ending {
  readonly underway: Underway | null;
  /** What somebody offered the others to read, by the event that did. */
  readonly offers: Shelf<Offer>;
  /** Who would rather have no goodbye, by person: their newest word. */
  readonly goodbyes: Shelf<GoodbyeWish>;
  /** Who has chosen what they keep, by person: their newest word. What they chose is nobody else's business. */
  readonly choices: Shelf<KeepingChoice>;
}

export interface Underway {
  readonly by: PersonId;
  readonly at: Millis;
  readonly place: number;
  /** A day on which it might end. It does nothing by itself. */
  readonly on: string | null;
  readonly pending: boolean;
}

export interface Offer {
  readonly id: EventId;
  readonly by: PersonId;
  readonly at: Millis;
  readonly prompt: Prompt;
  readonly text: string;
  readonly pending: boolean;
}

export interface GoodbyeWish {
  readonly by: PersonId;
  readonly none: boolean;
  readonly place: number;
  readonly pending: boolean;
}

export interface KeepingChoice {
  readonly by: PersonId;
  readonly hasChosen: boolean;
  readonly place: number;
  readonly pending: boolean;
}

export const emptyEnding: Ending = {
  underway: null,
  offers: emptyShelf(),
  goodbyes: emptyShelf(),
  choices: emptyShelf(),
};

/** What of a space its end is read from. */
export interface EndingGround {
  readonly members: readonly PersonId[];
  readonly presence: readonly PresenceChange[];
  readonly ending: Pick<Ending, 'underway' | 'choices'>;
}

/** Those present who have chosen since this ending was begun and since they last came in. */
export function whoHasChosen({ members, presence, ending }: EndingGround): readonly PersonId[] {
  const { underway, choices } = ending;
  if (underway === null) return [];
  const since = new Map(
    presence.flatMap(({ place, joined }) => joined.map((person) => [person, place] as const)),
  );
  return members.filter((member) => {
    const choice = choices.get(member);
    if (choice === undefined || !choice.hasChosen) return false;
    return choice.place > Math.max(underway.place, since.get(member) ?? 0);
  });
}

/** The rule: it has ended when everybody present has chosen. It asks whether, and never who. */
export function hasEnded(ground: EndingGround): boolean {
  const { members, ending } = ground;
  if (ending.underway === null || members.length === 0) return false;
  return whoHasChosen(ground).length === members.length;
}
