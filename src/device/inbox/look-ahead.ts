import type { Home } from '#device/home.ts';
import { readOn, type Problem } from '#device/inbox/read-on.ts';
import { currentSecret, hashAt, turnsShown, type LiveSpace } from '#device/space/live.ts';
import type { Answer } from '#device/transport.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { pageMost, type LogPage } from '#protocol/api.ts';

/** What a page shows, and a little for whatever among it is no turn. */
const newest = turnsShown + 10;

/** Entries of a log after a place; of what stands before its end by more than `bodies`, only the outside. */
export function readLog(
  home: Home,
  live: LiveSpace,
  { after, ...bodies }: { readonly after: number; readonly bodies?: number },
): Promise<Answer<LogPage>> {
  return home.transport.call('log', {}, { space: live.id, query: { after, limit: pageMost, ...bodies } });
}

/**
 * Somebody has this space before their eyes, and much was written since they were here: the newest of it is opened and
 * shown before the rest has come down the line. The whole log is verified for that, in a copy that nothing is kept of;
 * then all of it is read as ever.
 *
 * @returns the first page, where nothing was left out of it
 */
export async function lookAhead(home: Home, live: LiveSpace): Promise<Answer<LogPage> | null> {
  const isWorthIt = !live.caughtUp && home.isLookedAt(live.id) && currentSecret(live) !== undefined;
  if (!isWorthIt || live.problem !== undefined) return null;
  const { seq: from } = live.place;
  const first = await readLog(home, live, { after: from, bodies: newest });
  if (!first.ok || first.value.head.seq - newest <= from) return first;

  const ahead = copyOf(live);
  const read = async (after: number) =>
    after === from ? first : readLog(home, live, { after, bodies: newest });
  const done = await readOn({
    live: ahead,
    me: home.me.person,
    read,
    bodies: newest,
    keep: async () => {},
    giveBack: async () => false,
  });
  // Whatever is wrong with it is found out, and said, when all of it is read.
  if (!done.ok) return null;
  const { place, fold } = ahead;
  live.ahead = { place, fold, leftOutUpTo: place.seq - newest };
  home.changed(live);
  return null;
}

/** What was shown first is the same log as what was read then. */
export function whyNotAsAhead(live: LiveSpace): Problem | null {
  if (live.ahead === null) return null;
  const { seq, hash } = live.ahead.place;
  const here = hashAt(live, seq);
  if (here === undefined) return 'forgot';
  return equalBytes(here, hash) ? null : 'fork';
}

/** From now on what was read is shown. */
export function stopLookingAhead(live: LiveSpace): void {
  if (live.ahead === null) return;
  live.ahead = null;
  // It may stand further up than could be seen.
  live.firstNew = undefined;
}

function copyOf(live: LiveSpace): LiveSpace {
  return {
    ...live,
    hashes: [...live.hashes],
    epochs: new Map(live.epochs),
    formerKeys: new Map(live.formerKeys),
    invitedAt: new Map(live.invitedAt),
    sealed: new Map(live.sealed),
    before: new Map(live.before),
    eventKeys: new Map(live.eventKeys),
    handed: new Map(live.handed),
  };
}
