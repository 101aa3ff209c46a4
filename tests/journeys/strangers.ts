import type { Page } from 'playwright-core';

/**
 * What is on a page in the pseudo-locale, seen or heard, and did not come whole from words: there every sentence of
 * ours stands in brackets, so whatever is left without them is either somebody's own or a stranger.
 */
export async function strangersOn(page: Page, own: readonly string[]): Promise<readonly string[]> {
  const texts = await textsOn(page);
  return texts.filter((text) => !isOwn(text, own) && /\p{L}|[[\]]/u.test(withoutOurs(text, own)));
}

/** What somebody wrote, or a piece of it: a link within it stands apart, and a long text may end in the middle. */
function isOwn(text: string, own: readonly string[]): boolean {
  return own.some((words) => words.includes(text.replace(/ …$/, '')));
}

function withoutOurs(text: string, own: readonly string[]): string {
  // Longest first: a name may be a part of a sentence.
  const ours = own.toSorted((one, other) => other.length - one.length);
  let left = ours.reduce((rest, words) => rest.replaceAll(words, ''), text);
  // A sentence may hold another one.
  for (let before = ''; before !== left;) {
    before = left;
    left = left.replaceAll(/\[[^[\]]*\]/g, '');
  }
  return left;
}

function textsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const texts = [document.title];
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      // Times are written by the device; drawn words are the same in every language.
      if (element.closest('time, [translate="no"], script, style') !== null) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        texts.push(element.getAttribute(name) ?? '');
      for (const child of element.childNodes) if (child instanceof Text) texts.push(child.data);
    }
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  });
}
