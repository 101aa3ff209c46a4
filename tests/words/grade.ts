/** The school year a text asks for, by Flesch and Kincaid. Each sentence is one message or part of one. */
export function gradeOf(messages: readonly string[]): number {
  const sentences = messages.flatMap(sentencesIn);
  const words = sentences.flatMap(wordsIn);
  if (words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

export function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}’']+/gu) ?? [];
}

function sentencesIn(message: string): readonly string[] {
  return message.split(/(?<=[.?:;])\s+|\n+/u).filter((part) => wordsIn(part).length > 0);
}

/** Groups of vowels, less a silent end. Rough, and the same for everybody. */
export function syllablesIn(word: string): number {
  const spoken = word.toLowerCase().replace(/[’'].*$/u, '');
  if (spoken.length <= 3) return 1;
  const heard = spoken.replace(/(?:[^laeiouy]es|[^tdlaeiouy]ed|[^laeiouy]e)$/u, (end) => end[0] ?? '');
  return Math.max(1, heard.match(/[aeiouy]+/gu)?.length ?? 1);
}
