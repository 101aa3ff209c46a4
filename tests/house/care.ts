import type { LogPlace } from '#crypto/verify-entry.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import { toCbor, type Encodable } from '#protocol/cbor.ts';
import type { Commit } from '#protocol/commit.ts';
import type { Peer } from '#tests/house/peer.ts';

type Cause = Commit['cause'];
type Signer = Pick<Peer, 'signKey' | 'line'>;

/** What each of these signs about somebody who is in the space now. */
async function signed(
  { state }: LogPlace,
  person: Bytes,
  saying: { readonly label: 'removal' | 'care'; readonly said: { readonly [name: string]: Encodable } },
  signers: readonly Signer[],
): Promise<Cause> {
  const { space, number, members, commits } = state!;
  const { since } = members.find((member) => equalBytes(member.person, person))!;
  const commit = idToBytes(commits[since - 1]!);
  const statement = toCbor({ space, person, commit, number, ...saying.said });
  const causes = signers.map(async ({ signKey, line }) => ({
    signer: line.person,
    statement,
    signature: await signKey.sign(saying.label, statement),
  }));
  return Promise.all(causes);
}

/** That somebody shall go, for a reason whose hash this is. */
export function removalBy(
  place: LogPlace,
  person: Bytes,
  signers: readonly Signer[],
  other: { readonly [name: string]: Encodable } = {},
): Promise<Cause> {
  const reason = new Uint8Array(32).fill(7);
  return signed(place, person, { label: 'removal', said: { reason, ...other } }, signers);
}

/** That somebody shall come into the care circle, or go out of it. */
export function seatBy(
  place: LogPlace,
  person: Bytes,
  signers: readonly Signer[],
  other: { readonly [name: string]: Encodable } = {},
): Promise<Cause> {
  return signed(place, person, { label: 'care', said: { seat: 'in', ...other } }, signers);
}
