import type { Words } from '#words/words.ts';

type Sentences = Words<'archive'>['archive']['refusals'];

/** What somebody reads whose file does not open. */
export function whyNotOpened(sentences: Sentences, code: string | null): string {
  switch (code) {
    case null:
      return '';
    case 'archive-broken':
      return sentences.broken;
    case 'archive-altered':
      return sentences.altered;
    case 'archive-too-large':
      return sentences.tooLarge;
    case 'person-differs':
      return sentences.differs;
    case 'please-update':
      return sentences.update;
    default:
      return sentences.other;
  }
}
