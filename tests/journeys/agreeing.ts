import type { Locator, Page } from 'playwright-core';
import type { Guest } from './house.ts';
import { button, field, link } from './ways.ts';

export async function goToAgreement({ page, hands, words }: Guest): Promise<void> {
  await hands.press(link(page, words.talk.agreement));
  await page.getByRole('heading', { name: words.agreement.title, level: 1 }).waitFor();
}

/** A text of the agreement with all that stands about it, by what its state says. */
export function textThatIs(page: Page, state: string, text: string): Locator {
  const sentence = page.getByRole('heading', { name: state, exact: true });
  return page
    .locator('section')
    .filter({ has: sentence })
    .filter({ has: page.getByText(text, { exact: true }) });
}

export async function offers({ page, hands, words: { agreement } }: Guest, text: string): Promise<void> {
  await hands.write(field(page, agreement.writeLabel), text);
  await hands.press(button(page, agreement.writeDo));
}

/** Says one of the answers that need no words of one's own. */
export async function answers({ page, hands, words: { agreement } }: Guest, choice: string): Promise<void> {
  const choices = page.getByRole('group', { name: agreement.choose });
  await hands.press(choices.getByRole('button', { name: choice, exact: true }));
}

/** Says one of the answers that need words of one's own. */
export async function answersWithWords(
  guest: Guest,
  choice: string,
  said: { readonly label: string; readonly words: string; readonly action: string },
): Promise<void> {
  await answers(guest, choice);
  await guest.hands.write(field(guest.page, said.label), said.words);
  await guest.hands.press(button(guest.page, said.action));
}

/** Opens what can be done with a text; without one, with the only text on the page. */
export async function opensWays(guest: Guest, text: Locator = guest.page.locator('main')): Promise<void> {
  const { more, moreOpen } = guest.words.agreement;
  const summary = text.getByText(more, { exact: true }).or(text.getByText(moreOpen, { exact: true }));
  await summary.waitFor();
  const isOpen = await summary.evaluate((element) => element.closest('details')?.open);
  if (isOpen !== true) await guest.hands.press(summary);
}

export async function offersOtherWords(guest: Guest, next: string, text?: Locator): Promise<void> {
  const { page, hands, words } = guest;
  await opensWays(guest, text);
  await hands.press(button(page, words.agreement.reword));
  await hands.write(field(page, words.agreement.rewordLabel), next);
  await hands.press(button(page, words.agreement.rewordDo));
}

/** Answers anew what one has answered already. */
export async function saysSomethingElse(guest: Guest, choice: string): Promise<void> {
  await opensWays(guest);
  await guest.hands.press(button(guest.page, guest.words.agreement.chooseAgain));
  await answers(guest, choice);
}

export async function asksToLetGo(guest: Guest, text: Locator): Promise<Locator> {
  await opensWays(guest, text);
  const { letGo, letGoTitle } = guest.words.agreement;
  await guest.hands.press(text.getByRole('button', { name: letGo, exact: true }));
  const dialog = guest.page.getByRole('dialog', { name: letGoTitle });
  await dialog.waitFor();
  return dialog;
}

export async function letsGo(guest: Guest, text: Locator): Promise<void> {
  const dialog = await asksToLetGo(guest, text);
  await guest.hands.press(dialog.getByRole('button', { name: guest.words.agreement.letGoDo, exact: true }));
  await dialog.waitFor({ state: 'hidden' });
}
