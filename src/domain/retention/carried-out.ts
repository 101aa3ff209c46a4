import * as v from 'valibot';
import type { Retention } from '#domain/retention/state.ts';
import {
  anyMember,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import type { EventId } from '#kernel/ids.ts';

const schema = v.strictObject({});
type Content = v.InferOutput<typeof schema>;

/**
 * My devices let go of turns of mine whose time is over. The letting go is in the outside of the event, and nobody
 * can let go of anything but their own; nothing is left in the old places, only that it happened at all.
 */
export const retentionCarriedOut = defineSpaceEvent({
  kind: 'retention.carried-out',
  noun: 'retention',
  afterTheEnd: true,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Retention>, _content: Content, { at }) {
    draft.letGoAt = at;
  },
});

/** @param over the events whose time is over: not more than one event can name. */
export function carriedOut(over: readonly EventId[]): DraftEvent<'retention.carried-out', Content> {
  return draftEvent(retentionCarriedOut, {}, over);
}
