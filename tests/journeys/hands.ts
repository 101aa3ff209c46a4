import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

/** How somebody touches a page. What they do with it is told apart from this, and the same for both. */
export interface Hands {
  press(what: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
}

export const pointer: Hands = {
  press: (what) => what.click(),
  write: (field, text) => field.fill(text),
};

/** Tab, Enter, Space and typing, and nothing else. Where the focus is must be seen at every step. */
export const keyboard: Hands = {
  async press(what) {
    await reach(what);
    const isLink = await what.evaluate((element) => element.matches('a'));
    await what.page().keyboard.press(isLink ? 'Enter' : 'Space');
  },
  async write(field, text) {
    await reach(field);
    await field.page().keyboard.press('ControlOrMeta+a');
    await field.page().keyboard.insertText(text);
  },
};

const longestWalk = 150;

async function reach(what: Locator): Promise<void> {
  await what.waitFor();
  for (let steps = 0; steps < longestWalk; steps++) {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    await what.page().keyboard.press('Tab');
    expect(await unseenFocus(what), 'the focus is somewhere and cannot be seen').toBeNull();
  }
  throw new Error(`Tab never came to ${what}`);
}

/** What has the focus without a ring around it, or outside of what can be seen; null if all is well. */
function unseenFocus(what: Locator): Promise<string | null> {
  return what.page().evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return null;
    // Within a date field stands a button of the browser's own, with the browser's own ring.
    if (focused.matches('[type="date"]:not(:focus)')) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    const ringed = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    const { top, bottom, left, right } = focused.getBoundingClientRect();
    const inSight = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    return ringed && inSight ? null : focused.outerHTML.slice(0, 120);
  });
}
