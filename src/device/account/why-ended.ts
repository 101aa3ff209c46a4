import { extendsHead, verifyChain } from '#crypto/chain.ts';
import { linkHashOf } from '#crypto/hash.ts';
import { proofFor } from '#device/door/proof.ts';
import type { Home } from '#device/home.ts';
import type { Transport } from '#device/transport.ts';
import { equalBytes } from '#kernel/bytes.ts';

/**
 * Why the key of this device opens no session any more. `rotated` and `closed` only where my own chain says so, from a head
 * that this device knows: what is here is not wiped because a server says no. `mine` where it was this device that asked.
 */
export async function whyEnded(
  transport: Transport,
  { me, account }: Home,
): Promise<'mine' | 'rotated' | 'closed' | 'unknown'> {
  const proof = await proofFor(transport, me.signKey, me.line.person);
  if (!proof.ok) return 'unknown';
  const answer = await transport.call('whyEnded', { person: me.line.person, proof: proof.value });
  if (!answer.ok) return 'unknown';
  const { chain } = answer.value;
  const state = await verifyChain(chain);
  if (!state.ok || !equalBytes(state.value.person, account.person)) return 'unknown';
  if (!extendsHead(chain, account.chainHead)) return 'unknown';
  if (state.value.closed) return 'closed';
  const asked = account.next?.account.chainHead;
  if (asked !== undefined && chain.some(({ link }) => equalBytes(linkHashOf(link), asked))) return 'mine';
  return equalBytes(state.value.signPk, me.signKey.publicKey) ? 'unknown' : 'rotated';
}
