import * as v from 'valibot';
import type { Retention } from '#domain/retention/state.ts';
import { stays } from '#domain/retention/stay.ts';
import {
  anyMember,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

const schema = v.strictObject({ stay: v.picklist(stays) });
type Content = v.InferOutput<typeof schema>;

/**
 * "I would have turns stay here for so long." A shorter time holds as soon as one person chose it, a longer one when
 * everybody present did: `in-force.ts` reads which. Anybody may choose, and nobody's choice is asked for twice.
 */
export const retentionChosen = defineSpaceEvent({
  kind: 'retention.chosen',
  noun: 'retention',
  handedOn: true,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Retention>, { stay }: Content, { author, eventId, at, place, pending }) {
    draft.choices.put(eventId, { id: eventId, by: author, stay, at, place, pending });
  },
});

/** To choose what is in force takes back a wish for longer. */
export function stayChosen(content: Content): DraftEvent<'retention.chosen', Content> {
  return draftEvent(retentionChosen, content);
}
