import { readHelpLine, type HelpLine } from '#domain/help/line.ts';
import { readAll } from './content.ts';

const files = import.meta.glob('/content/en/help-lines/*.json', { eager: true, import: 'default' });

/** Every line that the host of this place lists. */
export function helpLines(): readonly HelpLine[] {
  return [...readAll(files, readHelpLine).values()];
}
