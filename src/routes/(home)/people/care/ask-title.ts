import type { CareAskView } from '#device/device.ts';
import type { Words } from '#words/words.ts';

/** The one sentence that says what is asked. */
export function askTitle(words: Words<'care'>['care'], { act, by, name, isAboutMe }: CareAskView): string {
  if (act === 'removal') return words.asksRemoval(by, name);
  if (act === 'out') return words.asksOut(by, name);
  if (by === name) return words.offers(name);
  return isAboutMe ? words.asksYou(by) : words.asksFor(by, name);
}
