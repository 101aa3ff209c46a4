import * as v from 'valibot';
import type { Care } from '#domain/care/state.ts';
import {
  anEventId,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import { ok, refuse } from '#kernel/result.ts';

const schema = v.strictObject({ ask: anEventId });
type Content = v.InferOutput<typeof schema>;

/** Whoever asked asks no longer. Our devices do nothing with it any more; what was signed lapses by itself. */
export const careTakenBack = defineSpaceEvent({
  kind: 'care.taken-back',
  noun: 'care',
  must: true,
  spaces: ['community'],
  parse: parseWith(schema),
  may: ({ asks }: Care, { ask }: Content, { author }) =>
    asks.get(ask)?.by === author ? ok(null) : refuse('not-yours'),
  apply(draft: Draft<Care>, { ask }: Content) {
    const asked = draft.asks.get(ask);
    if (asked !== undefined) draft.asks.put(ask, { ...asked, takenBack: true });
  },
});

export function takenBack(content: Content): DraftEvent<'care.taken-back', Content> {
  return draftEvent(careTakenBack, content);
}
