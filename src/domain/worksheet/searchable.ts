import { clausesOf } from '#domain/consent/texts.ts';
import { defineSearchable } from '#domain/space/define.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';
import { valuesOf } from '#kernel/shelf.ts';

/** What was offered on sheets, and every text that was to be ours there. */
export const searchableWorksheets = defineSearchable({
  noun: 'worksheet',
  passages: ({ offers, proposals, answers }: Worksheets) => [
    ...valuesOf(offers).flatMap((offer) => {
      if (offer.state !== 'offered') return [];
      const { id, worksheet, by, at, text } = offer;
      return [{ opens: worksheet, by, at, event: id, words: text, note: null }];
    }),
    ...clausesOf({ proposals, answers: valuesOf(answers) }).flatMap(({ clause, texts }) =>
      texts.map(({ proposal, text, by, at }) => ({
        opens: proposals.get(clause)?.worksheet ?? clause,
        by,
        at,
        event: proposal,
        words: text,
        note: null,
      })),
    ),
  ],
});
