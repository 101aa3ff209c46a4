import * as v from 'valibot';
import type { Ending } from '#domain/ending/state.ts';
import { mayWhileUnderway } from '#domain/ending/underway.ts';
import {
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

const schema = v.strictObject({});
type Content = v.InferOutput<typeof schema>;

/** "Let us not end now." Anybody may, until all have chosen. What was offered stays with whoever offered it. */
export const endingStopped = defineSpaceEvent({
  kind: 'ending.stopped',
  noun: 'ending',
  must: true,
  spaces: ['pair', 'circle'],
  parse: parseWith(schema),
  may: mayWhileUnderway,
  apply(draft: Draft<Ending>) {
    draft.underway = null;
  },
});

export function endingStoppedNow(): DraftEvent<'ending.stopped', Content> {
  return draftEvent(endingStopped, {});
}
