import { sealTo } from '#crypto/box.ts';
import { waitsForYes } from '#device/account/card.ts';
import type { Home } from '#device/home.ts';
import { keysBrought } from '#device/outbox/keys-brought.ts';
import type { OnItsWayRecord } from '#device/records.ts';
import { communityOf } from '#device/view/names.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Letter } from '#protocol/person.ts';
import { memberOf } from '#protocol/space-state.ts';

/** Hands over the letters that a former run could not. */
export async function leaveWaitingLetters(home: Home): Promise<void> {
  if (waitsForYes(home)) return;
  for (const { value } of await home.safe.list('letters', 'out ')) {
    if (value.state !== 'on-its-way') continue;
    const left = await leaveLetter(home, value);
    if (!left.ok && left.refusal.code === 'letter-open') await forgetLetter(home, value);
  }
}

/** Leaves a letter now, or as soon as there is a line and a day with room for it. Any other refusal ends it. */
export async function sendLetter(home: Home, letter: OnItsWayRecord): Promise<Result<void>> {
  await home.safe.write([{ table: 'letters', key: keyOf(letter), value: letter }]);
  const left = await leaveLetter(home, letter);
  if (left.ok || left.refusal.code === 'offline' || left.refusal.code === 'letters-today')
    return ok(undefined);
  await forgetLetter(home, letter);
  return left;
}

/** What is written down before stays so until the server has it. */
export async function leaveLetter(home: Home, record: OnItsWayRecord): Promise<Result<void>> {
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
  await forgetLetter(home, record);
  return ok(undefined);
}

/** It is with the server now, or will never be. */
export function forgetLetter(home: Home, record: OnItsWayRecord): Promise<void> {
  return home.safe.write([{ table: 'letters', key: keyOf(record) }]);
}

/** One letter for each pair, and one for each seat of a circle. */
export function keyOf({ space, to, circle }: OnItsWayRecord): string {
  const out = `out ${idFromBytes(space)}`;
  return circle === undefined ? out : `${out} ${idFromBytes(to)}`;
}
