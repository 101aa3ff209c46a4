import type { Community } from '#domain/community/state.ts';
import { defineSearchable } from '#domain/space/define.ts';
import { valuesOf } from '#kernel/shelf.ts';

/** What people say of themselves. */
export const searchableCommunity = defineSearchable({
  noun: 'community',
  passages: ({ introductions }: Community) =>
    valuesOf(introductions).map(({ id, person, words, at }) => ({
      opens: person,
      by: person,
      at,
      event: id,
      words,
      note: null,
    })),
});
