import type { Locator, Page } from 'playwright-core';
import type { Guest } from './house.ts';
import { button, composer } from './ways.ts';

/** Says something and does not wait for anything. */
export async function says(guest: Guest, to: string, text: string): Promise<void> {
  await guest.hands.write(composer(guest, to), text);
  await guest.hands.press(button(guest.page, guest.words.talk.send));
}

/** What stands on a page of what somebody said, by a piece of it. */
export function turnWith(page: Page, text: string): Locator {
  return page.getByRole('article').filter({ hasText: text });
}

/** The turn is in the log, and no longer only on the way there. */
export async function isOut({ page, words: { talk } }: Guest, text: string): Promise<void> {
  const turn = turnWith(page, text);
  await turn.waitFor();
  for (const line of Object.values(talk.pending)) await turn.getByText(line).waitFor({ state: 'detached' });
}

export function rewords(guest: Guest, text: string, next: string): Promise<void> {
  return rewordsAs(guest, text, { act: guest.words.talk.reword, next });
}

/** The same where the button has another name. */
export async function rewordsAs(
  guest: Guest,
  text: string,
  { act, next }: { readonly act: string; readonly next: string },
): Promise<void> {
  const { page, hands, words } = guest;
  await chooses(guest, text, act);
  const dialog = page.getByRole('dialog', { name: words.talk.rewordTitle });
  await hands.write(dialog.getByRole('textbox', { name: words.talk.rewordLabel, exact: true }), next);
  await hands.press(dialog.getByRole('button', { name: words.talk.rewordDo }));
  await dialog.waitFor({ state: 'hidden' });
}

export async function withdraws(guest: Guest, text: string): Promise<void> {
  const { page, hands, words } = guest;
  await chooses(guest, text, words.talk.withdraw);
  const dialog = page.getByRole('dialog', { name: words.talk.withdrawTitle });
  await hands.press(dialog.getByRole('button', { name: words.talk.withdrawDo }));
  await dialog.waitFor({ state: 'hidden' });
}

/** What one can do with a turn of one's own. */
export async function chooses({ page, hands, words }: Guest, text: string, act: string): Promise<void> {
  const turn = turnWith(page, text);
  const more = turn.getByRole('button', { name: words.talk.more });
  if ((await more.getAttribute('aria-expanded')) === 'false') await hands.press(more);
  await hands.press(turn.getByRole('button', { name: act, exact: true }));
}
