import type { Ending } from '#domain/ending/state.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** For what people do while they bring a space to its end. */
export function mayWhileUnderway({ underway }: Pick<Ending, 'underway'>): Result<null> {
  return underway === null ? refuse('no-ending') : ok(null);
}
