import { searchableAgreement } from '#domain/agreement/searchable.ts';
import { searchableCommunity } from '#domain/community/searchable.ts';
import { searchableConversation } from '#domain/conversation/searchable.ts';
import { searchableEnding } from '#domain/ending/searchable.ts';
import type { Passage, Searchable } from '#domain/space/define.ts';
import { searchableSpace } from '#domain/space/searchable.ts';
import type { Slices } from '#domain/space/state.ts';
import { searchableWorksheets } from '#domain/worksheet/searchable.ts';

/** What can be looked for. A further noun is its file, and one line here. */
const searchables = [
  searchableConversation,
  searchableAgreement,
  searchableCommunity,
  searchableEnding,
  searchableSpace,
  searchableWorksheets,
] as const satisfies readonly FitsItsSlice[];

/** It reads the slice of the noun it names. */
type FitsItsSlice = { [Noun in keyof Slices]: Searchable<Noun, Slices[Noun]> }[keyof Slices];

export type SearchableNoun = (typeof searchables)[number]['noun'];

export const searchableNouns: readonly SearchableNoun[] = searchables.map(({ noun }) => noun);

/** The words of one noun that can be looked for. The same slice has the same. */
export function passagesOf(slices: Slices, noun: SearchableNoun): readonly Passage[] {
  const searchable = searchables.find((each) => each.noun === noun);
  // Each of them reads the slice of its own noun, as `satisfies` above shows; a union loses which.
  const read = searchable?.passages as ((slice: object) => readonly Passage[]) | undefined;
  return read?.(slices[noun]) ?? [];
}
