import type { SheetsQuestion, SheetsView } from '#device/worksheet/sheets.ts';
import { device, type Watched } from '#routes/lib/device.svelte.ts';

/** Watches the sheets of a space, or one of them; when another is asked for, nothing of the former is shown. */
export function watchSheets(question: () => SheetsQuestion): Watched<SheetsView> {
  let view = $state.raw<SheetsView>();
  $effect(() => {
    view = undefined;
    return device().watchSheets(question(), (next) => {
      // What is open here stays so while the device opens it anew.
      if (next.situation !== 'opening' || view === undefined) view = next;
    });
  });
  return {
    get view() {
      return view;
    },
  };
}
