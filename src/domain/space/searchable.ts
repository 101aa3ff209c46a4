import { defineSearchable } from '#domain/space/define.ts';
import type { Space } from '#domain/space/name-state.ts';

/** What a circle says that it is for, in the words that stand now. Its name is found by name. */
export const searchableSpace = defineSearchable({
  noun: 'space',
  passages: ({ purpose, described }: Space) => {
    if (purpose === null || described === null) return [];
    const { id, by, at } = described;
    return [{ opens: id, by, at, event: id, words: purpose, note: null }];
  },
});
