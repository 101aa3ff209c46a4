/** The words in what somebody typed, pasted or scanned, whatever stands between them. */
export function twelveWordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
