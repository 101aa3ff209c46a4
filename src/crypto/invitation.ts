import { equalBytes, bytesToText, concatBytes, textToBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { fragmentSchema, fragmentVersion, type Fragment } from '#protocol/fragment.ts';
import { sealKeyFromSeed, type SealKey } from './box.ts';
import { H } from './hash.ts';
import { signKeyFromSeed, type SignKey } from './signature.ts';
import { deriveBytes, keyLength, randomBytes } from './suite.ts';

/** Both keys come from the secret in the link, which never reaches the server. */
export interface Invitation {
  readonly secret: Bytes;
  readonly signKey: SignKey;
  readonly sealKey: SealKey;
}

export function newInvitation(): Promise<Invitation> {
  return invitationFromSecret(randomBytes(keyLength));
}

export async function invitationFromSecret(secret: Bytes): Promise<Invitation> {
  const seed = (label: string) => deriveBytes(secret, new Uint8Array(), utf8ToBytes(label));
  const signKey = await signKeyFromSeed(seed('bw1/invitation-sign'));
  const sealKey = await sealKeyFromSeed(seed('bw1/invitation-seal'));
  return { secret, signKey, sealKey };
}

const checkLength = 4;

/** What stands behind the `#` of a link. The check tells a link that was altered on its way from one that was used. */
export function fragmentOf(link: Fragment): string {
  const { secret, space, number, commit, inviter, inviterHead } = link;
  const bytes = toCbor([fragmentVersion, secret, space, number, commit, inviter, inviterHead]);
  return bytesToText(concatBytes(bytes, checkOf(bytes)));
}

export function readFragment(text: string): Result<Fragment, 'link-altered'> {
  const whole = textToBytes(text);
  if (whole === null || whole.length <= checkLength) return refuse('link-altered');
  const bytes = whole.slice(0, -checkLength);
  if (!equalBytes(checkOf(bytes), whole.subarray(-checkLength))) return refuse('link-altered');
  const read = fromCbor(fragmentSchema, bytes);
  if (!read.ok) return refuse('link-altered');
  const [, secret, space, number, commit, inviter, inviterHead] = read.value;
  return ok({ secret, space, number, commit, inviter, inviterHead });
}

function checkOf(bytes: Bytes): Bytes {
  return H('invitation', bytes).slice(0, checkLength);
}
