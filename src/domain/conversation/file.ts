import * as v from 'valibot';
import { wordsUpTo } from '#domain/space/define.ts';
import { isId, type BlobId, type Id } from '#kernel/ids.ts';

const anId = v.custom<Id<string>>(isId);
const bytesMost = 25 * 1024 * 1024;

/** What a picture and a recording have in common: where it lies, what opens it, and what somebody says of it. */
export const fileAndWords = {
  blob: v.custom<BlobId>(isId),
  /** Of the sealed bytes, so that nothing else is ever shown in their place. */
  hash: anId,
  key: anId,
  bytes: wholeUpTo(bytesMost),
  /** For whoever cannot see or hear it. */
  description: v.exactOptional(wordsUpTo(2000)),
  note: v.exactOptional(wordsUpTo(200)),
};

export type TurnFile = PictureFile | RecordingFile;

export interface PictureFile extends AnyFile {
  readonly sort: 'picture';
  readonly width: number;
  readonly height: number;
}

export interface RecordingFile extends AnyFile {
  readonly sort: 'recording';
  readonly seconds: number;
}

interface AnyFile {
  readonly blob: BlobId;
  readonly hash: Id<string>;
  readonly key: Id<string>;
  readonly bytes: number;
  /** Its MIME type: only those in which nothing runs. */
  readonly type: string;
}

export function wholeUpTo(most: number) {
  return v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));
}
