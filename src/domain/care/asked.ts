import * as v from 'valibot';
import type { Care } from '#domain/care/state.ts';
import { textOfBytes, yesFields } from '#domain/care/yes.ts';
import {
  defineSpaceEvent,
  parseWith,
  wordsUpTo,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import { isId, type CommitId, type PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';

export const reasonMost = 2000;

const schema = v.strictObject({
  act: v.picklist(['removal', 'in', 'out']),
  person: v.custom<PersonId>(isId),
  since: v.custom<CommitId>(isId),
  ...yesFields,
  /** Of a removal, and of nothing else. */
  reason: v.optional(v.strictObject({ words: wordsUpTo(reasonMost), salt: textOfBytes })),
});
type Content = v.InferOutput<typeof schema>;

/**
 * Somebody asks the care circle for something, and signs for it. What it comes to is a commit: until then nothing has
 * changed, and nothing here says that it will.
 */
export const careAsked = defineSpaceEvent({
  kind: 'care.asked',
  noun: 'care',
  spaces: ['community'],
  parse: parseWith(schema),
  may(_care: Care, { act, person, reason }: Content, { author, members }) {
    if ((act === 'removal') !== (reason !== undefined)) return refuse('malformed');
    if (!members.includes(person)) return refuse('not-a-member');
    // Anybody may offer themselves. Whoever wants to go just goes.
    return act !== 'in' && person === author ? refuse('not-about-oneself') : ok(null);
  },
  apply(draft: Draft<Care>, content: Content, { author, eventId, at, pending }) {
    const { act, person, since, number, signature } = content;
    draft.asks.put(eventId, {
      id: eventId,
      by: author,
      act,
      person,
      since,
      reason: content.reason ?? null,
      yeses: [{ by: author, number, signature }],
      takenBack: false,
      at,
      pending,
    });
  },
});

export function asked(content: Content): DraftEvent<'care.asked', Content> {
  return draftEvent(careAsked, content);
}
