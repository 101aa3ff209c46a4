import { verify } from '#crypto/signature.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Proof } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { SigninStatement } from '#protocol/person.ts';
import type { Context } from '#server/context.ts';

type Needed = Pick<Context, 'nonces' | 'origin'>;

/** Whether somebody holds this key now. What they signed names this server, so it opens no other. */
export function isProved(
  context: Needed,
  proof: Proof,
  { person, signPk }: { readonly person: Bytes; readonly signPk: Bytes },
): Promise<boolean> {
  return isProvedByOneOf(context, proof, { person, signPks: [signPk] });
}

export async function isProvedByOneOf(
  { nonces, origin }: Needed,
  proof: Proof,
  { person, signPks }: { readonly person: Bytes; readonly signPks: readonly Bytes[] },
): Promise<boolean> {
  if (!(await nonces.spend(proof.nonce))) return false;
  const statement: SigninStatement = { origin, person, nonce: proof.nonce };
  const bytes = toCbor(statement);
  const right = signPks.map((signPk) => verify('signin', signPk, bytes, proof.signature));
  return (await Promise.all(right)).includes(true);
}
