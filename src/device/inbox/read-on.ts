import { takeIn, type TakenIn } from '#device/inbox/take-in.ts';
import { hashAt, type LiveSpace } from '#device/space/live.ts';
import type { Answer, Declined } from '#device/transport.ts';
import { equalBytes } from '#kernel/bytes.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { LogPage } from '#protocol/api.ts';

export interface Reading {
  readonly live: LiveSpace;
  readonly me: PersonId | null;
  readonly read: (after: number) => Promise<Answer<LogPage>>;
  /** Hands over what the server has lost; false where that is not possible. */
  readonly giveBack: (end: number) => Promise<boolean>;
  /** Of how many places at the end of the log the bodies were asked for; of all, where it does not say. */
  readonly bodies?: number;
  /** Called after each page. */
  readonly keep: (taken: TakenIn, page: LogPage) => Promise<void>;
}

/**
 * Reads a log from where it is verified up to its end. What a server has forgotten, perhaps after a restored backup, is
 * given back to it, once. A head that contradicts what was verified here stops the space for good: another entry has
 * taken a place, or the server shows them otherwise to somebody else. One that stays behind stops it until it is
 * whole again.
 */
export async function readOn({
  live,
  me,
  read,
  keep,
  giveBack,
  bodies = Infinity,
}: Reading): Promise<Answer<null>> {
  let given = false;
  for (;;) {
    if (live.problem !== undefined && live.problem !== 'forgot') return no(live.problem);
    // Asked before the answer is made, so an honest head is never behind it.
    const verified = live.place.seq;
    const page = await read(verified);
    if (!page.ok) return page;
    const { entries, head } = page.value;
    if (head.seq < verified) {
      if (!isBeginning(live, head)) return stop(live, 'fork');
      const isNew = !given;
      given = true;
      if (!isNew || !(await giveBack(head.seq))) return stop(live, 'forgot');
      continue;
    }
    const taken = await takeIn(live, { entries, claim: head, me, leftOutUpTo: head.seq - bodies });
    if (!taken.ok) return stop(live, problemOf(taken.refusal.code));
    await keep(taken.value, page.value);
    if (live.place.seq >= head.seq) return { ok: true, value: null };
    if (entries.length === 0) return no('offline');
  }
}

/** Whether a log that ends too early is the beginning of what was verified here: nothing else stands in it. */
function isBeginning(live: LiveSpace, { seq, hash }: LogPage['head']): boolean {
  const here = hashAt(live, seq);
  return here !== undefined && equalBytes(here, hash);
}

/** Nothing more is read or sent in this space. */
export function stop(live: LiveSpace, problem: Problem): { readonly ok: false; readonly refusal: Declined } {
  live.problem = problem;
  return no(problem);
}

export type Problem = 'log-broken' | 'fork' | 'forgot' | 'please-update';

export function problemOf(code: string): Problem {
  return code === 'please-update' || code === 'fork' ? code : 'log-broken';
}

function no(code: string): { readonly ok: false; readonly refusal: Declined } {
  return { ok: false, refusal: { code } };
}
