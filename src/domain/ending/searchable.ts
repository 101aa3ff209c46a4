import type { Ending } from '#domain/ending/state.ts';
import { defineSearchable } from '#domain/space/define.ts';
import { valuesOf } from '#kernel/shelf.ts';

/** What people offered each other to read at an end. */
export const searchableEnding = defineSearchable({
  noun: 'ending',
  passages: ({ offers }: Ending) =>
    valuesOf(offers).map(({ id, by, at, text }) => ({
      opens: id,
      by,
      at,
      event: id,
      words: text,
      note: null,
    })),
});
