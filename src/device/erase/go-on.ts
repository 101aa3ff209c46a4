import { takeWordsBack } from '#device/erase/take-words-back.ts';
import type { Home } from '#device/home.ts';
import { catchUp } from '#device/inbox/inbox.ts';
import { send } from '#device/outbox/send.ts';
import { leaveSpace } from '#device/space/leave.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import { idFromBytes } from '#kernel/ids.ts';

/** `gone`: the server has nothing more that opens this account. `stopped`: it has to be asked for again. */
export type Erased = 'gone' | 'later' | 'stopped';

/**
 * Words first, while I am in the spaces in which they stand; then I leave them; the account last, because nothing can
 * be sent without it. Each step asks what is left to do and not how far it came, so it can end anywhere and be begun
 * again.
 */
export async function goOnErasing(home: Home): Promise<Erased> {
  const { closing } = home.account;
  if (closing === undefined) return 'stopped';
  const takesWords = new Set(closing.takingWords.map((space) => idFromBytes<'space'>(space)));
  for (const live of home.spaces.values()) {
    const done = await leaveFor(home, live, takesWords.has(live.id));
    if (!done) return 'later';
  }
  const answer = await home.transport.call('closeAccount', { link: closing.link });
  if (answer.ok) return 'gone';
  // A way in was changed elsewhere meanwhile, so this end does not follow any more.
  const isOver = answer.refusal.code === 'version-taken' || answer.refusal.code === 'signature-wrong';
  if (!isOver) return 'later';
  await stopErasing(home);
  return 'stopped';
}

/** It has to be asked for again; where I have left already, I have left. */
async function stopErasing(home: Home): Promise<void> {
  home.account = { ...home.account, closing: undefined };
  await home.safe.write([{ table: 'account', key: 'me', value: home.account }]);
  home.changedAtHome();
}

/** False where it has to be tried again. A space that has stopped for good keeps nobody from going. */
async function leaveFor(home: Home, live: LiveSpace, takesWords: boolean): Promise<boolean> {
  if (live.place.seq === 0 || live.problem !== undefined || !isMemberOf(live, home.me.person)) return true;
  const read = await catchUp(home, live);
  if (!read.ok) return live.problem !== undefined || read.refusal.code === 'not-a-member';
  if (takesWords && !(await takeWordsBack(home, live))) return false;
  // What still waits here goes out first, if it can; from outside nobody sends anything.
  if (!takesWords && live.outbox.length > 0) await send(home, live);
  const left = await leaveSpace(home, live);
  return left.ok || left.refusal.code === 'not-a-member';
}
