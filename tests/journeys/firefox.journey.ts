import { beforeAll, test } from 'vitest';
import { house, roughly } from './house.ts';
import { newPair, story, tell, type Pair } from './story.ts';
import { inHouse } from './stored.ts';
import { isOut, says, turnWith } from './talking.ts';

// Firefox keeps files, keys and what was said in its own way, and draws our pages with an engine of its own.
const here = house({ oneStory: true, browserName: 'firefox' });
let pair: Pair;

beforeAll(async () => {
  pair = await newPair(here);
});

tell(story, () => pair);

test('with the machine away the page still opens, and what is written then goes out later', async () => {
  const { ana, bo } = pair;
  await inHouse(bo.page);
  await roughly([ana, bo], async () => {
    await here.stopMachine();
    await bo.page.reload();
    await turnWith(bo.page, 'Yes, with crumbs on my coat.').waitFor();
    await says(bo, ana.name, 'The oven is cold.');
    await turnWith(bo.page, 'The oven is cold.').getByText(bo.words.talk.pending.line).waitFor();
    await here.startMachine();
    await turnWith(ana.page, 'The oven is cold.').waitFor();
    await isOut(bo, 'The oven is cold.');
  });
});
