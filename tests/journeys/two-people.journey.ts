import { beforeAll, describe, test } from 'vitest';
import { house } from './house.ts';
import { runOut } from './kept-by-server.ts';
import { newPair, story, tell, type Pair } from './story.ts';
import { goHome, heading, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let pair: Pair;

beforeAll(async () => {
  pair = await newPair(here);
});

tell(story, () => pair);

describe('links that do not open say so kindly', () => {
  test('one that let somebody in already', async () => {
    const cai = await here.guest('Cai');
    const { usedTitle, used } = cai.words.joining;
    await cai.complaints.during('machine refuses', async () => {
      await cai.page.goto(pair.links.invitation);
      await heading(cai.page, usedTitle).waitFor();
    });
    await cai.page.getByText(used).waitFor();
    await link(cai.page, cai.words.joining.signIn).waitFor();
  });

  test('one that lost a part on the way', async () => {
    const dee = await here.guest('Dee');
    await dee.complaints.during('machine refuses', async () => {
      await dee.page.goto(pair.links.invitation.slice(0, -5));
      await heading(dee.page, dee.words.joining.alteredTitle).waitFor();
    });
    await dee.page.getByText(dee.words.joining.altered).waitFor();
  });

  test('one that ran out', async () => {
    await goHome(pair.ana);
    const late = await makesInvitation(pair.ana);
    runOut(here.folder);
    const cai = await here.guest('Cai');
    await cai.complaints.during('machine refuses', async () => {
      await cai.page.goto(late);
      await heading(cai.page, cai.words.joining.expiredTitle).waitFor();
    });
    await cai.page.getByText(cai.words.joining.expired).waitFor();
  });

  test('the founding link, once it has done its work', async () => {
    const noor = await here.guest('Noor');
    await noor.page.goto(pair.links.founding);
    await heading(noor.page, noor.words.founding.spentTitle).waitFor();
    await noor.page.getByText(noor.words.founding.spent).waitFor();
  });
});
