import type { Locator, Page } from 'playwright-core';
import type { Guest } from './house.ts';

/** What somebody needs to come back on another device. */
export interface SignIn {
  readonly signinName: string;
  readonly passphrase: string;
}

/** All that somebody keeps on paper. */
export interface Keys extends SignIn {
  /** Twelve words. */
  readonly kit: readonly string[];
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
  const { page, hands, words } = ana;
  await page.goto(printed);
  await hands.write(field(page, words.account.name), ana.name);
  await hands.press(button(page, words.account.next));
  const keys = await takesDrawnWords(ana);
  await hands.press(button(page, words.account.kit.next));
  await hands.write(field(page, words.founding.community.label), community);
  await hands.press(button(page, words.account.next));
  await hands.press(page.getByRole('checkbox', { name: words.hostCard.isTrue }));
  await hands.press(button(page, words.founding.open));
  await heading(page, words.home.spaces).waitFor();
  return keys;
}

/** Comes in by an invitation. Ends at the page that says so. */
export async function join(bo: Guest, invitation: string): Promise<Keys> {
  const { page, hands, words } = bo;
  await page.goto(invitation);
  await hands.write(field(page, words.account.name), bo.name);
  await hands.press(button(page, words.joining.come));
  const keys = await takesDrawnWords(bo);
  await hands.press(button(page, words.account.kit.next));
  await heading(page, words.joining.doneTitle(bo.name)).waitFor();
  return keys;
}

/** From the page that shows six drawn words to the one that shows the kit. */
export async function takesDrawnWords({ page, hands, words: { account } }: Guest): Promise<Keys> {
  const passphrase = (await wordsOf(page, account.passphrase.label)).join(' ');
  await hands.press(button(page, account.passphrase.take));
  await heading(page, account.kit.title).waitFor();
  const signinName = await page.getByText(/^[a-z]+ [a-z]+ [a-z]+$/).innerText();
  return { signinName, passphrase, kit: await wordsOf(page, account.kit.words) };
}

/** The drawn words of a numbered list. */
export async function wordsOf(page: Page, label: string): Promise<readonly string[]> {
  const items = page.getByRole('list', { name: label }).getByRole('listitem');
  await items.first().waitFor();
  return (await items.allInnerTexts()).map((item) => item.replace(/^\d+\s*/, ''));
}

export async function signIn(
  { page, hands, words }: Guest,
  { signinName, passphrase }: SignIn,
): Promise<void> {
  await page.goto('/sign-in');
  await hands.write(field(page, words.signIn.name), signinName);
  await hands.write(page.getByLabel(words.signIn.passphrase, { exact: true }), passphrase);
  await hands.press(button(page, words.signIn.go));
  await heading(page, words.home.spaces).waitFor();
}

/** Writes the twelve words where a page asks for them, and goes on by the button of this name. */
export async function writesKit(
  { page, hands, words }: Guest,
  kit: readonly string[],
  next: string,
): Promise<void> {
  await hands.write(field(page, words.kitWords.label), kit.join(' '));
  await hands.press(button(page, next));
}

/** From the page that offers six drawn words: takes them. */
export async function takesPassphrase({ page, hands, words: { account } }: Guest): Promise<string> {
  const passphrase = (await wordsOf(page, account.passphrase.label)).join(' ');
  await hands.press(button(page, account.passphrase.take));
  return passphrase;
}

/** Comes in by the twelve words, and takes the six that are drawn as the new passphrase. */
export async function comesBack(guest: Guest, kit: readonly string[]): Promise<string> {
  const { page, hands, words } = guest;
  await page.goto('/sign-in');
  await hands.press(link(page, words.signIn.kitLink));
  await writesKit(guest, kit, words.comingBack.next);
  const passphrase = await takesPassphrase(guest);
  await heading(page, words.home.spaces).waitFor();
  return passphrase;
}

/** Goes home by what the top of every page offers. */
export async function goHome({ page, hands, words }: Guest): Promise<void> {
  await hands.press(link(page, words.frame.home).or(link(page, words.frame.back)));
  await heading(page, words.home.spaces).waitFor();
}

/** Makes a link for one person, from home. */
export async function makesInvitation({ page, hands, words }: Guest): Promise<string> {
  await hands.press(link(page, words.home.invite));
  await hands.press(button(page, words.invite.make));
  return field(page, words.invite.link).inputValue();
}

/** Asks somebody to connect, with a line why, from the page of people. */
export async function knocks(
  { page, hands, words: { people } }: Guest,
  to: string,
  why: string,
): Promise<void> {
  await hands.press(button(page, people.ask(to)));
  await hands.write(field(page, people.askLabel), why);
  await hands.press(button(page, people.send));
  await page.getByText(people.youAsked).waitFor();
}

/** From home into the space with somebody. */
export async function goToSpace({ name, page, hands, words }: Guest, other: string): Promise<void> {
  const rows = page.getByRole('region', { name: words.home.spaces }).getByRole('link');
  await hands.press(rows.filter({ hasText: name }).filter({ hasText: other }));
}

/** From home: one asks the other, the other says yes, and both are in their space. */
export async function connect(asks: Guest, accepts: Guest, why: string): Promise<void> {
  await asks.hands.press(link(asks.page, asks.words.home.people));
  await knocks(asks, accepts.name, why);
  await accepts.hands.press(button(accepts.page, accepts.words.home.accept(asks.name)));
  await composer(accepts, asks.name).waitFor();
  await asks.hands.press(link(asks.page, asks.words.people.together));
  await composer(asks, accepts.name).waitFor();
}

export function composer({ page, words }: Guest, other: string): Locator {
  return field(page, words.talk.writeTo(other));
}
