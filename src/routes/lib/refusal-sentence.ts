import type { DeviceRefusalCode } from '#device/refusal.ts';

/** A refusal of the wire that has no sentence of its own is a mistake in our code, and does not get past the types. */
type RefusalSentences = Readonly<Record<DeviceRefusalCode | 'other', string>>;

/** The sentence for a refusal. What may come from deeper within and has no words gets those for anything else. */
export function refusalSentence(sentences: RefusalSentences, code: string | null): string | undefined {
  return code === null ? undefined : sentenceFor(sentences, code);
}

/** @param sentences by code, and one under `other`. */
export function sentenceFor(sentences: { readonly other: string }, code: string): string {
  const found: unknown = Object.hasOwn(sentences, code) ? Reflect.get(sentences, code) : undefined;
  return typeof found === 'string' ? found : sentences.other;
}
