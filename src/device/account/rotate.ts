import { changeAccount } from '#crypto/change-account.ts';
import { linkHashOf } from '#crypto/hash.ts';
import { openAccountAgain } from '#crypto/open-account.ts';
import { askedFor } from '#device/account/change-way.ts';
import { keysIn } from '#device/account/handed.ts';
import { contentOn } from '#device/account/vault-keeper.ts';
import type { Home } from '#device/home.ts';
import { meFrom } from '#device/open-home.ts';
import { send } from '#device/outbox/send.ts';
import type { AccountRecord } from '#device/records.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** Lets the lock of this device follow the vault key. */
export type FollowVault = (before: Bytes, vaultKey: Bytes) => Promise<void>;

const triesMost = 3;

/**
 * Other keys in the place of mine. What is asked for is on disk before it is asked for: an answer that is lost, or a
 * device that is closed in the middle, leaves it to be asked for again, in the same bytes.
 */
export async function rotateKeys(home: Home, follow: FollowVault): Promise<Result<void>> {
  for (let tries = 1; ; tries++) {
    const begun = home.account.next === undefined ? await beginKeys(home) : ok(undefined);
    if (!begun.ok) return begun;
    const done = await finishKeys(home, follow);
    if (done.ok || done.refusal.code !== 'version-taken' || tries === triesMost) return done;
  }
}

async function beginKeys(home: Home): Promise<Result<void>> {
  const answer = await home.transport.call('account', {});
  if (!answer.ok) return refuse(answer.refusal.code);
  const handed = answer.value;
  const opened = await openAccountAgain(handed, home.account);
  if (!opened.ok) return opened;
  const { content: before, ...open } = opened.value;
  await home.preferences.takeOver(before.preferences);
  const changed = await changeAccount({
    ...open,
    staying: handed.unlockers,
    coming: [],
    rotate: true,
    signers: { by: 'current', key: open.signKey },
    content: contentOn(home, before),
    vaultVersion: handed.vault.version + 1,
  });
  const { links, unlockers, vault } = changed;
  const request = { links: [...links], unlockers: [...unlockers], vault };
  const account = keysIn({ ...changed, handed: { ...handed, vault } });
  await keep(home, { ...home.account, next: { request, account } });
  return ok(undefined);
}

/** Asks for the keys that were begun, and lives by them once they are in force. */
export async function finishKeys(home: Home, follow: FollowVault): Promise<Result<void>> {
  const { next } = home.account;
  if (next === undefined) return ok(undefined);
  const answer = await askedFor(home.transport, next.request);
  if (answer.ok) {
    await liveByNext(home, follow);
    return answer;
  }
  if (!isFinal.has(answer.refusal.code)) return answer;
  // Another device of mine was quicker, unless it came after this was done.
  if (await isInMyChain(home, next.account.chainHead)) {
    await liveByNext(home, follow);
    return ok(undefined);
  }
  await keep(home, { ...home.account, next: undefined });
  return answer;
}

/** Any other no leaves nobody knowing whether an earlier try was taken. */
const isFinal: ReadonlySet<string> = new Set(['version-taken', 'signature-wrong', 'malformed', 'id-taken']);

async function isInMyChain(home: Home, head: Bytes): Promise<boolean> {
  const answer = await home.transport.call('account', {});
  return answer.ok && answer.value.chain.some(({ link }) => equalBytes(linkHashOf(link), head));
}

/** The lock first: were this device closed now, it would still find what it asked for, and the lock as it should be. */
export async function liveByNext(home: Home, follow: FollowVault): Promise<void> {
  const { next, vaultKey } = home.account;
  if (next === undefined) return;
  await follow(vaultKey, next.account.vaultKey);
  await keep(home, { ...home.account, ...next.account, next: undefined });
  home.me = await meFrom(home.account);
  home.changedAtHome();
  // Everything that is sent waits until the space knows these keys, so sending sees to that, too.
  for (const live of home.spaces.values()) void send(home, live);
}

async function keep(home: Home, account: AccountRecord): Promise<void> {
  home.account = account;
  await home.safe.write([{ table: 'account', key: 'me', value: account }]);
  home.changedAtHome();
}
