import type { Agreement } from '#domain/agreement/state.ts';
import { clausesOf } from '#domain/agreement/texts.ts';
import { defineSearchable } from '#domain/space/define.ts';

/** Every text of every clause: the page of the agreement shows them all. */
export const searchableAgreement = defineSearchable({
  noun: 'agreement',
  passages: (agreement: Agreement) =>
    clausesOf(agreement).flatMap(({ clause, texts }) =>
      texts.map(({ proposal, text, by, at }) => ({
        opens: clause,
        by,
        at,
        event: proposal,
        words: text,
        note: null,
      })),
    ),
});
