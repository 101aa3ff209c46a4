import * as v from 'valibot';
import { bytesUpTo, hash, publicKey, signature, whole } from '#protocol/cbor.ts';
import { suite, version } from '#protocol/version.ts';

const chained = { v: v.literal(version), suite: v.literal(suite), seq: whole(1), prev: hash };

export const genesisSchema = v.strictObject({
  v: v.literal(version),
  suite: v.literal(suite),
  type: v.literal('genesis'),
  signPk: publicKey,
  sealPk: publicKey,
  recoveryPk: publicKey,
  unlockersHash: hash,
});
export type Genesis = v.InferOutput<typeof genesisSchema>;

export const linkSchema = v.variant('type', [
  genesisSchema,
  v.strictObject({ ...chained, type: v.literal('rotate'), signPk: publicKey, sealPk: publicKey }),
  v.strictObject({ ...chained, type: v.literal('unlockers'), hash }),
  v.strictObject({ ...chained, type: v.literal('recovery'), pk: publicKey }),
  v.strictObject({ ...chained, type: v.literal('close') }),
]);
export type Link = v.InferOutput<typeof linkSchema>;

/** `passphrase` by OPAQUE's export key, `kit` by the twelve words, `passkey` by PRF. */
export const unlockerUses = ['passphrase', 'kit', 'passkey'] as const;

/** The public half of an unlocker. `unlockersHash` is over the whole set of these. */
const unlockerKeys = { use: v.picklist(unlockerUses), signPk: publicKey, sealPk: publicKey };

/** `link` is the deterministic CBOR of a `Link`. Who may sign which link: protocol section 2, checked in `crypto/chain.ts`. */
export const signedLinkSchema = v.strictObject({
  link: bytesUpTo(1024),
  /** By the current key (by its own in the genesis), or by the recovery key. */
  signature,
  by: v.picklist(['current', 'recovery']),
  /**
   * With the current key, `unlockers`, `recovery` and `close` need an unlocker of the set in force too. The set comes
   * along, so that anybody can check it against the hash in the chain, also when it is long out of force.
   */
  unlocker: v.optional(
    v.strictObject({
      set: v.pipe(v.array(v.strictObject(unlockerKeys)), v.minLength(1), v.maxLength(16)),
      signPk: publicKey,
      signature,
    }),
  ),
});
export type SignedLink = v.InferOutput<typeof signedLinkSchema>;
export const chainSchema = v.pipe(v.array(signedLinkSchema), v.minLength(1), v.maxLength(1000));

/**
 * What the server keeps of an unlocker. The chain holds the hash of {use, signPk, sealPk} of the whole set; `mac`
 * shows whoever holds the unlocker whose account this is; `vaultKey` is the vault key sealed to `sealPk`.
 */
export const unlockerSchema = v.strictObject({
  ...unlockerKeys,
  mac: hash,
  vaultKey: bytesUpTo(128),
});
export type Unlocker = v.InferOutput<typeof unlockerSchema>;
export const unlockersSchema = v.pipe(v.array(unlockerSchema), v.minLength(1), v.maxLength(16));

export const signedVaultSchema = v.strictObject({
  version: whole(1),
  chainHead: hash,
  ciphertext: bytesUpTo(1024 * 1024),
  /** By the current key over {version, chainHead, hash: H("vault", ciphertext)}. */
  signature,
});
export type SignedVault = v.InferOutput<typeof signedVaultSchema>;

export const formerVaultKeysMost = 64;

/** Inside the vault. */
export const vaultContentSchema = v.strictObject({
  v: v.literal(version),
  person: hash,
  signSeed: hash,
  sealSeed: hash,
  /** What a rotate put out of force, oldest first: it still opens what was sealed to it, and moves rosters on that name it. */
  formerKeys: v.optional(v.array(v.strictObject({ signSeed: hash, sealSeed: hash }))),
  /** Vault keys before this one, oldest first: they open the lock of a device of mine that slept through a change. */
  formerVaultKeys: v.optional(v.pipe(v.array(hash), v.maxLength(formerVaultKeysMost))),
  /** The newest place I verified in each of my spaces. */
  spaces: v.array(v.strictObject({ space: hash, seq: whole(), hash })),
  /** Chain heads of people I share no space with. */
  heads: v.array(v.strictObject({ person: hash, chainHead: hash })),
  /** My own choices (names of settings to values), for no eyes but mine. */
  preferences: v.record(v.string(), v.union([v.string(), v.boolean(), whole(), hash])),
});
export type VaultContent = v.InferOutput<typeof vaultContentSchema>;

/**
 * A knock. `space` is one that both share; `link` is the fragment of an invitation to a new pair, or to the circle that
 * is named.
 */
export const letterSchema = v.strictObject({
  from: hash,
  to: hash,
  space: hash,
  link: v.pipe(v.string(), v.maxLength(1024)),
  words: v.pipe(v.string(), v.maxLength(2000)),
  circle: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60))),
});
export type Letter = v.InferOutput<typeof letterSchema>;
export const signedLetterSchema = v.strictObject({ letter: bytesUpTo(16 * 1024), signature });
export type SignedLetter = v.InferOutput<typeof signedLetterSchema>;

/** What is signed to sign in (label `signin`), built by the device: nothing the server sends is signed as it came. */
export const signinStatementSchema = v.strictObject({
  origin: v.pipe(v.string(), v.maxLength(300)),
  /** A person's id; an invitation's signPk when a newcomer asks to read; a kit's look-up id. */
  person: hash,
  nonce: hash,
});
export type SigninStatement = v.InferOutput<typeof signinStatementSchema>;
