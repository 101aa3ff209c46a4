import * as v from 'valibot';
import { fromCbor, type Encodable } from '#protocol/cbor.ts';
import { suite, version } from '#protocol/version.ts';

/** A map of anything: its two parts below are all that is looked at. */
const anything = v.custom<{ readonly [key: string]: Encodable | undefined }>(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array),
);

export type VersionRefusal = 'malformed' | 'please-update' | 'suite-lowered';

/**
 * Why bytes that do not fit our shapes do not: made by a newer release, with a suite that this space has left behind,
 * or simply wrong. Only the first is mended by an update.
 */
export function whyUnread(bytes: Uint8Array): VersionRefusal {
  const read = fromCbor(anything, bytes);
  if (!read.ok) return 'malformed';
  const { v: itsVersion, suite: itsSuite } = read.value;
  if (typeof itsVersion !== 'number' || typeof itsSuite !== 'number') return 'malformed';
  if (itsVersion < version || itsSuite < suite) return 'suite-lowered';
  if (itsVersion > version || itsSuite > suite) return 'please-update';
  return 'malformed';
}
