import { listLines, readHostLines, shownLines } from '#domain/help/host-lines.ts';
import type { HelpLine } from '#domain/help/line.ts';
import { linesByName } from './lines.ts';

/**
 * Shows the lines of this place: at first those that came along, which are in the page itself, then what this browser
 * has seen last of the host's, then what the host says now.
 */
export async function hostLines(show: (lines: readonly HelpLine[]) => void): Promise<void> {
  const { askHouse, keptHelpLines } = await import('#device/said-of-itself.ts');
  const showOver = (said: unknown) => show(shownLines(listLines(linesByName(), readHostLines(said))));
  const asking = askHouse();
  const kept = await keptHelpLines();
  if (kept !== undefined) showOver(kept);
  const house = await asking;
  if (house !== null) showOver(house.helpLines);
}
