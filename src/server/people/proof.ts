import { verify } from '#crypto/signature.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Proof } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { SigninStatement } from '#protocol/person.ts';
import type { Context } from '#server/context.ts';

/** Whether somebody holds this key now. What they signed names this server, so it opens no other. */
export async function isProved(
  { nonces, origin }: Pick<Context, 'nonces' | 'origin'>,
  proof: Proof,
  key: { readonly person: Bytes; readonly signPk: Bytes },
): Promise<boolean> {
  if (!nonces.spend(proof.nonce)) return false;
  const statement: SigninStatement = { origin, person: key.person, nonce: proof.nonce };
  return verify('signin', key.signPk, toCbor(statement), proof.signature);
}
