import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { minute, type Clock, type Millis } from '#kernel/time.ts';
import { newToken } from './sessions.ts';

/** A sign-in between its two halves. `person` is null for a name that nobody has: no passphrase will fit it. */
export interface Attempt {
  readonly person: Bytes | null;
  readonly state: string;
}

export interface Attempts {
  begin(attempt: Attempt): Bytes;
  /** Once: another try begins anew, and is counted. */
  take(id: Bytes): Attempt | null;
}

const lasts = 2 * minute;
const attemptsMost = 10_000;

export function createAttempts(clock: Clock): Attempts {
  const attemptById = new Map<string, Attempt & { readonly until: Millis }>();

  return {
    begin(attempt) {
      const now = clock();
      for (const [id, { until }] of attemptById) {
        if (until > now && attemptById.size < attemptsMost) break;
        attemptById.delete(id);
      }
      const id = newToken();
      attemptById.set(bytesToText(id), { ...attempt, until: now + lasts });
      return id;
    },
    take(id) {
      const key = bytesToText(id);
      const attempt = attemptById.get(key);
      attemptById.delete(key);
      return attempt !== undefined && attempt.until > clock() ? attempt : null;
    },
  };
}
