import { sealTo } from '#crypto/box.ts';
import { isApart } from '#device/apart.ts';
import { waitsForYes } from '#device/account/card.ts';
import type { Home } from '#device/home.ts';
import { meetMembers } from '#device/people.ts';
import { openPair } from '#device/knock/open-pair.ts';
import { act } from '#device/outbox/act.ts';
import { keysBrought } from '#device/outbox/keys-brought.ts';
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
import { idFromBytes, idToBytes, type PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Letter } from '#protocol/person.ts';
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
    await forget(home, letter);
    await leaveSpace(home, live);
    return left;
  }
  for (const former of asked) await leaveSpace(home, former);
  home.changedAtHome();
  return ok(undefined);
}

/** Hands over the letters that a former run could not. */
export async function leaveWaitingLetters(home: Home): Promise<void> {
  if (waitsForYes(home)) return;
  for (const { value } of await home.safe.list('letters', 'out ')) {
    if (value.state !== 'on-its-way') continue;
    const left = await leaveLetter(home, value);
    if (!left.ok && left.refusal.code === 'letter-open') await forget(home, value);
  }
}

/** Leaves a letter now, or as soon as there is a line and a day with room for it. Any other refusal ends it. */
export async function sendLetter(home: Home, letter: OnItsWayRecord): Promise<Result<void>> {
  await home.safe.write([{ table: 'letters', key: keyOf(letter), value: letter }]);
  const left = await leaveLetter(home, letter);
  if (left.ok || left.refusal.code === 'offline' || left.refusal.code === 'letters-today')
    return ok(undefined);
  await forget(home, letter);
  return left;
}

async function leaveLetter(home: Home, record: OnItsWayRecord): Promise<Result<void>> {
  const community = communityOf(home);
  if (community === undefined) return refuse('not-a-member');
  // Its reader takes the letter by the key that the community knows me by.
  if (!(await keysBrought(home, community))) return refuse('offline');
  const { state } = community.place;
  const receiver = state && memberOf(state, idFromBytes(record.to));
  if (!receiver) return refuse('not-a-member');
  const { to, through: space, link, words, circle } = record;
  const { person: from } = home.me.line;
  const letter = toCbor({
    from,
    to,
    space,
    link,
    words,
    ...(circle !== undefined && { circle }),
  } satisfies Letter);
  const signature = await home.me.signKey.sign('letter', letter);
  const sealed = await sealTo({
    use: 'letter',
    receiver: to,
    subject: to,
    number: receiver.link,
    prev: receiver.chainHead,
    to: receiver.sealPk,
    plaintext: toCbor({ letter, signature }),
  });
  const answer = await home.transport.call('leaveLetter', { to, sealed });
  if (!answer.ok) return refuse(answer.refusal.code);
  await forget(home, record);
  return ok(undefined);
}

function forget(home: Home, record: OnItsWayRecord): Promise<void> {
  return home.safe.write([{ table: 'letters', key: keyOf(record) }]);
}

/** One letter for each pair, and one for each seat of a circle. */
function keyOf({ space, to, circle }: OnItsWayRecord): string {
  const out = `out ${idFromBytes(space)}`;
  return circle === undefined ? out : `${out} ${idFromBytes(to)}`;
}
