import { openWith } from '#crypto/box.ts';
import { rosterLineOf, verifyChain } from '#crypto/chain.ts';
import type { Home } from '#device/home.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { refuse, type Result } from '#kernel/result.ts';
import type { Update } from '#protocol/commit.ts';

/**
 * A letter is sealed to me as the community's roster wrote me down when it was left. Where my keys have moved on since,
 * that is an earlier link of my own chain.
 */
export async function openLetter(
  home: Home,
  line: Update,
  sealed: Bytes,
): Promise<Result<Bytes> | 'not-yet'> {
  const opened = await openAs(home, line, sealed);
  if (opened.ok || home.me.former.length === 0) return opened;
  const answer = await home.transport.call('chain', {}, { person: home.me.person });
  if (!answer.ok) return 'not-yet';
  const { chain } = answer.value;
  for (let links = chain.length; links > 0; links--) {
    const state = await verifyChain(chain.slice(0, links));
    if (!state.ok || !equalBytes(state.value.person, line.person)) continue;
    const then = await openAs(home, rosterLineOf(state.value), sealed);
    if (then.ok) return then;
  }
  return opened;
}

async function openAs(
  { me }: Home,
  { person, link, chainHead, sealPk }: Update,
  sealed: Bytes,
): Promise<Result<Bytes>> {
  const keys = [me, ...me.former].find(({ sealKey }) => equalBytes(sealKey.publicKey, sealPk));
  if (keys === undefined) return refuse('does-not-open');
  const { sealKey } = keys;
  const place = { use: 'letter', receiver: person, subject: person, number: link, prev: chainHead } as const;
  return openWith({ ...place, sealKey, sealed });
}
