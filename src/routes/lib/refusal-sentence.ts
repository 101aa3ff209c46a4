/** The sentence for a refusal's code; a code without words of its own gets the one for anything else. */
export function refusalSentence<Sentences extends { readonly other: string }>(
  sentences: Sentences,
  code: string | null,
): string | undefined {
  if (code === null) return undefined;
  const found: unknown = Object.hasOwn(sentences, code) ? Reflect.get(sentences, code) : undefined;
  return typeof found === 'string' ? found : sentences.other;
}
