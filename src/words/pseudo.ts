import type { Messages } from './messages.ts';

// prettier-ignore
const accented: Readonly<Record<string, string>> = {
  a: 'á', c: 'ç', e: 'é', g: 'ğ', i: 'í', l: 'ļ', n: 'ñ', o: 'ö', s: 'š', u: 'ü', y: 'ý', z: 'ž',
  A: 'Á', B: 'Ɓ', C: 'Ç', D: 'Đ', E: 'É', G: 'Ğ', I: 'Í', L: 'Ļ', N: 'Ñ', O: 'Ö', S: 'Š', T: 'Ţ', U: 'Ü', Y: 'Ý',
};

/**
 * The same messages, longer by two fifths, accented and in brackets: a sentence that shows plain on a page was not
 * taken from words, and a bracket that is missing was cut off.
 */
export function pseudo<M extends Messages>(messages: M): M {
  // The copy has the same names and the same functions' needs, so it is the same type.
  return changed(messages) as M;
}

function changed(value: unknown): unknown {
  if (typeof value === 'string') return stretch(value, []);
  if (Array.isArray(value)) return value.map(changed);
  if (typeof value === 'function') {
    return (...needed: unknown[]) => stretch(String(value(...needed)), namesIn(needed));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, changed(inner)]));
}

/** What people wrote themselves (a name, a date) stays as it is. */
function stretch(sentence: string, names: readonly string[]): string {
  return `[${accentAround(sentence, names)}${' ~'.repeat(Math.ceil(sentence.length / 5))}]`;
}

function accentAround(text: string, [name, ...others]: readonly string[]): string {
  if (name === undefined) return Array.from(text, (letter) => accented[letter] ?? letter).join('');
  const parts = text.split(name).map((part) => accentAround(part, others));
  return parts.join(name);
}

function namesIn(needed: readonly unknown[]): readonly string[] {
  const found = needed.flatMap((value): string[] => {
    if (typeof value === 'string') return value === '' ? [] : [value];
    return typeof value === 'object' && value !== null ? [...namesIn(Object.values(value))] : [];
  });
  return found.toSorted((left, right) => right.length - left.length);
}
