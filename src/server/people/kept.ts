import { assert } from '#kernel/assert.ts';
import type { Result } from '#kernel/result.ts';

/** What we wrote ourselves can be read again; if not, the store is broken and no door can mend it. */
export function kept<Value>(read: Result<Value>): Value {
  assert(read.ok, 'the store gives back what was put into it');
  return read.value;
}
