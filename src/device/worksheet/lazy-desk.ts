import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { Desk } from '#device/worksheet/desk.ts';
import type { SheetsQuestion, SheetsView } from '#device/worksheet/sheets.ts';

/** The desk of this device, which is not here before somebody has a sheet before them, or said that one may be opened. */
export interface LazyDesk {
  look(home: Home | null, question: SheetsQuestion): SheetsView;
  changed(home: Home | null, live: LiveSpace): void;
  close(): void;
}

export const sheetsTopic = 'sheets';

const opening: SheetsView = { situation: 'opening', sheets: [], sheet: null, notes: [], closed: {} };

/** @param tell called when there is something else to see. */
export function lazyDesk(tell: () => void): LazyDesk {
  let desk: { readonly home: Home; readonly desk: Desk } | null = null;
  let loading = false;
  let latest: Home | null = null;

  async function load(): Promise<void> {
    if (loading) return;
    loading = true;
    try {
      const { createDesk } = await import('#device/worksheet/desk.ts');
      const home = latest;
      if (home === null) return;
      desk = { home, desk: createDesk(home) };
      for (const live of home.spaces.values()) desk.desk.changed(live);
      tell();
    } finally {
      loading = false;
    }
  }

  function deskOf(home: Home): Desk | null {
    latest = home;
    if (desk?.home === home) return desk.desk;
    // Where it does not come, there is no line, and the next change asks for it again.
    void load().catch(() => undefined);
    return null;
  }

  return {
    look: (home, question) => (home === null ? opening : (deskOf(home)?.look(question) ?? opening)),
    changed(home, live) {
      if (home === null) return;
      if (desk === null && live.fold.state.worksheet.readies.size === 0) return;
      deskOf(home)?.changed(live);
    },
    close() {
      desk = null;
      latest = null;
    },
  };
}
