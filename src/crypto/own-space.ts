import { concatBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { toCbor } from '#protocol/cbor.ts';
import { deriveBytes } from './suite.ts';

/** What elsewhere is drawn when a space is opened. */
export interface OwnSpaceSeeds {
  readonly secret: Bytes;
  readonly prev: Bytes;
}

/**
 * For a space of one's own. All my devices hold the same seal seed and so come to the same first commit: those that open
 * it at once have opened one space. The seed opens the box of that secret anyway, so nothing hangs on it that did not
 * before.
 *
 * @param count 0 for the first, one more for each that was left
 */
export function ownSpaceSeeds(sealSeed: Bytes, count: number): OwnSpaceSeeds {
  const derive = (what: string) => deriveBytes(sealSeed, noSalt, infoOf(what, count));
  return { secret: derive('secret'), prev: derive('prev') };
}

const noSalt = new Uint8Array();

function infoOf(what: string, count: number): Bytes {
  return concatBytes(utf8ToBytes(`bw1/own-space-${what}`), Uint8Array.of(0), toCbor(count));
}
