import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

/** How somebody touches a page. What they do with it is told apart from this, and the same for all. */
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

/** What journeys are seen on, unless one is about something else. */
export const phoneScreen = { width: 360, height: 740 };
const keyboardPx = 320;

/** A finger. The keyboard of the phone comes up with the field that is touched, and goes at the next touch elsewhere. */
export const finger: Hands = {
  async press(what) {
    await what.tap();
    await what.page().setViewportSize(phoneScreen);
  },
  async write(field, text) {
    await field.tap();
    await field.page().setViewportSize({ ...phoneScreen, height: phoneScreen.height - keyboardPx });
    await aboveKeyboard(field);
    await field.page().keyboard.press('ControlOrMeta+a');
    await field.page().keyboard.insertText(text);
    await aboveKeyboard(field);
  },
};

/** A phone brings the field with the focus into sight; what stands still on the page may yet be in front of it. */
async function aboveKeyboard(field: Locator): Promise<void> {
  const isSeen = () =>
    field.evaluate((element) => {
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const { top, bottom, left, width } = element.getBoundingClientRect();
      const [from, to] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
      const inFront = document.elementFromPoint(left + width / 2, (from + to) / 2);
      return to - from >= 24 && element === inFront;
    });
  await expect.poll(isSeen, { timeout: 15_000, message: `the keyboard hides ${field}` }).toBe(true);
}

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
