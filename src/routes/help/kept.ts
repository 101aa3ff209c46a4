/** One row of what a person keeps on this device for hard times. */
export interface KeptRow {
  readonly line: string;
  readonly href: string;
}

/** What this device keeps for the help page, readable signed out. Null where nothing of it is kept. */
export interface KeptForHelp {
  readonly people: KeptRow | null;
  readonly hardTimes: KeptRow | null;
}

/** Nothing is kept for the help page until a person says so, and so far there is no way to say so. */
export function keptForHelp(): KeptForHelp | null {
  return null;
}
