import type { SignKey } from '#crypto/signature.ts';
import type { Answer, Transport } from '#device/transport.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Proof } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { SigninStatement } from '#protocol/person.ts';

/** Shows the server that this device holds a key. What is signed is built here, around the server's nonce. */
export async function proofFor(
  transport: Transport,
  signKey: SignKey,
  person: Bytes,
): Promise<Answer<Proof>> {
  const answer = await transport.call('nonce', {});
  if (!answer.ok) return answer;
  const { nonce } = answer.value;
  const statement: SigninStatement = { origin: transport.origin, person, nonce };
  return { ok: true, value: { nonce, signature: await signKey.sign('signin', toCbor(statement)) } };
}
