import { appendLink, followLink } from '#crypto/chain.ts';
import { openByPassphrase } from '#device/account/handed.ts';
import type { ErasingMe } from '#device/device.ts';
import type { Engine } from '#device/engine.ts';
import type { Home } from '#device/home.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** Decides it, and begins. */
export async function eraseMe(
  engine: Pick<Engine, 'goOnErasing'>,
  home: Home,
  erasing: ErasingMe,
): Promise<Result<void>> {
  const begun = await beginErasing(home, erasing);
  if (begun.ok) engine.goOnErasing();
  return begun;
}

/**
 * The last thing that can be refused. From here on everything is on this device that is needed to go: what is left to
 * do is done whenever there is a line, in the order that `go-on.ts` keeps.
 */
async function beginErasing(home: Home, { passphrase, takingWords }: ErasingMe): Promise<Result<void>> {
  if (home.account.closing !== undefined) return ok(undefined);
  // Other keys are on their way: an end signed for these would come too late.
  if (home.account.next !== undefined) return refuse('version-taken');
  const { signinName } = home.account;
  const opened = await openByPassphrase(home.transport, { signinName, passphrase });
  if (!opened.ok) return opened;
  const { content, state, signKey, unlocker, handed } = opened.value;
  if (!equalBytes(content.person, home.account.person)) return refuse('account-substituted');
  const link = await appendLink(
    state,
    { type: 'close' },
    { by: 'current', key: signKey, unlocker: { key: unlocker.signKey, set: handed.unlockers } },
  );
  const follows = await followLink(state, link);
  if (!follows.ok) return follows;
  const closing = { link, takingWords: takingWords.map(idToBytes) };
  home.account = { ...home.account, closing };
  await home.safe.write([{ table: 'account', key: 'me', value: home.account }]);
  home.changedAtHome();
  return ok(undefined);
}
