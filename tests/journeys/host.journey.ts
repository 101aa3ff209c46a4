import { beforeAll, expect, test } from 'vitest';
import { eventually, house, roughly, type Guest } from './house.ts';
import { hostLink } from './machine.ts';
import { isOut, says, turnWith } from './talking.ts';
import {
  button,
  composer,
  connect,
  field,
  found,
  goHome,
  goToSpace,
  heading,
  join,
  link,
  makesInvitation,
} from './ways.ts';

const here = house({ oneStory: true });
const paid = 'Two of us are paid from now on, and have to tell the town what the law names.';
const poster = 'We meet on Tuesdays. Ask Ana at the bakery.';
let ana: Guest;
let bo: Guest;
/** Whoever keeps the machine, at a browser in which nobody is signed in. */
let host: Guest;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
  host = await here.guest('the host');
  await found(ana, here.foundingLink, 'Linden Yard');
  await join(bo, await makesInvitation(ana));
  await goHome(ana);
  await bo.page.goto('/home');
  await connect(bo, ana, 'You bake, and I am up early too.');
  await says(ana, bo.name, 'Said under the first card.');
  await turnWith(bo.page, 'Said under the first card.').waitFor();
  await goHome(bo);
});

test('the link that the machine prints opens counts and texts, and leaves the address bar', async () => {
  const { page, words } = host;
  await page.goto(await hostLink(here.folder));
  await heading(page, words.host.title).waitFor();
  expect(page.url()).not.toContain('#');
  await heading(page, words.host.roomTitle).waitFor();
  expect(await page.getByText('Linden Yard').count()).toBe(0);
  expect(await page.getByText(ana.name, { exact: true }).count()).toBe(0);
});

test('what the host writes for the public page stands there for anybody', async () => {
  const { page, words, hands, context } = host;
  await hands.write(field(page, words.host.publicLabel), poster);
  await hands.press(button(page, words.host.publicSave));
  await page.getByText(words.host.publicSaved).waitFor();
  const door = await context.newPage();
  await door.goto('/');
  await door.getByText(poster).waitFor();
  await door.close();
});

test('the host changes the card, and both are asked again without loading anything', async () => {
  await changesCard(paid);
  await heading(bo.page, bo.words.changedCard.title).waitFor();
  await bo.page.getByText(paid).first().waitFor();
  await bo.page.getByText(bo.words.hostCard.examples.boundByLaw).waitFor();
  await goHome(ana);
  await heading(ana.page, ana.words.changedCard.title).waitFor();
});

test('until Bo says yes he can read, and is told why he cannot write', async () => {
  await bo.hands.press(bo.page.getByText(bo.words.changedCard.noTitle));
  await bo.page.getByText(bo.words.changedCard.takeTime).waitFor();
  await goToSpace(bo, ana.name);
  await turnWith(bo.page, 'Said under the first card.').waitFor();
  await bo.page.getByText(bo.words.refusals['card-changed']).waitFor();
  await goHome(bo);
});

test('each says yes for themselves, and goes on', async () => {
  await bo.hands.press(button(bo.page, bo.words.changedCard.yes));
  await heading(bo.page, bo.words.changedCard.title).waitFor({ state: 'detached' });
  await goToSpace(bo, ana.name);
  await composer(bo, ana.name).waitFor();
  await says(bo, ana.name, 'I have read it. I stay.');
  await isOut(bo, 'I have read it. I stay.');
  await heading(ana.page, ana.words.changedCard.title).waitFor();
  await ana.hands.press(button(ana.page, ana.words.changedCard.yes));
  await heading(ana.page, ana.words.changedCard.title).waitFor({ state: 'detached' });
});

test('what waited for the line waits on for the yes, says so, and goes out with it', async () => {
  const waiting = 'Written on the train.';
  await roughly([bo], async () => {
    await bo.context.setOffline(true);
    await says(bo, ana.name, waiting);
    await turnWith(bo.page, waiting).getByText(bo.words.talk.pending.line).waitFor();
    await host.page.goto(await hostLink(here.folder));
    await changesCard('Three of us are paid from now on.');
    await bo.context.setOffline(false);
    await turnWith(bo.page, waiting).getByText(bo.words.talk.pending.yes).waitFor();
  });
  await heading(ana.page, ana.words.changedCard.title).waitFor();
  await ana.hands.press(button(ana.page, ana.words.changedCard.yes));
  await goToSpace(ana, bo.name);
  await turnWith(ana.page, 'I have read it. I stay.').waitFor();
  expect(await turnWith(ana.page, waiting).count()).toBe(0);
  await goHome(bo);
  await bo.hands.press(button(bo.page, bo.words.changedCard.yes));
  await turnWith(ana.page, waiting).waitFor();
  await goToSpace(bo, ana.name);
  await isOut(bo, waiting);
});

test('the page of who sees what shows the new card', async () => {
  await host.page.goto('/limits');
  await host.page.getByText('Three of us are paid').waitFor();
  await host.page.getByText(host.words.houseSettings.log).waitFor();
});

test('Bo makes the text larger and a space quiet, and it stays so after a reload', async () => {
  const { page, hands, words } = bo;
  await page.goto('/me');
  await hands.press(page.getByRole('radio', { name: words.appearance.textSizes['150'] }));
  await hands.press(page.getByRole('radio', { name: words.appearance.motions.less }));
  const pair = page.getByRole('checkbox', { name: `${ana.name} and ${bo.name}` });
  const other = page.getByRole('checkbox', { name: `${bo.name} and ${ana.name}` });
  await hands.press(link(page, words.me.mutedLink));
  await hands.press(pair.or(other));
  await page.reload();
  await heading(page, words.muted.title).waitFor();
  await eventually(() => pair.or(other).isChecked()).toBe(true);
  const looks = await page.evaluate(() => ({
    size: getComputedStyle(document.documentElement).fontSize,
    motion: document.documentElement.dataset['motion'],
  }));
  expect(looks).toEqual({ size: '24px', motion: 'less' });
  await hands.press(link(page, words.frame.back));
  await heading(page, words.me.title).waitFor();
  await goHome(bo);
  await page.getByText(words.home.muted).waitFor();
});

test('a link that a newer one took the place of opens nothing', async () => {
  const { page, words, complaints } = host;
  const former = await hostLink(here.folder);
  await hostLink(here.folder);
  await complaints.during('machine refuses', async () => {
    await page.goto('/');
    await page.goto(former);
    await heading(page, words.host.spentTitle).waitFor();
  });
});

async function changesCard(boundByLaw: string): Promise<void> {
  const { page, words, hands } = host;
  await hands.press(link(page, words.host.cardLink));
  await hands.write(field(page, words.hostCard.fields.boundByLaw.label), boundByLaw);
  await hands.press(page.getByRole('checkbox', { name: words.hostCard.isTrue }));
  await hands.press(button(page, words.host.cardSave));
  await page.getByText(words.host.cardSaved).waitFor();
}
