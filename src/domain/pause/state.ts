import type { PresenceChange } from '#domain/space/define.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/** Who has asked for a moment. Everybody asks for themselves, and comes back by themselves. */
export interface Pause {
  /** Each person's newest, by person. */
  readonly asked: Shelf<Moment>;
}

export interface Moment {
  readonly id: EventId;
  readonly by: PersonId;
  readonly at: Millis;
  readonly place: number;
  /** When they think to be back, as their own clock has it; null where they leave it open. */
  readonly until: Millis | null;
  readonly isBack: boolean;
  readonly pending: boolean;
}

export const emptyPause: Pause = { asked: emptyShelf() };

/** What of a space a pause is read from. Any `SpaceState` will do. */
export interface PauseGround {
  readonly members: readonly PersonId[];
  readonly presence: readonly PresenceChange[];
  readonly pause: Pause;
}

/**
 * The moments that people present have not come back from, whatever the time is. Whoever left and came again is back.
 */
export function openMoments({ members, presence, pause }: PauseGround): readonly Moment[] {
  const cameAt = new Map(
    presence.flatMap(({ place, joined }) => joined.map((person) => [person, place] as const)),
  );
  return members.flatMap((member) => {
    const moment = pause.asked.get(member);
    if (moment === undefined || moment.isBack) return [];
    return moment.place > (cameAt.get(member) ?? 0) ? [moment] : [];
  });
}

/** It ends at its time by itself. */
export function isStillOn({ until }: Pick<Moment, 'until'>, now: Millis): boolean {
  return until === null || now < until;
}
