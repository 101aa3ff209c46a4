import { beforeAll, describe, expect, test } from 'vitest';
import { doors } from '#protocol/api.ts';
import { refusalStatus } from '#protocol/refusal.ts';
import { toCbor } from '#protocol/cbor.ts';
import { goToAgreement } from './agreeing.ts';
import { eventually, house, roughly, type Guest } from './house.ts';
import { isOut, says, turnWith } from './talking.ts';
import {
  button,
  composer,
  connect,
  field,
  found,
  goHome,
  goToSpace,
  join,
  link,
  makesInvitation,
} from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
  await found(ana, here.foundingLink, 'Linden Yard');
  const invitation = await makesInvitation(ana);
  await goHome(ana);
  await join(bo, invitation);
  await bo.hands.press(link(bo.page, bo.words.joining.goHome));
  await connect(bo, ana, 'I would like to talk with you.');
});

describe('a bad line', () => {
  test('words written without one wait, and go out exactly once when it is back', async () => {
    const text = 'I am in the train, and there is a hill.';
    await roughly([ana], async () => {
      await ana.context.setOffline(true);
      await ana.page.getByText(offlineLine(ana)).waitFor();
      await says(ana, bo.name, text);
      await turnWith(ana.page, text).getByText(ana.words.talk.pending.line).waitFor();
      await ana.context.setOffline(false);
      await isOut(ana, text);
    });
    await ana.page.getByText(offlineLine(ana)).waitFor({ state: 'hidden' });
    await turnWith(bo.page, text).waitFor();
    await standsOnce([ana, bo], text);
  });

  test('what waits is still there after a reload, and goes out exactly once', async () => {
    const text = 'The hill had a tunnel in it as well.';
    await roughly([ana], async () => {
      // The pages come, and nothing else does.
      await ana.context.route('**/api/**', (route) => route.abort('internetdisconnected'));
      await says(ana, bo.name, text);
      await turnWith(ana.page, text).waitFor();
      await ana.page.reload();
      await turnWith(ana.page, text).waitFor();
      expect(await turnWith(bo.page, text).count()).toBe(0);
      await ana.context.unroute('**/api/**');
      await isOut(ana, text);
    });
    await turnWith(bo.page, text).waitFor();
    await standsOnce([ana, bo], text);
  });

  test('what the server refused is shown, and goes out when it is tried again', async () => {
    const text = 'Once more, with feeling.';
    await ana.complaints.during('machine refuses', async () => {
      await refuseOnce(ana);
      await says(ana, bo.name, text);
      await turnWith(ana.page, text).getByText(ana.words.talk.failed).waitFor();
    });
    await turnWith(ana.page, text).getByRole('button', { name: ana.words.talk.retry }).click();
    await isOut(ana, text);
    await turnWith(bo.page, text).waitFor();
    await standsOnce([ana, bo], text);
  });

  test('what the server refused can be taken back, and nobody ever saw it', async () => {
    const text = 'Better not.';
    await ana.complaints.during('machine refuses', async () => {
      await refuseOnce(ana);
      await says(ana, bo.name, text);
      await turnWith(ana.page, text).getByText(ana.words.talk.failed).waitFor();
    });
    await turnWith(ana.page, text).getByRole('button', { name: ana.words.talk.discard }).click();
    await turnWith(ana.page, text).waitFor({ state: 'detached' });
    expect(await turnWith(bo.page, text).count()).toBe(0);
  });
});

describe('words of every kind', () => {
  test('a message with a note stays closed until the other opens it', async () => {
    const text = 'It was loud in there, and nobody said good night.';
    const { talk } = ana.words;
    await ana.hands.write(composer(ana, bo.name), text);
    await ana.hands.press(button(ana.page, talk.offerNote));
    await ana.hands.write(field(ana.page, talk.noteLabel), 'nights');
    await ana.hands.press(button(ana.page, talk.send));
    const closed = bo.page
      .getByRole('article')
      .filter({ hasText: bo.words.talk.closedBy(ana.name, 'nights') });
    await closed.waitFor();
    expect(await bo.page.getByText(text).count()).toBe(0);
    await closed.getByRole('button', { name: bo.words.talk.open }).click();
    await bo.page.getByText(text).waitFor();
  });

  test('twenty thousand letters arrive, folded until somebody wants all of them', async () => {
    const text = 'one two three four '.repeat(1053).slice(0, 19_994) + ' five.';
    await says(ana, bo.name, text);
    const turn = turnWith(bo.page, 'one two three four');
    const showAll = turn.getByRole('button', { name: bo.words.talk.showAll });
    await showAll.waitFor();
    expect((await turn.innerText()).length).toBeLessThan(4000);
    await showAll.click();
    await turn.getByText(text, { exact: true }).waitFor();
  });

  test('one letter more is not sent, and the page says what to do', async () => {
    await composer(ana, bo.name).fill('a'.repeat(20_001));
    await ana.page.getByText(ana.words.talk.tooLong).waitFor();
    await button(ana.page, ana.words.talk.send).press('Enter');
    expect(await composer(ana, bo.name).inputValue()).toHaveLength(20_001);
    await composer(ana, bo.name).fill('');
  });

  test('a link opens without saying where it was pressed, and without a way back to the page', async () => {
    const address = 'https://map.example/yard?at=3';
    await says(ana, bo.name, `There is a map at ${address} for you.`);
    await bo.complaints.during('a link leads away', async () => {
      const asked = new Promise<Record<string, string>>((resolve) => {
        void bo.context.route(`${address}`, async (route) => {
          resolve(await route.request().allHeaders());
          await route.fulfill({ contentType: 'text/html', body: '<title>a map</title>' });
        });
      });
      const opened = bo.context.waitForEvent('page');
      await turnWith(bo.page, address).getByRole('link', { name: address }).click();
      expect(await asked).not.toHaveProperty('referer');
      const map = await opened;
      await map.waitForLoadState();
      expect(await map.evaluate(() => [document.referrer, window.opener])).toEqual(['', null]);
      await map.close();
    });
  });

  test('what looks like markup is only words', async () => {
    const text = '<img src=x onerror=alert(1)> & <b>so on</b>';
    await says(ana, bo.name, text);
    await turnWith(bo.page, text).waitFor();
  });
});

