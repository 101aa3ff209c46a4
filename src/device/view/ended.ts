import { extendsHead, verifyChain } from '#crypto/chain.ts';
import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { idToBytes, type PersonId } from '#kernel/ids.ts';

/**
 * Whether those who left a space left the whole place with it. Their own chain says so, signed by them, and nobody else
 * can. Whoever goes for good leaves first and ends their account last, so each look at the space asks anew.
 */
export async function findEnded(home: Home, live: LiveSpace): Promise<void> {
  // In the community everybody who left left the place.
  if (live.kind !== 'pair' && live.kind !== 'circle') return;
  const unasked = [...live.fold.state.former].filter(
    (person) => person !== home.me.person && !live.ended.has(person),
  );
  if (unasked.length === 0) return;
  for (const person of unasked) live.ended.set(person, false);
  await home.meeting(async () => {
    for (const person of unasked) live.ended.set(person, await isEnded(home, person));
  });
  if (unasked.some((person) => live.ended.get(person))) home.changed(live);
}

/** The next look asks again. That somebody ended their account stays so. */
export function forgetUnended({ ended }: LiveSpace): void {
  for (const [person, isGone] of ended) if (!isGone) ended.delete(person);
}

async function isEnded({ safe, transport }: Home, person: PersonId): Promise<boolean> {
  const known = await safe.get('people', person);
  if (known?.ended === true) return true;
  const answer = await transport.call('chain', {}, { person });
  if (!answer.ok) return false;
  const { chain } = answer.value;
  const verified = await verifyChain(chain);
  if (!verified.ok || !verified.value.closed) return false;
  if (!equalBytes(verified.value.person, idToBytes(person))) return false;
  if (known !== null && !extendsHead(chain, known.chainHead)) return false;
  const { head, seq, signPk, sealPk } = verified.value;
  const met = known ?? { chainHead: head, link: seq, signPk, sealPk };
  await safe.write([{ table: 'people', key: person, value: { ...met, ended: true } }]);
  return true;
}
