import * as v from 'valibot';
import {
  anEventId,
  anyMember,
  defineSpaceEvent,
  draftEvent,
  parseWith,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import { textLike, aPartName, offeredWords, onStep, questionWords } from '#domain/worksheet/on-sheet.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';
import { isId, type EventId, type SpaceId } from '#kernel/ids.ts';

const schema = v.strictObject({
  ...onStep,
  space: v.custom<SpaceId>(isId),
  key: textLike(/^[\w-]{22}$/),
  prompt: aPartName,
  asked: questionWords,
  text: offeredWords,
  of: v.exactOptional(anEventId),
  /** It is offered as soon as everybody is ready to open this step. */
  opens: v.exactOptional(v.literal(true)),
});
type Content = v.InferOutput<typeof schema>;

/** What somebody writes on a sheet for themselves. It stands in their own notebook, whatever space the sheet is in. */
export const worksheetNoted = defineSpaceEvent({
  kind: 'worksheet.noted',
  noun: 'worksheet',
  droppable: true,
  spaces: ['solo'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Worksheets>, { of, opens, ...note }: Content, { eventId: id, at, pending }) {
    draft.notes.put(id, { ...note, id, at, pending, of: of ?? null, opens: opens === true });
  },
});

/** @param former what these words take the place of. */
export function noted(
  content: Content,
  former: readonly EventId[] = [],
): DraftEvent<'worksheet.noted', Content> {
  return draftEvent(worksheetNoted, content, former);
}

const ofForgetting = v.strictObject({});

/** Lets go of notes. The letting go is in the outside of the event, and nothing stays in their place. */
export const worksheetForgotten = defineSpaceEvent({
  kind: 'worksheet.forgotten',
  noun: 'worksheet',
  spaces: ['solo'],
  parse: parseWith(ofForgetting),
  may: anyMember,
  apply(_draft: Draft<Worksheets>) {},
});

export function forgotten(notes: readonly EventId[]): DraftEvent<'worksheet.forgotten', object> {
  return draftEvent(worksheetForgotten, {}, notes);
}
