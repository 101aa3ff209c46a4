import type { Locator, Page } from 'playwright-core';
import { account } from '#words/en/account.ts';
import { founding } from '#words/en/founding.ts';
import { frame } from '#words/en/frame.ts';
import { home } from '#words/en/home.ts';
import { hostCard } from '#words/en/host-card.ts';
import { invite } from '#words/en/invite.ts';
import { joining } from '#words/en/joining.ts';
import { people } from '#words/en/people.ts';
import type { Guest } from './house.ts';

/** What somebody needs to come back on another device. */
export interface Keys {
  readonly signinName: string;
  readonly passphrase: string;
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

export function link(page: Page, name: string): Locator {
  return page.getByRole('link', { name, exact: true });
}

export function heading(page: Page, name: string): Locator {
  return page.getByRole('heading', { name, exact: true });
}

export function field(page: Page, label: string): Locator {
  return page.getByRole('textbox', { name: label, exact: true });
}

/** Opens a place by the link that the machine printed. Ends at home. */
export async function found(ana: Guest, printed: string, community: string): Promise<Keys> {
  const { page, hands } = ana;
  await page.goto(printed);
  await hands.write(field(page, account.name), ana.name);
  await hands.press(button(page, account.next));
  const keys = await takesDrawnWords(ana);
  await hands.press(button(page, account.kit.next));
  await hands.write(field(page, founding.community.label), community);
  await hands.press(button(page, account.next));
  await hands.press(page.getByRole('checkbox', { name: hostCard.isTrue }));
  await hands.press(button(page, founding.open));
  await heading(page, home.spaces).waitFor();
  return keys;
}

/** Comes in by an invitation. Ends at the page that says so. */
export async function join(bo: Guest, invitation: string): Promise<Keys> {
  const { page, hands } = bo;
  await page.goto(invitation);
  await hands.write(field(page, account.name), bo.name);
  await hands.press(button(page, joining.come));
  const keys = await takesDrawnWords(bo);
  await hands.press(button(page, account.kit.next));
  await heading(page, joining.doneTitle(bo.name)).waitFor();
  return keys;
}

async function takesDrawnWords({ page, hands }: Guest): Promise<Keys> {
  const passphrase = (await wordsOf(page, account.passphrase.label)).join(' ');
  await hands.press(button(page, account.passphrase.take));
  await heading(page, account.kit.title).waitFor();
  const signinName = await page.getByText(/^[a-z]+ [a-z]+ [a-z]+$/).innerText();
  return { signinName, passphrase };
}

/** The drawn words of a numbered list. */
export async function wordsOf(page: Page, label: string): Promise<readonly string[]> {
  const items = page.getByRole('list', { name: label }).getByRole('listitem');
  await items.first().waitFor();
  return (await items.allInnerTexts()).map((item) => item.replace(/^\d+\s*/, ''));
}

/** Goes home by what the top of every page offers. */
export async function goHome({ page, hands }: Guest): Promise<void> {
  await hands.press(link(page, frame.home).or(link(page, frame.back)));
  await heading(page, home.spaces).waitFor();
}

/** Makes a link for one person, from home. */
export async function makesInvitation({ page, hands }: Guest): Promise<string> {
  await hands.press(link(page, home.invite));
  await hands.press(button(page, invite.make));
  return field(page, invite.link).inputValue();
}

/** Asks somebody to connect, with a line why. */
export async function knocks({ page, hands }: Guest, to: string, why: string): Promise<void> {
  await hands.press(button(page, people.ask(to)));
  await hands.write(field(page, people.askLabel), why);
  await hands.press(button(page, people.send));
}
