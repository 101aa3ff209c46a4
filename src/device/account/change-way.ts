import { changeAccount, type AccountChange } from '#crypto/change-account.ts';
import { signinNameHash } from '#crypto/hash.ts';
import { registerPassphrase } from '#crypto/passphrase.ts';
import { openVault } from '#crypto/vault.ts';
import type { OpenUnlocker } from '#crypto/unlockers.ts';
import type { OpenHanded } from '#device/account/handed.ts';
import type { Transport } from '#device/transport.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { VaultContent } from '#protocol/person.ts';

export interface NewWay {
  /** Comes in, in the place of the one that has the same use. */
  readonly unlocker: OpenUnlocker;
  /** Where this alone stays besides. Otherwise all others do. */
  readonly only?: OpenUnlocker;
  /** What the server keeps of a passphrase. */
  readonly passphrase?: string;
  readonly kit?: {
    readonly recoveryPk: AccountChange['recoveryPk'];
    readonly lookup: Uint8Array<ArrayBuffer>;
  };
  readonly signers: AccountChange['signers'];
  /** Whether the keys that sign and open are others from then on. */
  readonly rotate?: boolean;
  /** What the vault holds from then on, made from what it held. */
  readonly content: (before: VaultContent) => VaultContent;
}

/** Puts a new way in in the place of the old one, here and at the server. The answer is the account as it is then. */
export async function changeWay(
  transport: Transport,
  opened: OpenHanded,
  way: NewWay,
): Promise<Result<OpenHanded>> {
  let newest = opened;
  for (let tries = 1; ; tries++) {
    const changed = await changeOnce(transport, newest, way);
    if (changed.ok || changed.refusal.code !== 'version-taken' || tries === triesMost) return changed;
    // Another device of mine wrote the vault in between: what it wrote goes along.
    const read = await readAgain(transport, newest);
    if (!read.ok) return read;
    newest = read.value;
  }
}

async function readAgain(transport: Transport, opened: OpenHanded): Promise<Result<OpenHanded>> {
  const answer = await transport.call('vault', {});
  if (!answer.ok) return refuse(answer.refusal.code);
  const vault = answer.value;
  const { state, vaultKey, handed } = opened;
  const { person, signPk, head: chainHead } = state;
  const content = await openVault({ vault, vaultKey, person, signPk, chainHead });
  // Written for another chain or under another key: a way in was changed elsewhere just now.
  if (!content.ok) return refuse('version-taken');
  return ok({ ...opened, content: content.value, handed: { ...handed, vault } });
}

async function changeOnce(
  transport: Transport,
  opened: OpenHanded,
  { unlocker, only, passphrase, kit, signers, rotate = false, content: contentFrom }: NewWay,
): Promise<Result<OpenHanded>> {
  const { state, signKey, sealKey, vaultKey, handed } = opened;
  const changed = await changeAccount({
    state,
    staying: only === undefined ? handed.unlockers.filter(({ use }) => use !== unlocker.use) : [],
    coming: only === undefined ? [unlocker] : [only, unlocker],
    recoveryPk: kit?.recoveryPk,
    signers,
    rotate,
    signKey,
    sealKey,
    vaultKey,
    content: contentFrom(opened.content),
    vaultVersion: handed.vault.version + 1,
  });
  const { unlockers, vault, content } = changed;
  const links = [...changed.links];
  const answer = await askedFor(transport, {
    links,
    unlockers: [...unlockers],
    vault,
    ...(passphrase !== undefined && { passphrase }),
    ...(kit !== undefined && { kitLookup: kit.lookup }),
  });
  if (!answer.ok) return answer;
  const now = { person: handed.person, chain: [...handed.chain, ...links], unlockers, vault };
  return ok({
    ...opened,
    unlocker,
    content,
    signKey: changed.signKey,
    sealKey: changed.sealKey,
    state: changed.state,
    vaultKey: changed.vaultKey,
    handed: now,
  });
}

const triesMost = 3;

/** An answer that is lost leaves nobody knowing: the same asked again does nothing twice. */
export async function askedFor(
  transport: Transport,
  request: Parameters<typeof transport.call<'changeAccount'>>[1],
): Promise<Result<void>> {
  for (let tries = 1; ; tries++) {
    const answer = await transport.call('changeAccount', request);
    if (answer.ok) return ok(undefined);
    if (answer.refusal.code !== 'offline' || tries === triesMost) return refuse(answer.refusal.code);
  }
}

/** A passphrase on its way to being a way in: the server helps, and learns nothing. */
export async function registered(
  transport: Transport,
  { signinName, passphrase }: { readonly signinName: string; readonly passphrase: string },
): Promise<Result<{ record: string; unlocker: OpenUnlocker }>> {
  const exchange = await registerPassphrase(passphrase);
  const answer = await transport.call('registerPassphrase', {
    signinName: signinNameHash(transport.origin, signinName),
    request: exchange.request,
  });
  if (!answer.ok) return refuse(answer.refusal.code);
  const finished = await exchange.finish(answer.value.response);
  if (!finished.ok) return finished;
  const { message: record, unlocker } = finished.value;
  return ok({ record, unlocker });
}
