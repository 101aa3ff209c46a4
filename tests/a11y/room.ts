import type { Page } from 'playwright-core';

/** What does not fit: the page scrolling sideways, or text that is cut off, and the elements at fault. */
export function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const told = (element: Element) => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`;
    const wide = document.documentElement.clientWidth;
    const isSeen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const found: string[] = [];
    if (document.documentElement.scrollWidth > wide) {
      found.push(`the page is ${document.documentElement.scrollWidth} wide in ${wide}`);
    }
    for (const element of document.body.querySelectorAll('*')) {
      if (!isSeen(element) || element.closest('.visually-hidden, .skip')) continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (right > wide + 1 || left < -1))
        found.push(`${told(element)} from ${left} to ${right}`);
      const { overflowX } = getComputedStyle(element);
      // A field scrolls what is in it; what is one pixel wide is there to be heard.
      const hides = /hidden|clip/.test(overflowX) && element.clientWidth > 1 && !element.matches('input');
      if (hides && element.scrollWidth > element.clientWidth + 1)
        found.push(`${told(element)} cuts its text off`);
    }
    return found;
  });
}

/** What can be pressed and is smaller than 24 by 24; links within a sentence are as high as their line. */
export function tooSmall(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll('a[href], button, summary, input, textarea, select')) {
      if (
        !element.checkVisibility({ visibilityProperty: true }) ||
        element.closest('.visually-hidden, .skip')
      )
        continue;
      if (element.matches('.visually-hidden, .skip, p a, li a')) continue;
      // A tick is pressed anywhere on its label.
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      if (width < 24 || height < 24)
        found.push(`${element.outerHTML.slice(0, 100)} is ${width} by ${height}`);
    }
    return found;
  });
}
