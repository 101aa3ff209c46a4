import { readHelpLine, type HelpLine } from '#domain/help/line.ts';
import { readAll } from './content.ts';

const files = import.meta.glob('/content/en/help-lines/*.json', { eager: true, import: 'default' });

/** Every line that comes along, by the name of its file. The host of a place may say something else in its stead. */
export function linesByName(): ReadonlyMap<string, HelpLine> {
  return readAll(files, readHelpLine);
}

/** Every line that comes along: what is shown before anything is known of the host's own. */
export function helpLines(): readonly HelpLine[] {
  return [...linesByName().values()];
}
