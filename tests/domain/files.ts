import type { shown } from '#domain/conversation/shown.ts';
import type { voiced } from '#domain/conversation/voiced.ts';
import { idOf } from '#tests/domain/cast.ts';

type Picture = Parameters<typeof shown>[0];
type Recording = Parameters<typeof voiced>[0];

const fileNamed = (name: string) => ({
  blob: idOf<'blob'>(`${name} blob`),
  hash: idOf(`${name} hash`),
  key: idOf(`${name} key`),
  bytes: 1000 + name.length,
});

/** A picture that lies nowhere, for stories in which nobody looks at it. */
export function picture(name: string): Picture {
  return { ...fileNamed(name), type: 'image/jpeg', width: 640, height: 480 };
}

export function recording(name: string): Recording {
  return { ...fileNamed(name), type: 'audio/webm', seconds: 12 };
}
