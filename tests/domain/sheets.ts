import type { SpaceState } from '#domain/space/state.ts';
import { sheetView, type SheetView } from '#domain/worksheet/view.ts';
import { valuesOf } from '#kernel/shelf.ts';

/** Every sheet of a space as people see it. */
export function allSheets(state: SpaceState): readonly SheetView[] {
  return valuesOf(state.worksheet.sheets).flatMap(({ id }) => sheetView(state, id) ?? []);
}
