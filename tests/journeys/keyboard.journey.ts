import { beforeAll, describe, test } from 'vitest';
import { house, type Guest } from './house.ts';
import { keyboard } from './hands.ts';
import { isOut, rewords, says, turnWith, withdraws } from './talking.ts';
import { connect, found, goHome, join, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;

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
});
