import type { Id } from '#kernel/ids.ts';

export const ana = idOf<'person'>('ana');
export const bo = idOf<'person'>('bo');
export const cai = idOf<'person'>('cai');
/** Never in any space of these stories. */
export const stranger = idOf<'person'>('stranger');
export const bench = idOf<'space'>('the-bench');

/** A name as an id: the letters, filled up to the length of one. */
export function idOf<Kind extends string>(name: string): Id<Kind> {
  // Any 43 letters of base64url that end in A are an id; which kind, the test says.
  return name.replaceAll(/[^\w-]/g, '-').padEnd(43, 'A') as Id<Kind>;
}
