import { verify } from '#crypto/signature.ts';
import { openLetter } from '#device/knock/open-letter.ts';
import { communityOf } from '#device/view/names.ts';
import type { Home } from '#device/home.ts';
import type { ArrivedRecord } from '#device/records.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { minute } from '#kernel/time.ts';
import type { LetterArrived } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { letterSchema, signedLetterSchema } from '#protocol/person.ts';
import { memberOf } from '#protocol/space-state.ts';

const newestKey = 'here newest letter';

/** Fetches the letters for me that are not here yet. */
export async function fetchLetters(home: Home): Promise<void> {
  const newest = home.preferences.get(newestKey);
  const after = typeof newest === 'number' ? newest : 0;
  const answer = await home.transport.call('letters', {}, { query: { after } });
  if (!answer.ok) return;
  let upTo = after;
  for (const letter of answer.value.letters) {
    const read = await readLetter(home, letter);
    if (read === 'not-yet') break;
    upTo = letter.id;
    if (read === null) continue;
    home.knocks.set(read.id, read);
    await home.safe.write([{ table: 'letters', key: inKey(read.id), value: read }]);
  }
  if (upTo === after) return;
  await home.preferences.set(newestKey, upTo);
  home.changedAtHome();
}

export async function keepKnock(home: Home, knock: ArrivedRecord): Promise<void> {
  home.knocks.set(knock.id, knock);
  await home.safe.write([{ table: 'letters', key: inKey(knock.id), value: knock }]);
  home.changedAtHome();
}

function inKey(id: number): string {
  return `in ${String(id).padStart(12, '0')}`;
}

/**
 * Null for what is not a letter to me from whom the server says, through a space that we share: somebody handed it on,
 * or made it up. `not-yet` where that space is not read far enough to know its sender.
 */
async function readLetter(home: Home, arrived: LetterArrived): Promise<ArrivedRecord | 'not-yet' | null> {
  const community = communityOf(home)?.place.state;
  const line = community && memberOf(community, home.me.person);
  if (!line) return 'not-yet';
  const opened = await openLetter(home, line, arrived.sealed);
  if (opened === 'not-yet') return 'not-yet';
  const signed = opened.ok ? fromCbor(signedLetterSchema, opened.value) : opened;
  const letter = signed.ok ? fromCbor(letterSchema, signed.value.letter) : signed;
  if (!signed.ok || !letter.ok) return null;
  const { from, to, space, link, words, circle } = letter.value;
  if (!equalBytes(to, line.person) || !equalBytes(from, arrived.from)) return null;

  const live = home.spaces.get(idFromBytes(space));
  const { state } = live?.place ?? {};
  if (live === undefined || !state) return null;
  const sender = memberOf(state, idFromBytes(from));
  if (sender === undefined) return live.fold.state.former.includes(idFromBytes(from)) ? null : 'not-yet';
  if (!(await verify('letter', sender.signPk, signed.value.letter, signed.value.signature))) return null;
  const arrivedAt = arrived.at * minute;
  return { state: 'arrived', id: arrived.id, from, link, words, at: arrivedAt, circle };
}
