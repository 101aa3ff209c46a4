import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { house, type Guest } from './house.ts';
import { isOut, says, turnWith } from './talking.ts';
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
  signIn,
  type Keys,
} from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
let phone: Guest;
let bosKeys: Keys;
let file: string;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
  await found(ana, here.foundingLink, 'Linden Yard');
  const invitation = await makesInvitation(ana);
  await goHome(ana);
  bosKeys = await join(bo, invitation);
  await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
  await bo.hands.press(link(bo.page, bo.words.frame.back).or(link(bo.page, bo.words.frame.home)));
  await connect(ana, bo, 'Shall we talk now and then?');
  await says(ana, bo.name, 'The first bread is out.');
  await isOut(ana, 'The first bread is out.');
  await bo.page.goto(ana.page.url());
  await turnWith(bo.page, 'The first bread is out.').waitFor();
  await says(bo, ana.name, 'I moved here in spring.');
  await isOut(bo, 'I moved here in spring.');
  await turnWith(ana.page, 'I moved here in spring.').waitFor();
});

test('Bo takes everything along as one file, whose name says only the day', async () => {
  const { page, hands, words } = bo;
  await page.goto('/me');
  await hands.press(link(page, words.me.takeLink));
  await hands.press(button(page, words.takingAlong.make));
  await heading(page, words.takingAlong.doneTitle).waitFor();
  const loading = page.waitForEvent('download');
  await hands.press(link(page, words.takingAlong.keep));
  const download = await loading;
  expect(download.suggestedFilename()).toMatch(/^\d{4}-\d{2}-\d{2}\.zip$/);
  file = path.join(here.folder, 'taken.zip');
  await download.saveAs(file);
});

test('its pages open by themselves, without the place they came from', async () => {
  const files = unzipSync(new Uint8Array(await readFile(file)));
  const pages = Object.entries(files)
    .filter(([name]) => name.endsWith('.html'))
    .map(([, bytes]) => new TextDecoder().decode(bytes));
  const page = await ana.context.newPage();
  for (const said of [bo.words.archivePages.warning, 'The first bread is out.']) {
    await page.setContent(pages.find((html) => html.includes(said)) ?? '');
    await page.getByText(said).waitFor();
  }
  await page.close();
});

test('somebody without an account looks into it, and nothing of it stays', async () => {
  const noor = await here.guest('Noor');
  const { page, hands, words } = noor;
  await page.goto('/archive');
  await page.getByLabel(words.archive.choose).setInputFiles(file);
  await heading(page, words.archive.spaces).waitFor();
  await hands.press(button(page, ana.name));
  await page.getByText('I moved here in spring.').waitFor();
  await page.getByText('The first bread is out.').waitFor();
  await page.reload();
  await page.getByLabel(words.archive.choose).waitFor();
  expect(await page.getByText('I moved here in spring.').count()).toBe(0);
});

test('a file in which something was changed is not shown', async () => {
  const { page, words } = ana;
  const spoilt = await readFile(file);
  spoilt.fill(7, 400, 440);
  await page.goto('/archive');
  const choosing = page.getByLabel(words.archive.choose);
  await choosing.setInputFiles({ name: 'x.zip', mimeType: 'application/zip', buffer: spoilt });
  await page.getByText(words.refusals['archive-altered']).waitFor();
  const nothing = Buffer.from('no zip at all');
  await choosing.setInputFiles({ name: 'x.zip', mimeType: 'application/zip', buffer: nothing });
  await page.getByText(words.refusals['archive-broken']).waitFor();
});

test('Bo goes for good and takes his words back between the two, and is told when it is done', async () => {
  phone = { ...(await here.guest('Bo’s phone')), name: bo.name };
  await signIn(phone, bosKeys);
  const { page, hands, words } = bo;
  await page.goto('/me');
  await hands.press(link(page, words.me.goLink));
  await hands.press(button(page, words.erasing.end));
  await page.getByText(words.erasing.presentMissing).waitFor();
  await page.getByText(words.erasing.sureMissing).waitFor();
  await hands.press(page.getByLabel(words.erasing.take(ana.name)));
  await hands.write(page.getByLabel(words.erasing.present, { exact: true }), bosKeys.passphrase);
  await hands.press(page.getByLabel(words.erasing.sure));
  await phone.complaints.during('machine refuses', () =>
    bo.complaints.during('machine refuses', async () => {
      await hands.press(button(page, words.erasing.end));
      for (const one of [bo, phone]) await heading(one.page, one.words.situation.goneTitle).waitFor();
    }),
  );
});

test('Ana sees that he has left the place, has her own words, and a line where his were', async () => {
  const { page, words } = ana;
  await page.goto('/home');
  await ana.hands.press(page.getByRole('listitem').getByRole('link').filter({ hasText: /Bo/ }).first());
  await turnWith(page, 'The first bread is out.').waitFor();
  await page.getByText(words.talk.withdrew(bo.name)).waitFor();
  await page.getByText(words.talk.wentForGood(bo.name)).waitFor();
  expect(await page.getByText('I moved here in spring.').count()).toBe(0);
});

test('nobody comes in by what opened his account', async () => {
  const { page, hands, words } = phone;
  await hands.press(link(page, words.situation.toDoor));
  await page.goto('/sign-in');
  await hands.write(field(page, words.signIn.name), bosKeys.signinName);
  await hands.write(page.getByLabel(words.signIn.passphrase, { exact: true }), bosKeys.passphrase);
  await phone.complaints.during('machine refuses', async () => {
    await hands.press(button(page, words.signIn.go));
    await page.getByText(words.refusals['wrong-words']).waitFor();
  });
});
