import { readCard, type Card } from '#domain/tool/card.ts';
import type { Door } from '#domain/tool/doors.ts';
import { readTool, type Tool } from '#domain/tool/tool.ts';

/** What of a tool stands on a door, before somebody opens it. */
export interface ToolTitle {
  readonly id: string;
  readonly title: string;
  readonly doors: readonly Door[];
}

// The build reads every file of these before it begins, so what comes from there is as it should be.
const titles = import.meta.glob<string>('/content/en/tools/*.json', { eager: true, import: 'title' });
const doorsOf = import.meta.glob<readonly Door[]>('/content/en/tools/*.json', {
  eager: true,
  import: 'doors',
});
const files = import.meta.glob<unknown>('/content/en/tools/*.json', { import: 'default' });

/** In the order of their numbers. */
export function toolTitles(): readonly ToolTitle[] {
  return Object.entries(titles)
    .map(([file, title]) => ({ id: nameOf(file), title, doors: doorsOf[file] ?? [] }))
    .toSorted((one, other) => one.id.localeCompare(other.id, 'en', { numeric: true }));
}

/** Null where there is no such tool here. Rejects where its file could not be fetched. */
export async function loadTool(id: string): Promise<Tool | null> {
  const load = files[`/content/en/tools/${id}.json`];
  if (load === undefined) return null;
  const read = readTool(await load());
  return read.ok ? read.value : null;
}

/** The cards of one door, in the order of their titles. */
export async function loadCards(door: Door): Promise<readonly Card[]> {
  const { cardFiles } = await import('./card-files.ts');
  return Object.values(cardFiles)
    .map((text) => readCard(text))
    .flatMap((card) => (card.ok && card.value.door === door ? [card.value] : []))
    .toSorted((one, other) => one.title.localeCompare(other.title, 'en'));
}

function nameOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.json$/, '');
}
