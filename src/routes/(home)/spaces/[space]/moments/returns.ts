import { day, hour } from '#kernel/time.ts';

export const returns = ['open', 'hour', 'evening', 'tomorrow', 'day'] as const;
export type Return = (typeof returns)[number];

/**
 * When somebody who chose so thinks to be back; null leaves it open, undefined is no time that is still to come.
 *
 * @param named as a field for day and hour writes it, where this person is.
 */
export function returnAt(chosen: Return, named: string, now: number): number | null | undefined {
  if (chosen === 'open') return null;
  if (chosen === 'hour') return now + hour;
  if (chosen === 'evening') return now + 4 * hour;
  if (chosen === 'tomorrow') return now + day;
  const at = new Date(named).getTime();
  return at > now ? at : undefined;
}
