import { signinNameHash } from '#crypto/hash.ts';
import type { Kit } from '#crypto/kit.ts';
import { openAccount, type HandedAccount, type OpenAccount } from '#crypto/open-account.ts';
import { openWithPassphrase } from '#crypto/passphrase.ts';
import type { OpenUnlocker } from '#crypto/unlockers.ts';
import { proofFor } from '#device/door/proof.ts';
import { namePreference, signinNamePreference } from '#device/account/told-by-vault.ts';
import type { AccountRecord, Preference } from '#device/records.ts';
import type { Transport } from '#device/transport.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

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
  const opened = await openHanded(handed.value, unlocker);
  if (!opened.ok) return opened;
  // Words that open and no longer take the account back are of a kit that another has replaced.
  const isInForce = equalBytes(opened.value.state.recoveryPk, recoveryKey.publicKey);
  return isInForce ? opened : refuse('kit-unknown');
}

async function openHanded(handed: HandedAccount, unlocker: OpenUnlocker): Promise<Result<OpenHanded>> {
  const opened = await openAccount(handed, unlocker);
  if (opened.ok) return ok({ ...opened.value, handed, unlocker });
  // A device that signs wrongly is one thing, a chain that somebody else wrote is another: people read what it is.
  return opened.refusal.code === 'signature-wrong' ? refuse('chain-forged') : opened;
}

/** What this device keeps of it. */
export function recordOf(opened: OpenHanded, signinName = ''): AccountRecord {
  const { content, state, vaultKey, handed } = opened;
  const { person, signSeed, sealSeed, preferences } = content;
  return {
    person,
    signSeed,
    sealSeed,
    vaultKey,
    signinName: textOf(preferences[signinNamePreference]) ?? signinName,
    name: textOf(preferences[namePreference]) ?? '',
    chainHead: state.head,
    link: state.seq,
    vaultVersion: handed.vault.version,
  };
}

function textOf(preference: Preference | undefined): string | undefined {
  return typeof preference === 'string' ? preference : undefined;
}
