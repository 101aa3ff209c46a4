import { concatBytes, equalBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import {
  vaultContentSchema,
  type SignedLink,
  type SignedVault,
  type VaultContent,
} from '#protocol/person.ts';
import { sealKeyFromSeed, type SealKey } from './box.ts';
import { extendsHead, type ChainState } from './chain.ts';
import { vaultHashOf } from './hash.ts';
import { pad, unpad } from './pad.ts';
import { signKeyFromSeed, verify, type SignKey } from './signature.ts';
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
  /** Not by the account's current key, or for a chain that is not this one. */
  | 'vault-not-signed'
  /** Older than one that this device knows of. */
  | 'vault-rolled-back'
  | 'does-not-open'
  | 'malformed'
  /** What is inside belongs to somebody else. */
  | 'account-substituted';

export interface OpenVault {
  readonly content: VaultContent;
  readonly signKey: SignKey;
  readonly sealKey: SealKey;
}

/** @param opening `chain` was verified to `state`; `atLeast` is the newest version this device has heard of */
export async function openVault(opening: {
  readonly vault: SignedVault;
  readonly vaultKey: Bytes;
  readonly chain: readonly SignedLink[];
  readonly state: ChainState;
  readonly atLeast?: number | undefined;
}): Promise<Result<OpenVault, VaultRefusal>> {
  const { vault, vaultKey, chain, state } = opening;
  const isSigned = await verify('vault', state.signPk, statementOf(vault), vault.signature);
  if (!isSigned || !extendsHead(chain, vault.chainHead)) return refuse('vault-not-signed');
  if (vault.version < (opening.atLeast ?? 0)) return refuse('vault-rolled-back');

  const { ciphertext, version, chainHead } = vault;
  const key = await keyOf(vaultKey, ciphertext.slice(0, saltLength));
  const sealing = { nonce, aad: aadOf(version, chainHead) };
  const padded = await decrypt(key, sealing, ciphertext.slice(saltLength));
  const plaintext = padded === null ? null : unpad(padded);
  if (plaintext === null) return refuse('does-not-open');
  const content = fromCbor(vaultContentSchema, plaintext);
  if (!content.ok) return content;
  return withKeys(content.value, state);
}

/** The seeds inside make the very keys that the chain shows, or this is another person's vault. */
async function withKeys(content: VaultContent, state: ChainState): Promise<Result<OpenVault, VaultRefusal>> {
  const signKey = await signKeyFromSeed(content.signSeed);
  const sealKey = await sealKeyFromSeed(content.sealSeed);
  const isMine =
    equalBytes(content.person, state.person) &&
    equalBytes(signKey.publicKey, state.signPk) &&
    equalBytes(sealKey.publicKey, state.sealPk);
  return isMine ? ok({ content, signKey, sealKey }) : refuse('account-substituted');
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
