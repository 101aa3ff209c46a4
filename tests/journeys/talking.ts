import type { Locator, Page } from 'playwright-core';
import { talk } from '#words/en/talk.ts';
import type { Guest } from './house.ts';
import { button, field } from './ways.ts';

export function composer(page: Page, other: string): Locator {
  return field(page, talk.writeTo(other));
}

/** Says something and does not wait for anything. */
export async function says({ page, hands }: Guest, to: string, text: string): Promise<void> {
  await hands.write(composer(page, to), text);
  await hands.press(button(page, talk.send));
}

/** What stands on a page of what somebody said, by a piece of it. */
export function turnWith(page: Page, text: string): Locator {
  return page.getByRole('article').filter({ hasText: text });
}

/** The turn is in the log, and no longer only on the way there. */
export async function isOut(page: Page, text: string): Promise<void> {
  const turn = turnWith(page, text);
  await turn.waitFor();
  for (const line of [talk.sending, talk.pending]) await turn.getByText(line).waitFor({ state: 'detached' });
}

export async function rewords({ page, hands }: Guest, text: string, next: string): Promise<void> {
  await chooses({ page, hands }, text, talk.reword);
  const dialog = page.getByRole('dialog', { name: talk.rewordTitle });
  await hands.write(dialog.getByRole('textbox', { name: talk.rewordLabel, exact: true }), next);
  await hands.press(dialog.getByRole('button', { name: talk.rewordDo }));
  await dialog.waitFor({ state: 'hidden' });
}

export async function withdraws({ page, hands }: Guest, text: string): Promise<void> {
  await chooses({ page, hands }, text, talk.withdraw);
  const dialog = page.getByRole('dialog', { name: talk.withdrawTitle });
  await hands.press(dialog.getByRole('button', { name: talk.withdrawDo }));
  await dialog.waitFor({ state: 'hidden' });
}

async function chooses(
  { page, hands }: Pick<Guest, 'page' | 'hands'>,
  text: string,
  act: string,
): Promise<void> {
  const turn = turnWith(page, text);
  await hands.press(turn.getByRole('button', { name: talk.more }));
  await hands.press(turn.getByRole('button', { name: act, exact: true }));
}
