import { isOurs } from '#domain/consent/ours.ts';
import { all, answer, arrive, depart, startStandings, type Standings } from '#domain/consent/standings.ts';
import type { Answer } from '#domain/consent/state.ts';
import type { PresenceChange, SpaceKind } from '#domain/space/define.ts';
import type { EventId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';

/** The last time for which a text was ours. It still is where `until` is null. */
export interface Stretch {
  readonly since: Millis;
  readonly until: Millis | null;
}

export interface Reading {
  readonly standings: Standings;
  readonly stretch: Stretch | null;
}

export interface Readable {
  readonly kind: SpaceKind;
  readonly presence: readonly PresenceChange[];
  readonly proposal: EventId;
  /** The answers to these very words, in the order of the log. */
  readonly answers: readonly Answer[];
}

/** Reads the log over one text: who came, who left, who answered what, and when all that made it ours. */
export function readOver({ kind, presence, proposal, answers }: Readable): Reading {
  const standings = startStandings(proposal);
  let stretch: Stretch | null = null;
  for (const happening of inLogOrder(presence, answers)) {
    if ('joined' in happening) comeAndGo(standings, happening);
    else answer(standings, happening);
    stretch = nextStretch(stretch, isOurs(kind, all(standings)), happening.at);
  }
  return { standings, stretch };
}

function comeAndGo(standings: Standings, { joined, left }: PresenceChange): void {
  for (const person of left) depart(standings, person);
  for (const person of joined) arrive(standings, person);
}

function nextStretch(before: Stretch | null, ours: boolean, at: Millis): Stretch | null {
  const goesOn = before !== null && before.until === null;
  if (ours) return goesOn ? before : { since: at, until: null };
  return goesOn ? { ...before, until: at } : before;
}

function* inLogOrder(
  presence: readonly PresenceChange[],
  answers: readonly Answer[],
): Generator<PresenceChange | Answer> {
  let next = 0;
  for (const said of answers) {
    for (
      let change = presence[next];
      change !== undefined && change.place < said.place;
      change = presence[next]
    ) {
      yield change;
      next += 1;
    }
    yield said;
  }
  yield* presence.slice(next);
}