describe('coming and going', () => {
  test('a draft is there again after leaving the page, and after a reload', async () => {
    const text = 'I meant to say that';
    await composer(ana, bo.name).fill(text);
    await goHome(ana);
    await goToSpace(ana, bo.name);
    expect(await composer(ana, bo.name).inputValue()).toBe(text);
    await ana.page.reload();
    expect(await composer(ana, bo.name).inputValue()).toBe(text);
    await composer(ana, bo.name).fill('');
  });

  test('so is a sentence for the agreement, beside the draft of the talk', async () => {
    const sentence = 'We say it when we are tired';
    const inAgreement = field(ana.page, ana.words.agreement.writeLabel);
    await composer(ana, bo.name).fill('One more thing,');
    await goToAgreement(ana);
    await inAgreement.fill(sentence);
    await ana.page.goBack();
    expect(await composer(ana, bo.name).inputValue()).toBe('One more thing,');
    await goToAgreement(ana);
    await ana.page.reload();
    await inAgreement.waitFor();
    expect(await inAgreement.inputValue()).toBe(sentence);
    await inAgreement.fill('');
    await ana.page.goBack();
    await composer(ana, bo.name).fill('');
  });

  test('whoever writes on while the device is busy loses nothing, and may send again at once', async () => {
    // Both in one turn of the page, so that the first is not on disk when the second is written.
    await composer(ana, bo.name).fill('First this,');
    const send = button(ana.page, ana.words.talk.send);
    await send.evaluate((pressed: HTMLButtonElement) => {
      const field = pressed.form!.querySelector('textarea')!;
      pressed.click();
      field.value = 'and then this.';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      pressed.click();
    });
    for (const text of ['First this,', 'and then this.']) {
      await turnWith(bo.page, text).waitFor();
      await isOut(ana, text);
    }
    expect(await composer(ana, bo.name).inputValue()).toBe('');
  });

  test('two tabs of one person show the same, and one goes on when the other is closed', async () => {
    const second = await here.anotherTab(ana);
    await second.page.goto(ana.page.url());
    await says(second, bo.name, 'From the other window.');
    await turnWith(ana.page, 'From the other window.').waitFor();
    await says(bo, ana.name, 'I see you in both.');
    await turnWith(second.page, 'I see you in both.').waitFor();
    await turnWith(ana.page, 'I see you in both.').waitFor();

    const address = ana.page.url();
    await composer(second, bo.name).fill('One window is shut now.');
    await ana.page.close();
    await says(bo, ana.name, 'Which of them?');
    await turnWith(second.page, 'Which of them?').waitFor();
    // What was being written when the device moved over is still in the field.
    await second.hands.press(button(second.page, second.words.talk.send));
    await isOut(second, 'One window is shut now.');
    await turnWith(bo.page, 'One window is shut now.').waitFor();
    await standsOnce([bo], 'One window is shut now.');
    ana = second;
    expect(ana.page.url()).toBe(address);
  });

  test('whoever comes back after many words stands at the newest, and goes to the first new ones in one step', async () => {
    await goHome(bo);
    for (let number = 1; number <= 60; number++) await says(ana, bo.name, `Step ${number} of the stairs.`);
    await isOut(ana, 'Step 60 of the stairs.');
    await bo.page.getByText(bo.words.home.wrote(ana.name)).waitFor();
    await goToSpace(bo, ana.name);
    await turnWith(bo.page, 'Step 60 of the stairs.').waitFor();
    await bo.hands.press(button(bo.page, bo.words.talk.toFirstNew));
    await eventually(() => inSight(bo, 'Step 1 of the stairs.')).toBe(true);
    await bo.page.getByText(bo.words.talk.newSince).waitFor();
    await bo.hands.press(
      button(bo.page, bo.words.talk.newBelow(ana.name)).or(button(bo.page, bo.words.talk.downBelow)),
    );
    await eventually(() => inSight(bo, 'Step 60 of the stairs.')).toBe(true);
  });
});

/** Once on each page, and once when the pages are opened anew. */
async function standsOnce(guests: readonly Guest[], text: string): Promise<void> {
  for (const { page } of guests) {
    expect(await turnWith(page, text).count()).toBe(1);
    await page.reload();
    await turnWith(page, text).waitFor();
    expect(await turnWith(page, text).count()).toBe(1);
  }
}

/** The next thing said meets a no, as a server would say it. */
async function refuseOnce({ context }: Guest): Promise<void> {
  const append = `**${doors.append.path.replace(/:\w+/, '*')}`;
  await context.route(
    append,
    (route) =>
      route.fulfill({
        status: refusalStatus['not-a-member'],
        contentType: 'application/cbor',
        body: Buffer.from(toCbor({ code: 'not-a-member', notInLog: true })),
      }),
    { times: 1 },
  );
}

/** The sentence about the line, at whatever time it broke. */
function offlineLine({ words }: Guest): RegExp {
  const [before = '', after = ''] = words.talk.offline('|').split('|');
  return new RegExp(`${before}.*${after.replaceAll('.', '\\.')}`);
}

function inSight({ page }: Guest, text: string): Promise<boolean> {
  return turnWith(page, text).evaluate((turn) => {
    const { top, bottom } = turn.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}
