import * as v from 'valibot';
import {
  anEventId,
  anyMember,
  defineSpaceEvent,
  parseWith,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import { isId } from '#kernel/ids.ts';

/** As many as fit into one event with room to spare. */
export const keysMost = 400;

/** 32 bytes as text, which is as long as an id. */
const aKey = v.custom<string>(isId);
const schema = v.strictObject({
  keys: v.pipe(
    v.array(v.strictObject({ event: anEventId, key: aKey })),
    v.minLength(1),
    v.maxLength(keysMost),
  ),
});
type Content = v.InferOutput<typeof schema>;

/**
 * Keys of single earlier events, for whoever comes in later and does not read the past: each opens one event and no
 * other. It changes nothing by itself. What its keys open stands in the log where it always stood, signed by whoever
 * wrote it.
 */
export const spaceHandedOn = defineSpaceEvent({
  kind: 'space.handed-on',
  noun: 'space',
  spaces: ['circle'],
  parse: parseWith(schema),
  may: anyMember,
  apply() {},
});

export function handedOn(content: Content): DraftEvent<'space.handed-on', Content> {
  return draftEvent(spaceHandedOn, content);
}
