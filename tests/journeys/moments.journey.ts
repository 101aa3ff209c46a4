import { beforeAll, describe, expect, test } from 'vitest';
import { answers, goToAgreement, offers, textThatIs } from './agreeing.ts';
import { eventually, house, type Guest } from './house.ts';
import { isOut, says, turnWith } from './talking.ts';
import {
  button,
  composer,
  connect,
  field,
  found,
  goHome,
  heading,
  join,
  link,
  makesInvitation,
} from './ways.ts';

const here = house({ oneStory: true });
const kettle = 'Kettle. It means: I need a moment.';
let ana: Guest;
let bo: Guest;

beforeAll(async () => {
  ana = await here.guest('Ana', { viewport: { width: 360, height: 740 } });
  bo = await here.guest('Bo', { viewport: { width: 1280, height: 860 } });
  await found(ana, here.foundingLink, 'Linden Yard');
  const invitation = await makesInvitation(ana);
  await goHome(ana);
  await join(bo, invitation);
  await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
  await heading(bo.page, ana.name).waitFor();
  await goHome(bo);
  await connect(ana, bo, 'Shall we?');
});

async function goToMoments({ page, hands, words }: Guest): Promise<void> {
  await hands.press(link(page, words.momentLines.link));
  await heading(page, words.moments.title).waitFor();
}

async function goBack({ page, hands, words }: Guest): Promise<void> {
  await hands.press(link(page, words.frame.back));
}

describe('a moment', () => {
  test('has words that both chose before', async () => {
    for (const guest of [ana, bo]) await goToAgreement(guest);
    await offers(ana, kettle);
    await answers(bo, bo.words.agreement.choices.yes);
    for (const { page, words } of [ana, bo])
      await textThatIs(page, words.agreement.state.ours, kettle).waitFor();
    for (const guest of [ana, bo]) {
      await goBack(guest);
      await goToMoments(guest);
      await guest.hands.press(button(guest.page, guest.words.moments.wordsChoose));
    }
    await ana.page.getByText(ana.words.moments.wordsOurs).waitFor();
    await ana.page.getByText(ana.words.moments.pauseWords).waitFor();
    await goBack(bo);
  });

  test('is asked for without a reason, and the other can write, or hold their words back', async () => {
    await ana.hands.press(button(ana.page, ana.words.moments.pauseDo));
    await button(ana.page, ana.words.moments.back).waitFor();
    await bo.page.getByText(bo.words.momentLines.away(ana.name)).waitFor();
    await says(bo, ana.name, 'I am here.');
    await isOut(bo, 'I am here.');
    await bo.hands.press(bo.page.getByRole('checkbox', { name: bo.words.momentLines.hold }));
    await says(bo, ana.name, 'And this is for later.');
    await turnWith(bo.page, 'And this is for later.').getByText(bo.words.momentLines.held).waitFor();
    await goBack(ana);
    await turnWith(ana.page, 'I am here.').waitFor();
    expect(await turnWith(ana.page, 'And this is for later.').count()).toBe(0);
  });

  test('ends by her own word, and what was held comes', async () => {
    await ana.hands.press(button(ana.page, ana.words.momentLines.back));
    await turnWith(ana.page, 'And this is for later.').waitFor();
    await bo.page.getByText(bo.words.momentLines.away(ana.name)).waitFor({ state: 'detached' });
  });
});

test('the two sit together, and a line stays, since both would have it', async () => {
  const { sit } = ana.words.moments;
  await goToMoments(ana);
  await ana.hands.press(link(ana.page, ana.words.moments.sitLink));
  await ana.hands.press(button(ana.page, sit.begin));
  await ana.page.getByText(sit.meOnly).waitFor();
  await bo.hands.press(link(bo.page, bo.words.momentLines.sitWith));
  await bo.hands.press(button(bo.page, sit.join));
  await ana.page.getByText(sit.all(bo.name)).waitFor();
  for (const guest of [ana, bo]) {
    await guest.hands.press(guest.page.getByRole('checkbox', { name: sit.remember }));
    await guest.hands.press(button(guest.page, sit.back));
  }
  for (const { page } of [ana, bo])
    await page.getByText(/Ana and Bo sat together|Bo and Ana sat together/).waitFor();
});

describe('a good end', () => {
  test('is begun by one, seen by the other, and stopped by either', async () => {
    await goToMoments(bo);
    await bo.hands.press(link(bo.page, bo.words.moments.endLink));
    await bo.hands.press(button(bo.page, bo.words.ending.begin));
    await ana.page.getByText(ana.words.momentLines.underway(bo.name)).waitFor();
    await ana.hands.press(link(ana.page, ana.words.momentLines.see));
    await ana.hands.press(button(ana.page, ana.words.ending.stop));
    await button(bo.page, bo.words.ending.begin).waitFor();
    await bo.hands.press(button(bo.page, bo.words.ending.begin));
    await button(ana.page, ana.words.ending.stop).waitFor();
  });

  test('a letter is only mine until I offer it, also when I leave the page', async () => {
    const { ending } = ana.words;
    const letter = ending.prompts.letter;
    await ana.hands.press(button(ana.page, ending.openAbout(letter)));
    await ana.hands.write(field(ana.page, letter), 'Dear Bo, the walks were good.');
    await goBack(ana);
    await ana.hands.press(link(ana.page, ana.words.moments.endLink));
    await eventually(() => field(ana.page, letter).inputValue()).toBe('Dear Bo, the walks were good.');
    expect(await bo.page.getByText('the walks were good').count()).toBe(0);
    await ana.hands.press(button(ana.page, ending.offer));
    await bo.page.getByText('Dear Bo, the walks were good.').waitFor();
  });

  test('no goodbye is a wish that the other sees', async () => {
    const { ending } = bo.words;
    await bo.hands.press(bo.page.getByRole('checkbox', { name: ending.noGoodbye }));
    await ana.page.getByText(ana.words.ending.noGoodbyeOf(bo.name)).waitFor();
  });

  test('when both have chosen, it can be read and nothing is written, and it goes from the devices of one', async () => {
    await ana.hands.press(button(ana.page, ana.words.ending.choose));
    await ana.page.getByText(ana.words.ending.chosenMine.keep).waitFor();
    await bo.page.getByText(bo.words.ending.chosenBy(ana.name)).waitFor();
    await bo.hands.press(bo.page.getByRole('radio', { name: bo.words.ending.letGo }));
    await bo.hands.press(button(bo.page, bo.words.ending.choose));
    await bo.page.getByText(bo.words.talk.notHereTitle).waitFor();
    await ana.page.getByText(ana.words.ending.endedText).waitFor();
    await goBack(ana);
    await goBack(ana);
    await turnWith(ana.page, 'I am here.').waitFor();
    expect(await composer(ana, bo.name).count()).toBe(0);
    await ana.page.reload();
    await turnWith(ana.page, 'I am here.').waitFor();
    await link(ana.page, ana.words.momentLines.see).waitFor();
  });
});
