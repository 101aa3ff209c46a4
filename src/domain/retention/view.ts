import { readRetention, type RetentionGround } from '#domain/retention/in-force.ts';
import { carriedOutFrom } from '#domain/retention/notice.ts';
import type { Stay } from '#domain/retention/stay.ts';
import type { PersonId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/** How long turns stay here, for people to see. */
export interface RetentionView {
  readonly stay: Stay;
  /** Who chose last what holds, and when; null while nobody has chosen, or where a leave made it hold. */
  readonly by: PersonId | null;
  readonly since: Millis | null;
  /** Until then nothing goes that could stay before. */
  readonly from: Millis | null;
  /** Who wishes for longer. It holds when everybody wishes for the same. */
  readonly wishes: readonly StayWish[];
  /** When turns last went because their time was over. */
  readonly letGoAt: Millis | null;
  /** A choice of mine is still waiting here. */
  readonly pending: boolean;
}

export interface StayWish {
  readonly member: PersonId;
  readonly stay: Stay;
}

/** With what waits on this device as if it were in the log: only what is in the log is ever carried out. */
export function retentionView(ground: RetentionGround): RetentionView {
  const reading = readRetention(ground);
  const { now, wishes } = reading;
  return {
    stay: now?.stay ?? 'all',
    by: now?.by ?? null,
    since: now?.since ?? null,
    from: carriedOutFrom(reading),
    wishes: [...wishes].map(([member, stay]) => ({ member, stay })),
    letGoAt: ground.retention.letGoAt,
    pending: valuesOf(ground.retention.choices).some(({ pending }) => pending),
  };
}
