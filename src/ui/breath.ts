export type Breath = 'in' | 'out' | 'done';

export const wholeMs = 30_000;

/** What comes after this half of a breath. It ends on a breath out, as near to half a minute as whole breaths come. */
export function afterBreath(
  breath: 'in' | 'out',
  { goneMs, beatMs }: { readonly goneMs: number; readonly beatMs: number },
): Breath {
  if (breath === 'in') return 'out';
  return goneMs + beatMs >= wholeMs ? 'done' : 'in';
}

const slowestMs = 9000;
const quickestMs = 2500;

/** The length of half a breath, a little longer or shorter, within what lungs can do. */
export function paced(beatMs: number, changeMs: number): number {
  return Math.min(slowestMs, Math.max(quickestMs, beatMs + changeMs));
}
