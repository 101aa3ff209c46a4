import * as v from 'valibot';
import type { Care } from '#domain/care/state.ts';
import { yesFields } from '#domain/care/yes.ts';
import {
  anEventId,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import { ok, refuse } from '#kernel/result.ts';

const schema = v.strictObject({ ask: anEventId, ...yesFields });
type Content = v.InferOutput<typeof schema>;

/** Somebody signs for what another asked, where more than that is needed before it can be done. */
export const careAgreed = defineSpaceEvent({
  kind: 'care.agreed',
  noun: 'care',
  spaces: ['community'],
  parse: parseWith(schema),
  may({ asks }: Care, { ask }: Content, { author }) {
    const asked = asks.get(ask);
    if (asked === undefined) return refuse('not-found');
    if (asked.takenBack) return refuse('taken-back');
    return asked.act !== 'in' && asked.person === author ? refuse('not-about-oneself') : ok(null);
  },
  apply(draft: Draft<Care>, { ask, number, signature }: Content, { author }) {
    const asked = draft.asks.get(ask);
    if (asked === undefined) return;
    const others = asked.yeses.filter(({ by }) => by !== author);
    draft.asks.put(ask, { ...asked, yeses: [...others, { by: author, number, signature }] });
  },
});

export function agreed(content: Content): DraftEvent<'care.agreed', Content> {
  return draftEvent(careAgreed, content);
}
