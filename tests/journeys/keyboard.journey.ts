import { beforeAll, describe, expect, test } from 'vitest';
import {
  answers,
  asksToLetGo,
  goToAgreement,
  letsGo,
  offers,
  saysSomethingElse,
  textThatIs,
} from './agreeing.ts';
import { eventually, house, type Guest } from './house.ts';
import { keyboard } from './hands.ts';
import { isOut, rewords, says, turnWith, withdraws } from './talking.ts';
import { button, connect, found, goHome, heading, join, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
const text = 'We ring before we come by.';

beforeAll(async () => {
  ana = await here.guest('Ana', { hands: keyboard });
  bo = await here.guest('Bo', { hands: keyboard });
});

describe('with a keyboard alone, and with the focus in sight at every step', () => {
  test('two people come in and connect', async () => {
    await found(ana, here.foundingLink, 'Linden Yard');
    const invitation = await makesInvitation(ana);
    await goHome(ana);
    await join(bo, invitation);
    await bo.hands.press(link(bo.page, bo.words.joining.goHome));
    await connect(bo, ana, 'I would like to talk with you.');
  });

  test('they talk, reword and withdraw', async () => {
    await says(ana, bo.name, 'I write with ten fingers.');
    await turnWith(bo.page, 'I write with ten fingers.').waitFor();
    await says(bo, ana.name, 'I use two.');
    await isOut(bo, 'I use two.');
    await rewords(bo, 'I use two.', 'I use two, slowly.');
    await turnWith(ana.page, 'I use two, slowly.').waitFor();
    await withdraws(bo, 'I use two, slowly.');
    await ana.page.getByText(ana.words.talk.withdrew(bo.name)).waitFor();
  });

  test('they agree, and one of them lets go', async () => {
    await goToAgreement(ana);
    await offers(ana, text);
    await goToAgreement(bo);
    await answers(bo, bo.words.agreement.choices.yes);
    const ours = textThatIs(ana.page, ana.words.agreement.state.ours, text);
    await ours.waitFor();
    await letsGo(ana, ours);
    await textThatIs(bo.page, bo.words.agreement.state.letGo(ana.name), text).waitFor();
  });

  test('Escape closes a question without an answer, and the focus is where it was', async () => {
    await saysSomethingElse(ana, ana.words.agreement.choices.yes);
    const { agreement } = bo.words;
    const letGo = button(bo.page, agreement.letGo);
    await asksToLetGo(bo, textThatIs(bo.page, agreement.state.ours, text));
    await bo.page.keyboard.press('Escape');
    await bo.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await eventually(() => letGo.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('the first Tab on a page offers to skip to what it is about', async () => {
    await bo.page.reload();
    await heading(bo.page, bo.words.agreement.title).waitFor();
    await bo.page.keyboard.press('Tab');
    const skip = link(bo.page, bo.words.frame.skip);
    expect(await skip.evaluate((element) => element === document.activeElement)).toBe(true);
    await bo.page.keyboard.press('Enter');
    await eventually(() => bo.page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
  });
});
