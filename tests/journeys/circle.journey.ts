import { beforeAll, describe, expect, test } from 'vitest';
import { answers, goToAgreement, offers, textThatIs } from './agreeing.ts';
import { keyboard } from './hands.ts';
import { house, type Guest } from './house.ts';
import { isOut, says, turnWith } from './talking.ts';
import {
  button,
  composer,
  field,
  found,
  goHome,
  heading,
  join,
  link,
  makesInvitation,
  type Keys,
} from './ways.ts';

const here = house({ oneStory: true });
/** Ana at a desk, Bo on a phone, Cai by keyboard alone. */
let [ana, bo, cai] = [] as unknown as [Guest, Guest, Guest];
let caisKeys: Keys;
const first = 'We begin with a minute of quiet.';

beforeAll(async () => {
  ana = await here.guest('Ana', { viewport: { width: 1280, height: 860 } });
  bo = await here.guest('Bo');
  cai = await here.guest('Cai', { hands: keyboard });
});

const all = () => [ana, bo, cai] as const;

async function goesIntoCircle({ page, hands }: Guest, name: string): Promise<void> {
  await hands.press(page.getByRole('listitem').getByRole('link').filter({ hasText: name }));
  await heading(page, name).waitFor();
}

async function goesToRoster({ page, hands, words }: Guest, name: string): Promise<void> {
  await hands.press(page.getByRole('heading', { level: 1 }).getByRole('link', { name }));
  await heading(page, words.spaceAbout.title).waitFor();
}

async function back({ page, hands, words }: Guest): Promise<void> {
  await hands.press(link(page, words.frame.back));
}

