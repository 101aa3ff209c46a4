import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Every rule of WCAG 2.2 A and AA and of good practice that this page breaks, with the elements that do. */
export async function broken(page: Page): Promise<readonly string[]> {
  // In one piece, within the page: it has no frames, and a second page would be one more that could complain.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `${id}: ${help} at ${target.join(' ')} (${why})`;
    }),
  );
}
