import type { Retention, StayChoice } from '#domain/retention/state.ts';
import { isLonger, type Stay } from '#domain/retention/stay.ts';
import type { PresenceChange } from '#domain/space/define.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';

/** One time that held, from then until the next. */
export interface InForce {
  readonly stay: Stay;
  readonly since: Millis;
  readonly place: number;
  /** Whose choice made it hold; null where it came to hold because somebody left who had not wished for it. */
  readonly by: PersonId | null;
}

/** What holds, what held before, and what some wish for that not all have said yes to. */
export interface RetentionReading {
  /** Null while nobody has ever chosen anything: then all is kept. */
  readonly now: InForce | null;
  /** All that ever held, oldest first. */
  readonly past: readonly InForce[];
  /** Wishes for longer, in the order of the log. */
  readonly wishes: ReadonlyMap<PersonId, Stay>;
}

/** What of a space this is read from. Any `SpaceState` will do. */
export interface RetentionGround {
  readonly presence: readonly PresenceChange[];
  readonly retention: Retention;
}

/**
 * Reads the log over the choices. A shorter time than the one in force holds at once. A wish for a longer one waits
 * until everybody who is present wishes for exactly that; whoever leaves is waited for no longer, and whoever comes
 * has wished for nothing. When another time comes to hold, all wishes are over: they spoke to what held before.
 */
export function readRetention({ presence, retention }: RetentionGround): RetentionReading {
  const past: InForce[] = [];
  const present = new Set<PersonId>();
  const wishes = new Map<PersonId, Stay>();

  function hold(next: InForce): void {
    past.push(next);
    wishes.clear();
  }

  for (const happening of inLogOrder(presence, retention)) {
    const { at: since, place } = happening;
    if ('joined' in happening) {
      for (const person of happening.left) present.delete(person);
      for (const person of happening.joined) present.add(person);
      for (const person of [...happening.left, ...happening.joined]) wishes.delete(person);
    } else {
      const { by, stay } = happening;
      wishes.delete(by);
      const holds = past.at(-1)?.stay ?? 'all';
      if (isLonger(holds, stay)) hold({ stay, since, place, by });
      else if (isLonger(stay, holds)) wishes.set(by, stay);
    }
    const wished = wishOfAll(present, wishes);
    if (wished !== null) hold({ stay: wished, since, place, by: 'by' in happening ? happening.by : null });
  }
  return { now: past.at(-1) ?? null, past, wishes };
}

/** The one time that everybody present wishes for. */
function wishOfAll(present: ReadonlySet<PersonId>, wishes: ReadonlyMap<PersonId, Stay>): Stay | null {
  const [first] = wishes.values();
  if (first === undefined) return null;
  return [...present].every((person) => wishes.get(person) === first) ? first : null;
}

function inLogOrder(
  presence: readonly PresenceChange[],
  { choices }: Retention,
): readonly (PresenceChange | StayChoice)[] {
  const all: (PresenceChange | StayChoice)[] = [...presence];
  for (let position = 0; position < choices.size; position++) {
    const choice = choices.at(position);
    if (choice !== undefined) all.push(choice);
  }
  return all.sort((one, other) => one.place - other.place);
}
