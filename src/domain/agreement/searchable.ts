import type { Agreement } from '#domain/agreement/state.ts';
import { clausesOf } from '#domain/consent/texts.ts';
import { defineSearchable } from '#domain/space/define.ts';
import { valuesOf } from '#kernel/shelf.ts';

/** Every text of every clause: the page of the agreement shows them all. */
export const searchableAgreement = defineSearchable({
  noun: 'agreement',
  passages: (agreement: Agreement) =>
    clausesOf({ ...agreement, answers: valuesOf(agreement.answers) }).flatMap(({ clause, texts }) =>
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
