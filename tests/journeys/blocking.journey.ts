import { beforeAll, describe, expect, test } from 'vitest';
import { eventually, house, type Guest } from './house.ts';
import { isOut, says, turnWith } from './talking.ts';
import { button, composer, found, goHome, heading, join, knocks, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
let cai: Guest;
let space: string;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
  cai = await here.guest('Cai');
  await found(ana, here.foundingLink, 'Linden Yard');
  for (const guest of [bo, cai]) {
    const invitation = await makesInvitation(ana);
    await goHome(ana);
    await join(guest, invitation);
    await guest.hands.press(link(guest.page, guest.words.joining.goToPeople));
    await heading(guest.page, ana.name).waitFor();
  }
  await goHome(bo);
  await goHome(cai);
});

describe('Ana would rather not meet Bo', () => {
  test('she chooses it on his page, and he is gone from her list at once', async () => {
    const { page, hands, words } = ana;
    await hands.press(link(page, words.home.people));
    await hands.press(link(page, bo.name));
    await hands.press(button(page, words.apart.choose(bo.name)));
    await page.getByText(words.apart.chosen(bo.name)).waitFor();
    await hands.press(link(page, words.frame.back));
    await heading(page, cai.name).waitFor();
    expect(await heading(page, bo.name).count()).toBe(0);
  });

  test('he sees her as before, asks, and sees what Cai sees who asks too', async () => {
    for (const guest of [bo, cai]) {
      await guest.hands.press(link(guest.page, guest.words.home.people));
      await knocks(guest, ana.name, `It is ${guest.name}. Shall we talk?`);
    }
    const [his, theirs] = await Promise.all([bo, cai].map(({ page }) => standing(page)));
    expect(his).toBe(theirs);
  });

  test('only Cai comes to her door', async () => {
    await goHome(ana);
    await ana.page.getByText('It is Cai.').waitFor();
    expect(await ana.page.getByText('It is Bo.').count()).toBe(0);
  });

  test('the page of those she does not meet names him, and she can change her mind', async () => {
    const { page, hands, words } = ana;
    await hands.press(link(page, words.home.me));
    await hands.press(link(page, words.me.apartLink));
    await heading(page, bo.name).waitFor();
    await hands.press(button(page, words.apart.meetAgain(bo.name)));
    await page.getByText(words.apart.none).waitFor();
    await page.goto('/home');
    await page.getByText('It is Bo.').waitFor();
  });
});

describe('Cai is in a space with Ana, and would rather not meet her', () => {
  test('what she writes there is closed, and opens when Cai wants it', async () => {
    await ana.hands.press(button(ana.page, ana.words.home.accept(cai.name)));
    await composer(ana, cai.name).waitFor();
    space = ana.page.url();
    const { page, hands, words } = cai;
    await page.goto(space);
    await composer(cai, ana.name).waitFor();
    await hands.press(page.getByRole('heading', { level: 1 }).getByRole('link'));
    await hands.press(link(page, ana.name));
    await hands.press(button(page, words.apart.choose(ana.name)));
    await page.getByText(words.apart.chosen(ana.name)).waitFor();
    await says(ana, cai.name, 'Good evening.');
    await page.goto(space);
    await page.getByText(words.talk.closedApart).waitFor();
    expect(await page.getByText('Good evening.').count()).toBe(0);
    await hands.press(button(page, words.talk.show));
    await turnWith(page, 'Good evening.').waitFor();
  });

  test('she sees nothing of it, and hears what Cai says', async () => {
    await isOut(ana, 'Good evening.');
    await says(cai, ana.name, 'One line of mine.');
    await turnWith(ana.page, 'One line of mine.').waitFor();
    expect(await ana.page.getByText(ana.words.talk.closedApart).count()).toBe(0);
  });

  test('Cai can leave from the line that says so', async () => {
    const { page, hands, words } = cai;
    await hands.press(link(page, words.talk.apartLeave));
    await hands.press(button(page, words.spaceAbout.leave));
    // The machine gives nothing more of a space to somebody who has left it.
    await cai.complaints.during('machine refuses', async () => {
      await hands.press(button(page, words.spaceAbout.leaveDo));
      await heading(page, words.home.spaces).waitFor();
    });
    await ana.page.getByText(ana.words.talk.alone).waitFor();
  });
});

describe('Bo takes a break', () => {
  test('he is in nobody’s list until he comes back by himself', async () => {
    const { page, hands, words } = bo;
    await ana.page.goto('/people');
    await heading(ana.page, bo.name).waitFor();
    await page.goto('/me/break');
    await hands.press(button(page, words.takingBreak.begin));
    await page.getByText(words.takingBreak.on).waitFor();
    await heading(ana.page, bo.name).waitFor({ state: 'detached' });
    await page.goto('/home');
    await page.getByText(words.home.onBreak).waitFor();
    await hands.press(link(page, words.home.comeBack));
    await hands.press(button(page, words.takingBreak.back));
    await heading(ana.page, bo.name).waitFor();
  });
});

describe('Bo keeps a word closed', () => {
  test('what Ana writes with it shows the word, brings no dot, and opens', async () => {
    await ana.page.goto('/home');
    await ana.hands.press(button(ana.page, ana.words.home.accept(bo.name)));
    await composer(ana, bo.name).waitFor();
    space = ana.page.url();
    const { page, hands, words } = bo;
    await page.goto('/me/muted');
    await hands.write(page.getByRole('textbox', { name: words.muted.label, exact: true }), 'War');
    await hands.press(button(page, words.muted.add));
    await button(page, words.muted.drop('War')).waitFor();
    await says(ana, bo.name, 'They talk of war again.');
    await isOut(ana, 'They talk of war again.');
    await page.goto(space);
    await page.getByText(words.talk.closedByWord('War')).waitFor();
    expect(await page.getByText('They talk of war').count()).toBe(0);
    await hands.press(button(page, words.talk.show));
    await turnWith(page, 'They talk of war again.').waitFor();
  });

  test('the word is dropped, and nothing is closed by it any more', async () => {
    const { page, hands, words } = bo;
    await page.goto('/me/muted');
    await hands.press(button(page, words.muted.drop('War')));
    await page.getByText(words.muted.none).waitFor();
    await page.goto(space);
    await turnWith(page, 'They talk of war again.').waitFor();
    await eventually(() => page.getByText(words.talk.closedByWord('War')).count()).toBe(0);
  });
});

/** What the page of people says of Ana, without names. */
function standing(page: Guest['page']): Promise<string> {
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Ana' }) });
  return row.innerText();
}
