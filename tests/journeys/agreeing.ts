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

export async function offersOtherWords(
  { page, hands, words: { agreement } }: Guest,
  next: string,
): Promise<void> {
  await hands.press(button(page, agreement.reword));
  await hands.write(field(page, agreement.rewordLabel), next);
  await hands.press(button(page, agreement.rewordDo));
}

export async function letsGo(guest: Guest, text: Locator): Promise<void> {
  const { page, hands, words } = guest;
  await hands.press(text.getByRole('button', { name: words.agreement.letGo, exact: true }));
  const dialog = page.getByRole('dialog', { name: words.agreement.letGoTitle });
  await hands.press(dialog.getByRole('button', { name: words.agreement.letGoDo, exact: true }));
  await dialog.waitFor({ state: 'hidden' });
}
