import { concatBytes, equalBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { refuse, type Result } from '#kernel/result.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { vaultContentSchema, type SignedVault, type VaultContent } from '#protocol/person.ts';
import { vaultHashOf } from './hash.ts';
import { pad, unpad } from './pad.ts';
import { verify, type SignKey } from './signature.ts';
import { cipherKey, decrypt, deriveBytes, encrypt, nonceLength, randomBytes } from './suite.ts';

const saltLength = 32;

/** `version` is one more than the last; `chainHead` the newest link of the owner's chain. */
export async function sealVault(sealing: {
  readonly content: VaultContent;
  readonly version: number;
  readonly chainHead: Bytes;
  readonly vaultKey: Bytes;
  readonly signKey: SignKey;
}): Promise<SignedVault> {
  const { content, version, chainHead, vaultKey, signKey } = sealing;
  const salt = randomBytes(saltLength);
  const aad = aadOf(version, chainHead);
  const sealed = await encrypt(await keyOf(vaultKey, salt), { nonce, aad }, pad(toCbor(content)));
  const ciphertext = concatBytes(salt, sealed);
  const signature = await signKey.sign('vault', statementOf({ version, chainHead, ciphertext }));
  return { version, chainHead, ciphertext, signature };
}

export type VaultRefusal =
  /** Not by the account's current key, or for another place of its chain. */
  | 'vault-not-signed'
  /** Older than one that this device knows of. */
  | 'vault-rolled-back'
  | 'does-not-open'
  | 'malformed'
  /** What is inside belongs to somebody else. */
  | 'account-substituted';

/**
 * The signature first: nothing of a vault is opened that the account's current key did not sign.
 *
 * @param opening `signPk` and `chainHead` as the owner's chain says; `atLeast` is the newest version heard of
 */
export async function openVault(opening: {
  readonly vault: SignedVault;
  readonly vaultKey: Bytes;
  readonly person: Bytes;
  readonly signPk: Bytes;
  readonly chainHead: Bytes;
  readonly atLeast?: number | undefined;
}): Promise<Result<VaultContent, VaultRefusal>> {
  const { vault, vaultKey, person, signPk } = opening;
  const isSigned = await verify('vault', signPk, statementOf(vault), vault.signature);
  if (!isSigned || !equalBytes(vault.chainHead, opening.chainHead)) return refuse('vault-not-signed');
  if (vault.version < (opening.atLeast ?? 0)) return refuse('vault-rolled-back');

  const { ciphertext, version, chainHead } = vault;
  const key = await keyOf(vaultKey, ciphertext.slice(0, saltLength));
  const sealing = { nonce, aad: aadOf(version, chainHead) };
  const padded = await decrypt(key, sealing, ciphertext.slice(saltLength));
  const plaintext = padded === null ? null : unpad(padded);
  if (plaintext === null) return refuse('does-not-open');
  const content = fromCbor(vaultContentSchema, plaintext);
  if (!content.ok) return content;
  return equalBytes(content.value.person, person) ? content : refuse('account-substituted');
}

/** A key for one writing of the vault, so that its nonce may always be the same. */
function keyOf(vaultKey: Bytes, salt: Bytes): Promise<CryptoKey> {
  return cipherKey(deriveBytes(vaultKey, salt, utf8ToBytes('bw1/vault')));
}

function aadOf(version: number, chainHead: Bytes): Bytes {
  return toCbor({ version, chainHead });
}

function statementOf({ version, chainHead, ciphertext }: Omit<SignedVault, 'signature'>): Bytes {
  return toCbor({ version, chainHead, hash: vaultHashOf(ciphertext) });
}

const nonce = new Uint8Array(nonceLength);
