import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import type { PersonId } from '#kernel/ids.ts';

/**
 * My own notebook among my spaces. A server that has come back from an old copy may have let a second one begin; then
 * all my devices go on in the same of the two, and the other stays to be read.
 */
export function journalOf(spaces: Iterable<LiveSpace>, me: PersonId): LiveSpace | undefined {
  const own = [...spaces].filter((live) => live.kind === 'solo' && isMemberOf(live, me));
  return own.sort((one, other) => (one.id < other.id ? -1 : 1))[0];
}
