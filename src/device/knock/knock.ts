import { isApart } from '#device/apart.ts';
import type { Home } from '#device/home.ts';
import { forgetLetter, keyOf, leaveLetter } from '#device/knock/letters-out.ts';
import { meetMembers } from '#device/people.ts';
import { openPair } from '#device/knock/open-pair.ts';
import { act } from '#device/outbox/act.ts';
import type { OnItsWayRecord } from '#device/records.ts';
import { leaveSpace } from '#device/space/leave.ts';
import {
  askedIn,
  communityOf,
  isWaitingForOther,
  nameAmongAll,
  pairWith,
  stateOf,
} from '#device/view/names.ts';
import { isAway } from '#domain/community/state.ts';
import { named } from '#domain/member/named.ts';
import { idToBytes, type PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { memberOf } from '#protocol/space-state.ts';

/**
 * Asks somebody to connect: a pair with a seat free for them, and a letter with the link to it. The letter rests here
 * until the server has it, so that nobody waits for an answer to something that was never asked.
 */
export async function knock(
  home: Home,
  { to, words }: { to: PersonId; words: string },
): Promise<Result<void>> {
  const community = communityOf(home);
  const state = community?.place.state;
  if (community === undefined || !state || memberOf(state, to) === undefined) return refuse('not-a-member');
  if (isApart(home, to)) return refuse('kept-apart');
  if (isAway(stateOf(home, community).community, to)) return refuse('not-in-the-list');
  if (pairWith(home, to) !== undefined) return refuse('letter-open');
  const met = await meetMembers(home, community);
  if (met !== 'known') return refuse(met === 'strange' ? 'person-differs' : 'offline');

  const asked = [...home.spaces.values()].filter(
    (one) => isWaitingForOther(one) && askedIn(home, one) === to,
  );
  const opened = await openPair(home);
  if (!opened.ok) return opened;
  const { live, link } = opened.value;
  await home.preferences.set(`asked ${live.id}`, idToBytes(to));
  const letter: OnItsWayRecord = {
    state: 'on-its-way',
    space: idToBytes(live.id),
    to: idToBytes(to),
    through: idToBytes(community.id),
    link,
    words,
  };
  await home.safe.write([{ table: 'letters', key: keyOf(letter), value: letter }]);
  await act(home, live, named({ name: nameAmongAll(home, home.me.person) }));

  const left = await leaveLetter(home, letter);
  if (!left.ok && left.refusal.code !== 'offline') {
    await forgetLetter(home, letter);
    await leaveSpace(home, live);
    return left;
  }
  for (const former of asked) await leaveSpace(home, former);
  home.changedAtHome();
  return ok(undefined);
}
