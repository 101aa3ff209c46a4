import { beforeAll, expect, test } from 'vitest';
import { eventually, house, type Guest } from './house.ts';
import { isOut, says, turnWith } from './talking.ts';
import {
  button,
  connect,
  found,
  goHome,
  heading,
  join,
  link,
  makesInvitation,
  signIn,
  takesPassphrase,
  writesKit,
  type Keys,
} from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let phone: Guest;
let bo: Guest;
let keys: Keys;
let bosKeys: Keys;

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
  await says(ana, bo.name, 'I am on the train.');
  await isOut(ana, 'I am on the train.');
  phone = { ...(await here.guest('Ana’s phone')), name: ana.name };
  await signIn(phone, keys);
});

function goesToPair({ page, hands, words }: Guest): Promise<void> {
  const both = /Bo and Ana|Ana and Bo/;
  const rows = page.getByRole('region', { name: words.home.spaces }).getByRole('link');
  return hands.press(rows.filter({ hasText: both }));
}

test('whoever had a device taken signs it out from another, is asked once, and is told when all is done', async () => {
  const { page, hands, words } = ana;
  await page.goto('/me/keys');
  await hands.press(link(page, words.keys.takenLink));
  await hands.press(button(page, words.keys.newKeys.change));
  await hands.press(button(page, words.keys.newKeys.stay));
  await heading(page, words.keys.newKeys.title).waitFor();
  await hands.press(button(page, words.keys.newKeys.change));
  await phone.complaints.during('machine refuses', async () => {
    await hands.press(button(page, words.keys.newKeys.askDo));
    await heading(page, words.keys.newKeys.doneTitle).waitFor();
    await page.getByText(words.keys.newKeys.shut).waitFor();
    await heading(phone.page, phone.words.situation.endedTitle).waitFor();
  });
});

test('on the one that was taken nothing is left, also after it is started again', async () => {
  const { page, words, hands } = phone;
  await eventually(() => page.evaluate(keptRows)).toBe(0);
  await page.reload();
  await link(page, words.door.signIn).or(heading(page, words.signIn.title)).first().waitFor();
  expect(await page.getByText('I am on the train.').count()).toBe(0);
  await signIn(phone, keys);
  await goesToPair(phone);
  await turnWith(page, 'I am on the train.').waitFor();
  await hands.press(link(page, words.frame.back).or(link(page, words.frame.home)));
});

test('both go on talking as if nothing had been', async () => {
  await says(bo, ana.name, 'Which platform?');
  await ana.page.goto('/home');
  await goesToPair(ana);
  await turnWith(ana.page, 'Which platform?').waitFor();
  await says(ana, bo.name, 'The third.');
  await turnWith(bo.page, 'The third.').waitFor();
});

test('a locked device opens by the twelve words, with a new passphrase and everything on it', async () => {
  const { page, hands, words } = bo;
  await page.goto('/me');
  await hands.press(button(page, words.thisDevice.lock));
  await heading(page, words.unlock.title).waitFor();
  await hands.press(page.getByText(words.unlock.otherWay));
  await hands.press(button(page, words.unlock.wipe));
  await hands.press(button(page, words.unlock.stay));
  await hands.press(link(page, words.unlock.kit));
  await writesKit(bo, bosKeys.kit, words.comingBack.next);
  const passphrase = await takesPassphrase(bo);
  await heading(page, words.home.spaces).waitFor();
  await goesToPair(bo);
  await turnWith(page, 'The third.').waitFor();

  await page.goto('/me');
  await hands.press(button(page, words.thisDevice.lock));
  await hands.write(page.getByLabel(words.unlock.passphrase, { exact: true }), passphrase);
  // Locking ended the session, which the device begins anew.
  await bo.complaints.during('machine refuses', async () => {
    await hands.press(button(page, words.unlock.open));
    await heading(page, words.home.spaces).waitFor();
    await goesToPair(bo);
    await turnWith(page, 'The third.').waitFor();
  });
});

test('whoever comes in by the twelve words can say that a device was taken', async () => {
  const desk = { ...(await here.guest('Ana at a desk')), name: ana.name };
  const { page, hands, words } = desk;
  await page.goto('/sign-in/kit');
  await hands.press(page.getByLabel(words.comingBack.taken));
  await ana.complaints.during('machine refuses', () =>
    phone.complaints.during('machine refuses', async () => {
      await writesKit(desk, keys.kit, words.comingBack.next);
      await takesPassphrase(desk);
      await heading(page, words.home.spaces).waitFor();
      for (const other of [ana, phone]) await heading(other.page, words.situation.endedTitle).waitFor();
    }),
  );
  await page.goto('/me/keys');
  await link(page, words.keys.takenLink).waitFor();
  await page.goto('/home');
  await goesToPair(desk);
  await turnWith(page, 'The third.').waitFor();
  await says(desk, bo.name, 'From the desk, with new keys.');
  await bo.page.goto('/home');
  await goesToPair(bo);
  await turnWith(bo.page, 'From the desk, with new keys.').waitFor();
});

/** How much lies in the databases of this browser. */
async function keptRows(): Promise<number> {
  let rows = 0;
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open(name);
      asked.addEventListener('success', () => resolve(asked.result));
      asked.addEventListener('error', () => reject(asked.error));
    });
    for (const table of database.objectStoreNames) {
      rows += await new Promise<number>((resolve) => {
        const asked = database.transaction(table).objectStore(table).count();
        asked.addEventListener('success', () => resolve(asked.result));
      });
    }
    database.close();
  }
  return rows;
}
