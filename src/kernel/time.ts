/** Milliseconds since 1970, UTC. Passed in: nothing below `device/` and `server/` reads a clock. */
export type Millis = number;
/** Whole minutes since 1970, UTC: the finest time the server keeps. */
export type Minutes = number;
export type Clock = () => Millis;

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export function toMinutes(at: Millis): Minutes {
  return Math.floor(at / minute);
}
