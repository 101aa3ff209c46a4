import type { Locator } from 'playwright-core';
import type { tools } from '#words/en/tools.ts';
import type { Guest, House } from '#tests/journeys/house.ts';
import {
  button,
  connect,
  field,
  found,
  goHome,
  heading,
  join,
  link,
  makesInvitation,
} from '#tests/journeys/ways.ts';

/** Two people in a space of theirs, one on a phone and one at a desk. */
export async function twoAtATable(here: House): Promise<{ readonly ana: Guest; readonly bo: Guest }> {
  const ana = await here.guest('Ana', { viewport: { width: 360, height: 740 } });
  const bo = await here.guest('Bo', { viewport: { width: 1280, height: 860 } });
  await found(ana, here.foundingLink, 'Linden Yard');
  const invitation = await makesInvitation(ana);
  await goHome(ana);
  await join(bo, invitation);
  await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
  await heading(bo.page, ana.name).waitFor();
  await goHome(bo);
  await connect(ana, bo, 'Shall we?');
  return { ana, bo };
}

/** From the talk to a tool behind a door, and a sheet of it on the table. */
export async function laysSheet(
  { page, hands, words }: Guest,
  door: keyof typeof tools.doors,
  tool: string,
): Promise<void> {
  await hands.press(link(page, words.momentLines.tools));
  await heading(page, words.tools.title).waitFor();
  await hands.press(page.getByRole('link', { name: words.tools.doors[door] }));
  await heading(page, words.tools.doors[door]).waitFor();
  await hands.press(link(page, tool));
  await heading(page, tool).waitFor();
  await hands.press(button(page, words.tools.start));
  await page.getByRole('navigation', { name: words.tools.sheet.stepsLabel }).waitFor();
}

/** From the talk to the sheet that lies there. */
export async function goesToSheet({ page, hands, words }: Guest, tool: string): Promise<void> {
  await hands.press(link(page, words.momentLines.tools));
  await heading(page, words.tools.sheets).waitFor();
  await hands.press(page.getByRole('link', { name: tool }));
  await page.getByRole('navigation', { name: words.tools.sheet.stepsLabel }).waitFor();
}

export async function goesToStep({ page, hands, words }: Guest, step: string): Promise<void> {
  const steps = page.getByRole('navigation', { name: words.tools.sheet.stepsLabel });
  await hands.press(steps.getByRole('link', { name: step, exact: true }));
  await heading(page, step).waitFor();
}

/** Writes an answer and keeps it. It lies in the drawer then, and nowhere else. */
export async function keeps({ page, hands, words }: Guest, label: string, text: string): Promise<void> {
  const form = page.locator('form').filter({ has: field(page, label) });
  await hands.write(field(page, label), text);
  await hands.press(form.getByRole('button', { name: words.tools.sheet.keep }));
  await noteWith({ page, words }, text).waitFor();
}

/** Writes an answer and offers it at once. */
export async function offersNow({ page, hands, words }: Guest, label: string, text: string): Promise<void> {
  const form = page.locator('form').filter({ has: field(page, label) });
  await hands.write(field(page, label), text);
  await hands.press(form.getByRole('button', { name: words.tools.sheet.offerDo }));
  await offerWith({ page }, text).waitFor();
}

export function noteWith({ page }: Pick<Guest, 'page' | 'words'>, text: string): Locator {
  return page.locator('.note').filter({ hasText: text });
}

export function offerWith({ page }: Pick<Guest, 'page'>, text: string): Locator {
  return page.getByRole('article').filter({ hasText: text });
}

/** Takes back something of theirs; it is with their own notes again. */
export async function takesBack({ page, hands, words }: Guest, text: string): Promise<void> {
  await hands.press(offerWith({ page }, text).getByRole('button', { name: words.tools.sheet.takeBack }));
  const dialog = page.getByRole('dialog', { name: words.tools.sheet.takeBackAsk });
  await hands.press(dialog.getByRole('button', { name: words.tools.sheet.takeBackDo }));
  await page.getByText(words.tools.sheet.youWithdrew).waitFor();
}

/** Offers a sentence that may become ours. */
export async function proposes({ page, hands, words }: Guest, ask: string, text: string): Promise<void> {
  await hands.write(field(page, ask), text);
  await hands.press(button(page, words.tools.sheet.propose));
  await lineWith({ page }, text).waitFor();
}

export function lineWith({ page }: Pick<Guest, 'page'>, text: string): Locator {
  return page.locator('section.clause').filter({ hasText: text });
}

export async function saysYes({ page, hands, words }: Guest, text: string): Promise<void> {
  await hands.press(
    lineWith({ page }, text).getByRole('button', { name: words.tools.sheet.yes, exact: true }),
  );
  await lineWith({ page }, text).getByText(words.agreement.state.ours).waitFor();
}
