/** A length of time as players write it: `0:07`, `12:40`. */
export function spanOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
