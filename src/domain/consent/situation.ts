import { isOurs } from '#domain/consent/ours.ts';
import { all, newestBy } from '#domain/consent/standings.ts';
import type { Reading } from '#domain/consent/stretch.ts';
import type { SpaceKind } from '#domain/space/define.ts';
import type { PersonId } from '#kernel/ids.ts';

export type TextSituation =
  /** Everybody holds it. */
  | 'ours'
  /** Everybody holds it, and a newer text has taken its place. */
  | 'replaced'
  /** It seems to be ours, but something that could end it cannot be read. */
  | 'unsure'
  /** It will be there, or will be ours, once what waits on this device is in the log. */
  | 'pending'
  /** It was ours, and somebody no longer holds it or has gone. */
  | 'lapsed'
  | 'worried'
  | 'not-yet'
  /** Taken back before it was ever ours. */
  | 'let-go'
  /** Nobody is against it; some have not answered. */
  | 'waiting'
  /** Everybody answered and nobody is against it, but too few say yes. */
  | 'too-few-yes';

/** A text as the log has it, and as it will be once everything that waits on this device is in the log. */
export interface Readings {
  readonly settled: Reading;
  readonly hoped: Reading;
}

export interface Ground {
  readonly kind: SpaceKind;
  readonly members: readonly PersonId[];
  readonly keptBackUpTo: ReadonlyMap<PersonId, number>;
  readonly certain: boolean;
}

/** A yes counts once it is in the log; a no counts at once. */
export function situationOf(
  ground: Ground,
  text: { readonly pending: boolean },
  readings: Readings,
): TextSituation {
  const { settled, hoped } = readings;
  const willBeOurs = isOurs(ground.kind, all(hoped.standings));
  if (willBeOurs && !isOurs(ground.kind, all(settled.standings))) return 'pending';
  if (willBeOurs) return ground.certain && !isInDoubt(ground, settled) ? 'ours' : 'unsure';
  if (text.pending) return 'pending';
  return situationOfOpen(ground, hoped);
}

function situationOfOpen({ members }: Ground, { standings, stretch }: Reading): TextSituation {
  const everybodys = all(standings);
  const somebodyIsSilent = everybodys.includes('silent');
  if (stretch !== null && (everybodys.includes('no') || !somebodyIsSilent)) return 'lapsed';
  const answers = members.map((member) => newestBy(standings, member)?.answer);
  if (answers.includes('worried')) return 'worried';
  if (answers.includes('not-yet')) return 'not-yet';
  if (answers.includes('let-go')) return 'let-go';
  return somebodyIsSilent ? 'waiting' : 'too-few-yes';
}

/**
 * Whether the server keeps back something that one of us wrote after their yes: it might take that yes back. Saying
 * yes once more ends the doubt.
 */
function isInDoubt({ members, keptBackUpTo }: Ground, { standings }: Reading): boolean {
  return members.some(
    (member) => (keptBackUpTo.get(member) ?? 0) > (newestBy(standings, member)?.place ?? 0),
  );
}
