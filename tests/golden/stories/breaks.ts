import { cameBack } from '#domain/community/came-back.ts';
import { introduced } from '#domain/community/introduced.ts';
import { steppedAway } from '#domain/community/stepped-away.ts';
import { ana, bo, cai, stranger } from '#tests/domain/cast.ts';
import { tell } from '#tests/domain/story.ts';
import { golden, type GoldenStory } from './golden-story.ts';

function away(): GoldenStory {
  const story = tell('community', ana, bo, cai);
  story.does(ana, introduced({ words: 'I bake.' }, null));
  const first = story.does(ana, steppedAway(null));
  story.does(bo, steppedAway(null));
  const back = story.does(ana, cameBack(first));
  story.does(ana, steppedAway(back));
  story.does(stranger, steppedAway(null));
  return golden('people take a break and come back, and the one before is let go', story);
}

function twice(): GoldenStory {
  const story = tell('community', ana, bo);
  story.does(ana, steppedAway(null));
  const second = story.does(ana, steppedAway(null));
  story.does(ana, cameBack(second));
  story.does(bo, cameBack(null));
  return golden('a break that two devices began ends once', story);
}

function elsewhere(): GoldenStory {
  const story = tell('circle', ana, bo, cai);
  story.does(bo, steppedAway(null));
  story.does(cai, { kind: 'community.stepped-away', content: { because: 'nobody asks' } });
  return golden('a break is taken from the community, and no reason fits into it', story);
}

export const breaks = [away(), twice(), elsewhere()];