describe('three people in a circle', () => {
  test('they come into the place', async () => {
    await found(ana, here.foundingLink, 'Linden Yard');
    for (const guest of [bo, cai]) {
      const invitation = await makesInvitation(ana);
      await goHome(ana);
      const keys = await join(guest, invitation);
      if (guest === cai) caisKeys = keys;
      await guest.hands.press(link(guest.page, guest.words.joining.goHome));
      await heading(guest.page, guest.words.home.spaces).waitFor();
    }
  });

  test('Ana opens a circle and asks Bo into it by a knock', async () => {
    const { page, hands, words } = ana;
    const { circle } = words;
    await hands.press(link(page, words.home.newCircle));
    await hands.write(field(page, circle.name), 'Tuesday');
    await hands.write(field(page, circle.purpose), 'Bread, and talk while it bakes.');
    await hands.press(page.getByRole('radio', { name: circle.looks.nest }));
    await hands.press(page.getByRole('checkbox', { name: 'Bo' }));
    await hands.write(field(page, circle.words), 'Come to the oven?');
    await hands.press(button(page, circle.open));
    await heading(page, 'Tuesday').waitFor();
    expect(await page.title()).toBe(words.talk.tabTitle);
  });

  test('Bo looks at it and comes in', async () => {
    const { page, hands, words } = bo;
    await page.getByText('Come to the oven?').waitFor();
    await heading(page, words.home.circleKnock('Ana', 'Tuesday')).waitFor();
    await hands.press(link(page, words.home.circleLook));
    await heading(page, words.circleJoin.title('Tuesday')).waitFor();
    await page.getByText('Bread, and talk while it bakes.').waitFor();
    await page.getByText(words.circleJoin.reads).waitFor();
    await page.getByText(words.circleJoin.agreeNone).waitFor();
    await hands.press(button(page, words.circleJoin.comeIn));
    await composer(bo, 'Ana').waitFor();
    await composer(ana, 'Bo').waitFor();
    await ana.page.getByText(words.talk.cameIn('Bo')).waitFor();
  });

  test('the two talk, and agree', async () => {
    await says(ana, 'Bo', 'The dough is rising.');
    await turnWith(bo.page, 'The dough is rising.').waitFor();
    for (const guest of [ana, bo]) await goToAgreement(guest);
    await offers(ana, first);
    await answers(bo, bo.words.agreement.choices.yes);
    for (const { page, words } of [ana, bo])
      await textThatIs(page, words.agreement.state.ours, first).waitFor();
  });

  test('Cai opens a link, by keyboard, and reads what is agreed before coming in', async () => {
    await back(bo);
    await goesToRoster(bo, 'Tuesday');
    await bo.hands.press(link(bo.page, bo.words.circleAbout.ask));
    await bo.hands.press(button(bo.page, bo.words.invite.make));
    const address = await field(bo.page, bo.words.invite.link).inputValue();
    expect(new URL(address).pathname).toBe('/circles/join');

    const { page, words } = cai;
    // Cai's device is locked just then: the link waits, and leads there once it is open.
    await cai.complaints.during('machine refuses', async () => {
      await page.goto('/me');
      await cai.hands.press(button(page, words.thisDevice.lock));
      await heading(page, words.unlock.title).waitFor();
      await page.goto(address);
      await heading(page, words.unlock.title).waitFor();
      expect(page.url()).not.toContain('#');
      await cai.hands.write(page.getByLabel(words.unlock.passphrase, { exact: true }), caisKeys.passphrase);
      await cai.hands.press(button(page, words.unlock.open));
      await heading(page, words.circleJoin.title('Tuesday')).waitFor();
    });
    expect(page.url()).not.toContain('#');
    await textThatIs(page, words.agreement.state.ours, first).waitFor();
    await page
      .getByText(words.agreement.circle.yes(words.formats.list(['Ana', 'Bo'])))
      .or(page.getByText(words.agreement.circle.yes(words.formats.list(['Bo', 'Ana']))))
      .waitFor();
    await cai.hands.press(button(page, words.circleJoin.comeIn));
    await heading(page, 'Tuesday').waitFor();
    await page.getByText(words.talk.emptyCircle).waitFor();
    expect(await page.getByText('The dough is rising.').count()).toBe(0);
  });

  test('the sentence waits for Cai by name, on all pages, and is ours again with Cai’s yes', async () => {
    await goToAgreement(cai);
    for (const { page, words } of [ana, cai]) {
      await textThatIs(page, words.agreement.state.waiting('Cai'), first).waitFor();
    }
    await answers(cai, cai.words.agreement.choices.yes);
    for (const { page, words } of [ana, cai])
      await textThatIs(page, words.agreement.state.ours, first).waitFor();
    await back(cai);
  });

  test('whoever’s turn it is to host, anybody may take it', async () => {
    await goesToRoster(cai, 'Tuesday');
    const { page, words } = cai;
    const take = button(page, words.circleAbout.take);
    const mine = page.getByText(words.circleAbout.hostMe);
    await take.or(mine).waitFor();
    if (await take.isVisible()) await cai.hands.press(take);
    await mine.waitFor();
    await back(bo);
    await bo.page.getByText(words.circleAbout.host('Cai')).waitFor();
    await back(cai);
  });

  test('a seat that nobody took is seen by all, and closed by any of them', async () => {
    await back(ana);
    await goesToRoster(ana, 'Tuesday');
    await ana.hands.press(link(ana.page, ana.words.circleAbout.ask));
    await ana.hands.press(button(ana.page, ana.words.invite.make));
    await field(ana.page, ana.words.invite.link).waitFor();
    const seat = bo.page.getByText(/^A free seat, by Ana/);
    await seat.waitFor();
    await bo.hands.press(button(bo.page, bo.words.seats.close));
    await bo.page.getByText(bo.words.seats.closed).waitFor();
    await ana.page.getByText(ana.words.seats.none).waitFor();
    await back(bo);
    // Names stand in the order of the seats, which is drawn by lot.
    await bo.hands.write(bo.page.getByRole('textbox', { name: /^Write to/ }), 'Nobody else for now.');
    await bo.hands.press(button(bo.page, bo.words.talk.send));
    await turnWith(cai.page, 'Nobody else for now.').waitFor();
  });

  test('Bo asks for a moment, and both others see it until Bo is back', async () => {
    const { hands, page, words } = bo;
    for (let steps = 0; steps < 2; steps++) await back(ana);
    await hands.press(link(page, words.momentLines.link));
    await hands.press(button(page, words.moments.pauseDo));
    await button(page, words.moments.back).waitFor();
    for (const guest of [ana, cai]) await guest.page.getByText(guest.words.momentLines.away('Bo')).waitFor();
    await hands.press(button(page, words.moments.back));
    for (const guest of [ana, cai])
      await guest.page.getByText(guest.words.momentLines.away('Bo')).waitFor({ state: 'detached' });
    await back(bo);
  });

  test('Cai leaves in one step, and the others see a plain line', async () => {
    await goesToRoster(cai, 'Tuesday');
    const { page, hands, words } = cai;
    await hands.press(button(page, words.spaceAbout.leave));
    await hands.press(button(page, words.spaceAbout.leaveDo));
    await heading(page, words.home.spaces).waitFor();
    await bo.page.getByText(words.talk.wentAway('Cai')).waitFor();
    await says(bo, 'Ana', 'Safe travels, Cai.');
    await isOut(bo, 'Safe travels, Cai.');
  });

  test('Cai still reads what was there, nothing newer, and can let go of it', async () => {
    const { page, hands, words } = cai;
    await hands.press(page.getByText(words.home.leftTitle, { exact: true }));
    await goesIntoCircle(cai, 'Tuesday');
    await page.getByText(words.talk.left).waitFor();
    await turnWith(page, 'Nobody else for now.').waitFor();
    expect(await page.getByText('Safe travels, Cai.').count()).toBe(0);
    await hands.press(button(page, words.talk.dropLeft));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: words.talk.dropDo }));
    await heading(page, words.home.spaces).waitFor();
    expect(await page.getByText(words.home.leftTitle, { exact: true }).count()).toBe(0);
  });

  test('Ana goes on in a new circle, by a yes of each, and the old one stays', async () => {
    const { page, hands, words } = ana;
    await goesToRoster(ana, 'Tuesday');
    await hands.press(link(page, words.circleAbout.without));
    await page.getByText(words.without.told).waitFor();
    await hands.write(field(page, words.circle.name), 'Wednesday');
    expect(await page.getByRole('checkbox', { name: 'Bo' }).isChecked()).toBe(true);
    await hands.write(field(page, words.circle.words), 'A new day for it?');
    await hands.press(button(page, words.without.open));
    await heading(page, 'Wednesday').waitFor();

    await goHome(bo);
    await bo.hands.press(link(bo.page, bo.words.home.circleLook));
    await bo.hands.press(button(bo.page, bo.words.circleJoin.comeIn));
    await heading(bo.page, 'Wednesday').waitFor();
    await goHome(bo);
    for (const name of ['Tuesday', 'Wednesday']) {
      await bo.page.getByRole('listitem').getByRole('link').filter({ hasText: name }).waitFor();
    }
    for (const { page } of all()) expect(await page.title()).not.toContain('Wednesday');
  });

  test('a circle ends well when all who are in it have chosen', async () => {
    const [one, other] = [ana, bo];
    await goesIntoCircle(bo, 'Wednesday');
    for (const guest of [one, other]) {
      const { hands, page, words } = guest;
      await hands.press(link(page, words.momentLines.link));
      await hands.press(link(page, words.moments.endLink));
      if (guest === one) await hands.press(button(page, words.ending.begin));
      await button(page, words.ending.stop).waitFor();
      await link(page, words.ending.takeAlong).waitFor();
      await hands.press(button(page, words.ending.choose));
    }
    for (const { page, words } of [one, other]) await page.getByText(words.ending.endedText).waitFor();
    const { hands, page, words } = ana;
    await hands.press(link(page, words.ending.takeAlong));
    expect(await page.getByRole('radio', { name: 'Wednesday' }).isChecked()).toBe(true);
  });
});
