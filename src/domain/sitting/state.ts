import type { PresenceChange } from '#domain/space/define.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { emptyShelf, valuesOf, type Shelf } from '#kernel/shelf.ts';
import { hour, type Millis } from '#kernel/time.ts';

/** Being quiet together: who came, and who went again. */
export interface Sitting {
  /** How each person came last, by person. */
  readonly comings: Shelf<Coming>;
  /** By the event that says so, also where whoever went let go of having come. */
  readonly goings: Shelf<Going>;
}

export interface Coming {
  readonly id: EventId;
  /** A sitting is called by the event of whoever came first. */
  readonly sitting: EventId;
  readonly by: PersonId;
  readonly at: Millis;
  readonly place: number;
  readonly hasGone: boolean;
  readonly pending: boolean;
}

export interface Going {
  readonly id: EventId;
  readonly sitting: EventId;
  readonly coming: EventId;
  readonly by: PersonId;
  readonly at: Millis;
  /** `back` to talking, or `going` away. */
  readonly as: 'back' | 'going';
  /** They would have a line stay that says it. */
  readonly remember: boolean;
  readonly pending: boolean;
}

export const emptySitting: Sitting = { comings: emptyShelf(), goings: emptyShelf() };

/** What of a space it is read from. Any `SpaceState` will do. */
export interface SittingGround {
  readonly members: readonly PersonId[];
  readonly presence: readonly PresenceChange[];
  readonly sitting: Sitting;
}

/**
 * A browser that is put down does not say that its owner has gone, so nobody counts as sitting for longer than this.
 */
const longest = 4 * hour;

/** Who came and has not gone. Whoever left the space does not sit in it. */
export function sittersOf({ members, presence, sitting }: SittingGround): readonly Coming[] {
  const cameAt = new Map(
    presence.flatMap(({ place, joined }) => joined.map((person) => [person, place] as const)),
  );
  return valuesOf(sitting.comings).filter(
    ({ by, place, hasGone }) => !hasGone && members.includes(by) && place > (cameAt.get(by) ?? 0),
  );
}

export function sitsStill({ at }: Pick<Coming, 'at'>, now: Millis): boolean {
  return now - at < longest;
}

/** A sitting that everybody who sat there would have remembered. */
export interface SatTogether {
  readonly sitting: EventId;
  readonly people: readonly PersonId[];
  readonly at: Millis;
}

/** Only where all went, two or more were there, and none of them said otherwise. */
export function rememberedOf({ comings, goings }: Sitting): readonly SatTogether[] {
  const going = valuesOf(goings).filter(({ pending }) => !pending);
  const there = valuesOf(comings).filter(({ hasGone }) => !hasGone);
  const bySitting = Map.groupBy(going, ({ sitting }) => sitting);
  return [...bySitting].flatMap(([sitting, those]) => {
    const people = [...new Set(those.map(({ by }) => by))];
    const at = those.at(-1)?.at ?? 0;
    const isOpen = there.some((coming) => coming.sitting === sitting && sitsStill(coming, at));
    if (people.length < 2 || isOpen || those.some(({ remember }) => !remember)) return [];
    return [{ sitting, people, at }];
  });
}
