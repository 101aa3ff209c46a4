import { verifyChain } from '#crypto/chain.ts';
import { linkHashOf, signinNameHash } from '#crypto/hash.ts';
import type { Kit } from '#crypto/kit.ts';
import { openAccount, type HandedAccount, type OpenAccount } from '#crypto/open-account.ts';
import { openWithPassphrase } from '#crypto/passphrase.ts';
import type { OpenUnlocker } from '#crypto/unlockers.ts';
import { proofFor } from '#device/door/proof.ts';
import { namePreference, signinNamePreference } from '#device/account/told-by-vault.ts';
import type { AccountRecord, NextKeys, Preference } from '#device/records.ts';
import type { Transport } from '#device/transport.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { AnswerOf } from '#protocol/api.ts';

/** An account as the server handed it out, checked and open. */
export interface OpenHanded extends OpenAccount {
  readonly handed: HandedAccount;
  /** What it was opened with. */
  readonly unlocker: OpenUnlocker;
}

export interface SignIn {
  readonly signinName: string;
  readonly passphrase: string;
}

export async function openByPassphrase(
  transport: Transport,
  { signinName, passphrase }: SignIn,
): Promise<Result<OpenHanded>> {
  const name = signinNameHash(transport.origin, signinName);
  const exchange = await openWithPassphrase(passphrase);
  const started = await transport.call('signInStart', { signinName: name, request: exchange.request });
  if (!started.ok) return refuse(started.refusal.code);
  const finished = await exchange.finish(started.value.response);
  if (!finished.ok) return refuse('wrong-words');
  const { message, unlocker } = finished.value;
  const { attempt } = started.value;
  const handed = await transport.call('signInFinish', { attempt, request: message });
  if (!handed.ok) return refuse(handed.refusal.code);
  return openHanded(handed.value, unlocker);
}

/** With the twelve words alone: they show the server the recovery key, and open the account like any other way in. */
export async function openByKit(transport: Transport, kit: Kit): Promise<Result<OpenHanded>> {
  const { lookup, recoveryKey, unlocker } = kit;
  const proof = await proofFor(transport, recoveryKey, lookup);
  if (!proof.ok) return refuse(proof.refusal.code);
  const handed = await transport.call('openByKit', { lookup, proof: proof.value });
  if (!handed.ok) return refuse(handed.refusal.code);
  const { former, ...now } = handed.value;
  const opened = await openNewest(now, former, unlocker);
  if (!opened.ok) return opened;
  // Words that open and no longer take the account back are of a kit that another has replaced.
  const isInForce = equalBytes(opened.value.state.recoveryPk, recoveryKey.publicKey);
  return isInForce ? opened : refuse('kit-unknown');
}

type Former = AnswerOf<'openByKit'>['former'];

/**
 * Somebody who had a device and the passphrase may have left a vault that does not open. The chain says what is in
 * force all the same; what was in the vault before is taken from the newest former one that holds together.
 */
async function openNewest(
  now: HandedAccount,
  former: Former,
  unlocker: OpenUnlocker,
): Promise<Result<OpenHanded>> {
  const opened = await openHanded(now, unlocker);
  if (opened.ok || !vaultIsBroken.has(opened.refusal.code)) return opened;
  const state = await verifyChain(now.chain);
  if (!state.ok) return opened;
  for (const { vault, unlockers } of former.toReversed()) {
    const chain = chainUpTo(now.chain, vault.chainHead);
    const before = await openHanded({ ...now, chain, vault, unlockers }, unlocker);
    if (before.ok) return ok({ ...before.value, state: state.value, handed: now });
  }
  return opened;
}

/** The last: it opens, and what is inside are not the keys that the chain names. */
const vaultIsBroken: ReadonlySet<string> = new Set([
  'vault-not-signed',
  'does-not-open',
  'malformed',
  'account-substituted',
]);

function chainUpTo(chain: HandedAccount['chain'], head: Bytes): HandedAccount['chain'] {
  return chain.slice(0, chain.findIndex(({ link }) => equalBytes(linkHashOf(link), head)) + 1);
}

async function openHanded(handed: HandedAccount, unlocker: OpenUnlocker): Promise<Result<OpenHanded>> {
  const opened = await openAccount(handed, unlocker);
  if (opened.ok) return ok({ ...opened.value, handed, unlocker });
  // A device that signs wrongly is one thing, a chain that somebody else wrote is another: people read what it is.
  return opened.refusal.code === 'signature-wrong' ? refuse('chain-forged') : opened;
}

/** What this device keeps of it. */
export function recordOf(opened: OpenHanded, signinName = ''): AccountRecord {
  const { person, preferences } = opened.content;
  return {
    person,
    signinName: textOf(preferences[signinNamePreference]) ?? signinName,
    name: textOf(preferences[namePreference]) ?? '',
    ...keysIn(opened),
  };
}

/** The part of it that a change of the account changes. */
export function keysIn({
  content: { signSeed, sealSeed, formerKeys, formerVaultKeys },
  state,
  vaultKey,
  handed,
}: Pick<OpenHanded, 'content' | 'state' | 'vaultKey' | 'handed'>): NextKeys['account'] {
  return {
    signSeed,
    sealSeed,
    vaultKey,
    chainHead: state.head,
    link: state.seq,
    vaultVersion: handed.vault.version,
    formerKeys,
    formerVaultKeys,
  };
}

function textOf(preference: Preference | undefined): string | undefined {
  return typeof preference === 'string' ? preference : undefined;
}
