import { readHelpPage, type HelpPage } from '#domain/help/page.ts';
import { readAll } from './content.ts';

const files = import.meta.glob('/content/en/pages/*.json', { eager: true, import: 'default' });

/**
 * The pages for hard talks by the last word of their address. An address stays in the history of a browser that others
 * may look at, so it says nothing of what the page is about.
 */
export function helpPages(): ReadonlyMap<string, HelpPage> {
  return readAll(files, readHelpPage);
}
