import * as v from 'valibot';
import {
  anyMember,
  defineSpaceEvent,
  draftEvent,
  lineUpTo,
  parseWith,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import { anySpace, aPartName } from '#domain/worksheet/on-sheet.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';

const schema = v.strictObject({
  tool: aPartName,
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  title: v.exactOptional(lineUpTo(120)),
});
type Content = v.InferOutput<typeof schema>;

/** Lays a sheet of a tool on the table. Whoever does has no other part in it than anybody else. */
export const worksheetStarted = defineSpaceEvent({
  kind: 'worksheet.started',
  noun: 'worksheet',
  handedOn: true,
  spaces: anySpace,
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Worksheets>, { tool, version, title }: Content, { eventId, author, at, pending }) {
    draft.sheets.put(eventId, {
      id: eventId,
      tool,
      version,
      title: title ?? null,
      by: author,
      at,
      status: 'open',
      put: null,
      pending,
    });
  },
});

export function started(content: Content): DraftEvent<'worksheet.started', Content> {
  return draftEvent(worksheetStarted, content);
}
