import type { Page } from 'playwright-core';
import t15 from '#content/en/tools/t15.json' with { type: 'json' };
import t3 from '#content/en/tools/t3.json' with { type: 'json' };
import t9 from '#content/en/tools/t9.json' with { type: 'json' };
import type { Guest } from '#tests/journeys/house.ts';
import { written } from '#tests/journeys/tour.ts';
import { button, heading, link } from '#tests/journeys/ways.ts';
import { goesToStep, keeps, laysSheet, offersNow, proposes } from './table.ts';

interface Looking {
  readonly ana: Guest;
  readonly look: (page: Page, state: string) => Promise<void>;
}

/** From the talk through the doors and the kinds of steps, and back to the talk. */
export async function tourOfTools({ ana, look }: Looking): Promise<void> {
  const { page, hands, words } = ana;
  const { sheet } = words.tools;
  await hands.press(link(page, words.momentLines.tools));
  await heading(page, words.tools.title).waitFor();
  await look(page, 'five doors');
  await hands.press(page.getByRole('link', { name: words.tools.doors.connecting }));
  await heading(page, words.tools.cards).waitFor();
  await look(page, 'behind a door');
  await hands.press(link(page, t3.title));
  await hands.press(page.getByText(words.tools.examples));
  await look(page, 'a tool, with its examples');
  await hands.press(link(page, words.frame.back));
  await hands.press(link(page, words.frame.back));

  await laysSheet(ana, 'connecting', t3.title);
  await look(page, 'a sheet with a pack of questions');
  await hands.press(button(page, sheet.draw));
  await page.getByText(sheet.youLaid).waitFor();
  await offersNow(ana, sheet.answer, written.answer);
  await keeps(ana, sheet.answer, written.kept);
  await look(page, 'a question, answered, and a note');
  await hands.press(page.locator('.note').getByRole('button', { name: sheet.offer }));
  await look(page, 'a note, and the question before offering it');
  await page.keyboard.press('Escape');
  await goesToStep(ana, t3.steps[1]!.title);
  await proposes(ana, t3.steps[1]!.ask!, written.line);
  await hands.press(page.getByText(sheet.put));
  await hands.press(button(page, sheet.rest));
  await button(page, sheet.takeUp).waitFor();
  await look(page, 'a sheet that rests, with a line that may be ours');

  for (const { door, tool } of [
    { door: 'exploring', tool: t9 },
    { door: 'supporting', tool: t15 },
  ] as const) {
    await hands.press(link(page, sheet.leaveIt));
    await heading(page, words.tools.title).waitFor();
    await hands.press(link(page, words.frame.back));
    await laysSheet(ana, door, tool.title);
    await look(page, `a sheet of ${tool.id}`);
  }
  await hands.press(link(page, words.frame.back));
  await hands.press(link(page, words.frame.back));
}
