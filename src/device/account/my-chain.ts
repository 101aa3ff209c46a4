import { extendsHead, verifyChain, type ChainState } from '#crypto/chain.ts';
import type { Home } from '#device/home.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { refuse, type Result } from '#kernel/result.ts';

/** My own chain as the server has it now. One that does not run on from what this device knows is none of mine. */
export async function myChain(home: Home): Promise<Result<ChainState>> {
  const answer = await home.transport.call('chain', {}, { person: home.me.person });
  if (!answer.ok) return refuse(answer.refusal.code);
  const { chain } = answer.value;
  const verified = await verifyChain(chain);
  if (!verified.ok) return verified;
  const isMine = equalBytes(verified.value.person, home.account.person);
  return isMine && extendsHead(chain, home.account.chainHead) ? verified : refuse('account-substituted');
}

/** Whether another device of mine has changed a way in since: then this one no longer holds the vault's key. */
export async function isChangedElsewhere(home: Home): Promise<boolean> {
  const chain = await myChain(home);
  return chain.ok && !equalBytes(chain.value.head, home.account.chainHead);
}
