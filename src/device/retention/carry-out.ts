import type { Home } from '#device/home.ts';
import { act } from '#device/outbox/act.ts';
import { discard } from '#device/outbox/send.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import { carriedOut } from '#domain/retention/carried-out.ts';
import { readRetention } from '#domain/retention/in-force.ts';
import { overBefore } from '#domain/retention/over.ts';
import { lapsedOf } from '#domain/space/lapsed.ts';
import type { EventId } from '#kernel/ids.ts';
import { minute, type Millis } from '#kernel/time.ts';

/** As many as one event can name. */
const namedAtOnce = 256;

/**
 * Lets go of my turns in a space whose time is over. What is in the log counts, and nothing that waits; what is let go
 * waits in the outbox like all else, and is not let go a second time meanwhile. Another device of mine may do the same.
 */
export async function carryOut(home: Home, live: LiveSpace): Promise<void> {
  await forgetRefused(home, live);
  if (!isCertain(home, live) || overOf(home, live, home.clock()).length === 0) return;
  const now = Math.min(home.clock(), await minuteOutside(home));
  if (!isCertain(home, live)) return;
  const over = overOf(home, live, now);
  for (let from = 0; from < over.length; from += namedAtOnce) {
    const done = await act(home, live, carriedOut(over.slice(from, from + namedAtOnce)));
    if (!done.ok) return;
  }
}

/** Whether all is here that says what holds: a choice for longer that nobody could read would come too late. */
function isCertain(home: Home, live: LiveSpace): boolean {
  const { state } = live.fold;
  if (live.problem !== undefined || !live.caughtUp || !isMemberOf(live, home.me.person)) return false;
  if (state.waiting.length > 0 || state.updateNeeded) return false;
  const since = readRetention(state).now?.place ?? 0;
  return [...state.keptBackUpTo.values()].every((place) => place < since);
}

function overOf(home: Home, live: LiveSpace, now: Millis): readonly EventId[] {
  const before = overBefore(readRetention(live.fold.state), now);
  if (before === null) return [];
  const onTheWay = new Set(live.outbox.flatMap(({ draft }) => draft.drops ?? []));
  const over = lapsedOf(live.fold.ledger, { author: home.me.person, before, now });
  return over.filter((id) => !onTheWay.has(id));
}

/**
 * The time as somebody else has it, so that a clock of this device that runs years ahead makes nothing old. Without a
 * line it is the newest minute of any log here: less goes then, and the rest when the line is back.
 */
async function minuteOutside(home: Home): Promise<Millis> {
  const answer = await home.transport.call('heads', {});
  if (answer.ok) return answer.value.now * minute;
  const newest = [...home.spaces.values()].map(({ fold }) => {
    const { entries } = fold.ledger;
    return entries.at(entries.size - 1)?.at ?? 0;
  });
  return Math.max(0, ...newest);
}

/** Nobody sees these to send them again or to take them back: what is still over is named anew. */
async function forgetRefused(home: Home, live: LiveSpace): Promise<void> {
  const refused = live.outbox.filter(
    ({ draft, failed }) => draft.kind === 'retention.carried-out' && failed !== undefined,
  );
  for (const { id } of refused) await discard(home, live, id);
}
