import { extendsHead, holdsRosterLine, verifyChain, type ChainState } from '#crypto/chain.ts';
import type { Home } from '#device/home.ts';
import type { PersonRecord } from '#device/records.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { idFromBytes, type PersonId } from '#kernel/ids.ts';
import { updatesMost, type Update } from '#protocol/commit.ts';
import type { Member, SpaceState } from '#protocol/space-state.ts';

export type Acquaintance =
  | 'known'
  /** Their own chain says something else than this space does. */
  | 'strange'
  /** Their chain could not be asked for. */
  | 'not-yet';

/**
 * Whether everybody in a space is who their own chain says. A chain is verified when somebody is first met, and kept:
 * one that does not run on from what was seen before is another's, whoever hands it over.
 */
export async function meetMembers(home: Home, live: LiveSpace): Promise<Acquaintance> {
  const { state } = live.place;
  if (state === null) return 'not-yet';
  if (live.metAt === state.number) return live.strange ? 'strange' : 'known';
  const met = await home.meeting(() => Promise.all(state.members.map((member) => meet(home, member))));
  if (met.includes('not-yet')) return 'not-yet';
  live.strange = met.includes('strange');
  live.metAt = state.number;
  home.changed(live);
  return live.strange ? 'strange' : 'known';
}

async function meet(home: Home, member: Member): Promise<Acquaintance> {
  const person = idFromBytes<'person'>(member.person);
  if (person === home.me.person) return isMyLine(home, member) ? 'known' : 'strange';
  const known = await home.safe.get('people', person);
  if (known !== null && equalBytes(known.chainHead, member.chainHead)) {
    const same = equalBytes(known.signPk, member.signPk) && equalBytes(known.sealPk, member.sealPk);
    return same && known.link === member.link ? 'known' : 'strange';
  }

  const answer = await home.transport.call('chain', {}, { person });
  if (!answer.ok) return 'not-yet';
  const { chain } = answer.value;
  const verified = await verifyChain(chain);
  if (!verified.ok || !equalBytes(verified.value.person, member.person)) return 'strange';
  if (known !== null && !extendsHead(chain, known.chainHead)) return 'strange';
  if (!(await holdsRosterLine(chain, member))) return 'strange';
  const { chainHead, link, signPk, sealPk } = member;
  // Not every space has heard of their newest link: what was seen of a chain is never forgotten for less.
  if (known !== null && known.link > link) return 'known';
  await home.safe.write([{ table: 'people', key: person, value: { chainHead, link, signPk, sealPk } }]);
  return 'known';
}

/** Somebody whose chain was verified by the link that they made. Whoever was met before stays as they were met. */
export async function keepMet(home: Home, { person, head, seq, signPk, sealPk }: ChainState): Promise<void> {
  const key = idFromBytes<'person'>(person);
  if ((await home.safe.get('people', key)) !== null) return;
  await home.safe.write([{ table: 'people', key, value: { chainHead: head, link: seq, signPk, sealPk } }]);
}

/** Also where a space has not heard of my keys of now: `outbox/bring-keys.ts` sees to that. */
function isMyLine({ me }: Home, { signPk, sealPk }: Member): boolean {
  return [me, ...me.former].some(
    ({ signKey, sealKey }) => equalBytes(signPk, signKey.publicKey) && equalBytes(sealPk, sealKey.publicKey),
  );
}

/** What others' chains say later than this roster does, as far as it is known here: a new epoch is sealed to that. */
export async function newerLines(home: Home, { members }: SpaceState): Promise<readonly Update[]> {
  const others = members.filter(({ person }) => idFromBytes(person) !== home.me.person);
  const knownOf = await lookUp(home, others);
  const lines = others.flatMap(({ person, link, signPk, sealPk }) => {
    const known = knownOf(idFromBytes(person));
    if (known === undefined || known.link <= link) return [];
    const isSame = equalBytes(known.signPk, signPk) && equalBytes(known.sealPk, sealPk);
    return isSame ? [] : [{ person, ...known }];
  });
  return lines.slice(0, updatesMost);
}

/** From here on everybody who was ever met is read in one go, rather than each by a look of its own. */
const manyMembers = 100;

async function lookUp(
  { safe }: Home,
  members: readonly Member[],
): Promise<(person: PersonId) => PersonRecord | undefined> {
  if (members.length >= manyMembers) {
    const everybody = new Map((await safe.list('people')).map(({ key, value }) => [key, value]));
    return (person) => everybody.get(person);
  }
  const ids = members.map(({ person }) => idFromBytes<'person'>(person));
  const looked = await Promise.all(ids.map(async (id) => [id, await safe.get('people', id)] as const));
  const known = new Map(looked);
  return (person) => known.get(person) ?? undefined;
}
