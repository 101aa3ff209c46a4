import { beforeAll, expect, test } from 'vitest';
import { house, type Guest } from './house.ts';
import { isOut, says, turnWith } from './talking.ts';
import {
  button,
  comesBack,
  connect,
  field,
  found,
  goHome,
  heading,
  join,
  link,
  makesInvitation,
  signIn,
  takesPassphrase,
  writesKit,
  wordsOf,
  type Keys,
} from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
let keys: Keys;
let bosKeys: Keys;
let inForce: string;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
  keys = await found(ana, here.foundingLink, 'Linden Yard');
  const invitation = await makesInvitation(ana);
  await goHome(ana);
  bosKeys = await join(bo, invitation);
  await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
  await bo.hands.press(link(bo.page, bo.words.frame.back).or(link(bo.page, bo.words.frame.home)));
  await connect(ana, bo, 'Shall we talk now and then?');
  await says(ana, bo.name, 'The kettle is on.');
  await isOut(ana, 'The kettle is on.');
  await goHome(ana);
});

/** Another device of Ana's, where nothing of her is yet. */
async function another(name: string): Promise<Guest> {
  return { ...(await here.guest(name)), name: ana.name };
}

/** By both names: the community tells of Bo too as long as his coming is news, and may be here first. */
function goesToPair({ page, hands, words }: Guest): Promise<void> {
  const both = /Bo and Ana|Ana and Bo/;
  const rows = page.getByRole('region', { name: words.home.spaces }).getByRole('link');
  return hands.press(rows.filter({ hasText: both }));
}

test('home says what would be lost, and the way to check the words stands beside it', async () => {
  const { page, hands, words } = ana;
  await page.getByText(words.home.kit).waitFor();
  await hands.press(link(page, words.home.kitCheck));
  await writesKit(ana, keys.kit.slice(0, 11), words.keys.checkDo);
  await page.getByText(words.kitWords.missing).waitFor();
  await writesKit(ana, keys.kit.toReversed(), words.keys.checkDo);
  await page
    .getByText(words.refusals['kit-words-wrong'])
    .or(page.getByText(words.refusals['kit-other']))
    .waitFor();
  await writesKit(ana, keys.kit, words.keys.checkDo);
  await heading(page, words.keys.rightTitle).waitFor();
  await hands.press(link(page, words.keys.back));
  await page.getByText(words.keys.kitProved).waitFor();
  await page.goto('/home');
  await heading(page, words.home.spaces).waitFor();
  expect(await page.getByText(words.home.kit).count()).toBe(0);
});

test('a second browser opens everything by sign-in name and passphrase', async () => {
  const desk = await another('Ana at a desk');
  await signIn(desk, keys);
  await goesToPair(desk);
  await turnWith(desk.page, 'The kettle is on.').waitFor();
  await desk.context.close();
});

test('a passphrase is changed by whoever knows the present one, and by nobody else', async () => {
  const { page, hands, words } = ana;
  const present = page.getByLabel(words.keys.present, { exact: true });
  await page.goto('/me/keys');
  await hands.press(link(page, words.keys.newPassphrase));
  await hands.write(present, 'something that was guessed');
  await hands.press(button(page, words.keys.next));
  const passphrase = await takesPassphrase(ana);
  await page.getByText(words.keys.presentWrong).waitFor();
  await hands.write(present, keys.passphrase);
  await hands.press(button(page, words.keys.next));
  await heading(page, words.keys.passphraseDoneTitle).waitFor();

  const desk = await another('Ana with the new passphrase');
  await signIn(desk, { ...keys, passphrase });
  await goesToPair(desk);
  await turnWith(desk.page, 'The kettle is on.').waitFor();
  await desk.context.close();
});

test('somebody who forgot the passphrase comes back with the twelve words, and with a new one', async () => {
  const phone = await another('Ana with a new phone');
  inForce = await comesBack(phone, keys.kit);
  await goesToPair(phone);
  await turnWith(phone.page, 'The kettle is on.').waitFor();
  await says(phone, bo.name, 'It is me, from a new phone.');
  await turnWith(bo.page, 'It is me, from a new phone.').waitFor();
  await phone.context.close();

  const desk = await another('Ana at a desk again');
  await signIn(desk, { ...keys, passphrase: inForce });
  await desk.context.close();
});

test('a device that missed the change asks for the passphrase in force, and goes on', async () => {
  const { page, hands, words, complaints } = ana;
  // What was said from the new phone names a vault that this device cannot open any more.
  await page.goto('/home');
  await complaints.during('machine refuses', async () => {
    await heading(page, words.situation.keysChangedTitle).waitFor();
  });
  await hands.press(link(page, words.situation.signIn));
  await hands.write(field(page, words.signIn.name), keys.signinName);
  await hands.write(page.getByLabel(words.signIn.passphrase, { exact: true }), inForce);
  await hands.press(button(page, words.signIn.go));
  await heading(page, words.home.spaces).waitFor();
  await goesToPair(ana);
  await turnWith(page, 'It is me, from a new phone.').waitFor();
});

test('words that open nothing are told so kindly', async () => {
  const stranger = await here.guest('Somebody');
  const { page, words } = stranger;
  await page.goto('/sign-in/kit');
  const nobodys = [...Array<string>(11).fill('abandon'), 'about'];
  await stranger.complaints.during('machine refuses', async () => {
    await writesKit(stranger, nobodys, words.comingBack.next);
    await page.getByText(words.refusals['kit-unknown']).waitFor();
  });
  await stranger.context.close();
});

test('a new kit takes the place of the old one, and its square is read from a picture', async () => {
  const { page, hands, words } = bo;
  const { kit } = words.account;
  await page.goto('/me/keys');
  await hands.press(link(page, words.keys.newKit));
  await hands.write(page.getByLabel(words.keys.present, { exact: true }), bosKeys.passphrase);
  await hands.press(button(page, words.keys.next));
  const drawn = await wordsOf(page, kit.words);
  await hands.press(page.getByText(kit.square));
  const square = await page.getByRole('img', { name: kit.squareLabel }).screenshot();
  await hands.press(button(page, kit.next));
  await heading(page, words.keys.kitDoneTitle).waitFor();

  await hands.press(link(page, words.keys.check));
  await hands.press(page.getByText(words.kitWords.scan));
  const picture = { name: 'square.png', mimeType: 'image/png', buffer: square };
  await page.getByLabel(words.kitWords.scanHint).setInputFiles(picture);
  await page.getByText(words.kitWords.scanned).waitFor();
  expect(await field(page, words.kitWords.label).inputValue()).toBe(drawn.join(' '));
  await hands.press(button(page, words.keys.checkDo));
  await heading(page, words.keys.rightTitle).waitFor();
});
