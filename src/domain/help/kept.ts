import * as v from 'valibot';

const schema = v.object({
  people: v.array(v.object({ name: v.string(), way: v.string() })),
  hardTimes: v.string(),
});

/** Somebody of one's own, and a way to reach them, both as their owner puts it. */
export interface KeptPerson {
  readonly name: string;
  readonly way: string;
}

/** What somebody keeps in the open on one device, for a night on which a passphrase is too much. */
export interface Kept {
  readonly people: readonly KeptPerson[];
  readonly hardTimes: string;
}

export const mostPeople = 12;

/** Null where it is not what we write, or where nothing stands in it. */
export function readKept(written: unknown): Kept | null {
  const read = v.safeParse(schema, written);
  return read.success ? tidyKept(read.output) : null;
}

/** Without what was left empty; null where nothing is left. */
export function tidyKept({ people, hardTimes }: Kept): Kept | null {
  const some = people
    .map(({ name, way }) => ({ name: name.trim(), way: way.trim() }))
    .filter(({ name, way }) => name !== '' || way !== '');
  const lines = hardTimes.trim();
  return some.length === 0 && lines === '' ? null : { people: some, hardTimes: lines };
}

const looksLikeNumber = /\+?\d[\d ()/-]*\d/g;
const leastDigits = 6;

/** The number in somebody's own words, as they wrote it, so that it can be rung with one touch. */
export function numberIn(way: string): string | null {
  const found = way.match(looksLikeNumber) ?? [];
  return found.find((one) => digitsOf(one).length >= leastDigits) ?? null;
}

/** What a telephone takes. */
export function digitsOf(number: string): string {
  return number.replace(/(?!^\+)\D/g, '');
}
