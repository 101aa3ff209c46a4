import type { Note } from '#device/worksheet/sheets.ts';
import type { StepThat } from '#domain/tool/step.ts';

export interface Pile {
  readonly id: string;
  readonly words: readonly string[];
}

/** Which word lies in which pile, as far as my notes say. The last pile that holds a word is where it lies. */
export function pilesFrom({ piles }: StepThat<'piles'>, notes: readonly Note[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const { id } of piles) {
    for (const word of notes.find(({ prompt }) => prompt === id)?.text.split('\n') ?? [])
      places.set(word, id);
  }
  return places;
}

/** The words of one pile, in the order in which they were laid. */
export function wordsIn(places: ReadonlyMap<string, string>, pile: string): readonly string[] {
  return [...places].filter(([, place]) => place === pile).map(([word]) => word);
}
