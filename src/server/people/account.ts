import { hash } from 'node:crypto';
import { verifyGenesis, type ChainState } from '#crypto/chain.ts';
import { unlockersHashOf, vaultHashOf } from '#crypto/hash.ts';
import { verify } from '#crypto/signature.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Account } from '#protocol/api.ts';
import type { RefusalCode } from '#protocol/refusal.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { SignedVault } from '#protocol/person.ts';
import type { StoredPerson, StoredVault } from '#server/store/store.ts';

export interface CheckedAccount {
  readonly person: StoredPerson;
  readonly vault: StoredVault;
}

/** Whether an account holds together: its genesis signs itself, names these unlockers, and its key signed the vault. */
export async function checkAccount(account: Account): Promise<Result<CheckedAccount, RefusalCode>> {
  const { genesis, signinName, passphrase, kitLookup, unlockers, vault } = account;
  const chain = await verifyGenesis(genesis);
  if (!chain.ok) return refuse(chain.refusal.code === 'signature-wrong' ? 'signature-wrong' : 'malformed');
  const { person, head, seq, signPk, sealPk, unlockersHash } = chain.value;
  if (!equalBytes(unlockersHashOf(unlockers), unlockersHash)) return refuse('malformed', 'unlockers');
  if (vault.version !== 1) return refuse('malformed', 'vault version');
  if (!(await isVaultSigned(vault, chain.value))) return refuse('signature-wrong', 'vault');
  return ok({
    person: {
      person,
      chain: toCbor([genesis]),
      link: seq,
      chainHead: head,
      signPk,
      sealPk,
      unlockers: toCbor(unlockers),
      passphrase,
      signinName,
      kitLookup,
      accountHash: accountHashOf(account),
    },
    vault: { version: vault.version, vault: toCbor(vault) },
  });
}

/** By the account's current key, and made for the chain as it is. */
export async function isVaultSigned(
  { version, chainHead, ciphertext, signature }: SignedVault,
  { head, signPk }: Pick<ChainState, 'head' | 'signPk'>,
): Promise<boolean> {
  if (!equalBytes(chainHead, head)) return false;
  const statement = toCbor({ version, chainHead, hash: vaultHashOf(ciphertext) });
  return verify('vault', signPk, statement, signature);
}

/** Only its owner and this server ever hold a whole account, so whoever sends it again is its owner. */
export function accountHashOf(account: Account): Bytes {
  return new Uint8Array(hash('sha256', toCbor(account), 'buffer'));
}
