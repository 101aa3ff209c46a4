import * as v from 'valibot';
import {
  anEventId,
  defineSpaceEvent,
  draftEvent,
  parseWith,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import { anySpace, mayOnSheet } from '#domain/worksheet/on-sheet.ts';
import type { SheetStatus, Worksheets } from '#domain/worksheet/state.ts';
import type { EventId } from '#kernel/ids.ts';

const schema = v.strictObject({ worksheet: anEventId });
type Content = v.InferOutput<typeof schema>;

/** Anybody may put a sheet by, let it go, or take it up again, without a reason. The newest word counts. */
function puts<const Kind extends string>(kind: Kind, status: SheetStatus) {
  return defineSpaceEvent({
    kind,
    noun: 'worksheet',
    handedOn: true,
    spaces: anySpace,
    parse: parseWith(schema),
    may: mayOnSheet,
    apply(draft: Draft<Worksheets>, { worksheet }: Content, { author: by, at }) {
      const sheet = draft.sheets.get(worksheet);
      if (sheet !== undefined) draft.sheets.put(worksheet, { ...sheet, status, put: { by, at } });
    },
  });
}

export const worksheetRested = puts('worksheet.rested', 'resting');
export const worksheetLetGo = puts('worksheet.let-go', 'let-go');
export const worksheetTakenUp = puts('worksheet.taken-up', 'open');

export function rested(worksheet: EventId): DraftEvent<'worksheet.rested', Content> {
  return draftEvent(worksheetRested, { worksheet });
}

export function letGo(worksheet: EventId): DraftEvent<'worksheet.let-go', Content> {
  return draftEvent(worksheetLetGo, { worksheet });
}

export function takenUp(worksheet: EventId): DraftEvent<'worksheet.taken-up', Content> {
  return draftEvent(worksheetTakenUp, { worksheet });
}
