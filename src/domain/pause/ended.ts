import * as v from 'valibot';
import type { Pause } from '#domain/pause/state.ts';
import {
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import { ok, refuse } from '#kernel/result.ts';

const schema = v.strictObject({});
type Content = v.InferOutput<typeof schema>;

/** "I am back." Nobody says it for somebody else. */
export const pauseEnded = defineSpaceEvent({
  kind: 'pause.ended',
  noun: 'pause',
  spaces: ['pair', 'circle'],
  parse: parseWith(schema),
  may(pause: Pause, _content: Content, { author }) {
    return pause.asked.get(author)?.isBack === false ? ok(null) : refuse('no-pause');
  },
  apply(draft: Draft<Pause>, _content: Content, { author, pending }) {
    const moment = draft.asked.get(author);
    if (moment !== undefined) draft.asked.put(author, { ...moment, isBack: true, pending });
  },
});

export function momentEnded(): DraftEvent<'pause.ended', Content> {
  return draftEvent(pauseEnded, {});
}
