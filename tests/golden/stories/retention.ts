import { said } from '#domain/conversation/said.ts';
import { carriedOut } from '#domain/retention/carried-out.ts';
import { stayChosen } from '#domain/retention/chosen.ts';
import { day } from '#kernel/time.ts';
import { ana, bo, cai, stranger } from '#tests/domain/cast.ts';
import { tell } from '#tests/domain/story.ts';
import { golden, type GoldenStory } from './golden-story.ts';

function shorterAndLonger(): GoldenStory {
  const story = tell('pair', ana, bo);
  const first = story.does(ana, said({ text: 'Are you up?' }));
  story.does(bo, said({ text: 'Just made tea.' }));
  story.does(bo, stayChosen({ stay: 'a-week' }));
  story.does(ana, stayChosen({ stay: 'a-year' }));
  story.does(stranger, stayChosen({ stay: 'a-day' }));
  story.waits(9 * day);
  story.does(ana, carriedOut([first]));
  story.does(bo, stayChosen({ stay: '30-days' }));
  story.does(ana, stayChosen({ stay: '30-days' }));
  return golden('one makes it shorter, both make it longer, and old words go', story);
}

function comingAndGoing(): GoldenStory {
  const story = tell('circle', ana, bo);
  story.does(ana, stayChosen({ stay: '90-days' }));
  story.does(bo, stayChosen({ stay: 'all' }));
  story.joins(cai);
  story.does(ana, stayChosen({ stay: 'all' }));
  story.does(cai, { kind: 'retention.chosen', content: { stay: 'an-hour' }, drops: [], must: false });
  story.leaves(cai);
  return golden('whoever comes is waited for, and whoever leaves is not', story);
}

function wishesEnd(): GoldenStory {
  const story = tell('pair', ana, bo);
  story.does(ana, stayChosen({ stay: 'a-week' }));
  story.does(ana, stayChosen({ stay: 'all' }));
  story.does(bo, stayChosen({ stay: 'a-day' }));
  story.does(bo, stayChosen({ stay: 'all' }));
  return golden('a wish is over once another time holds', story);
}

export const retention = [shorterAndLonger(), comingAndGoing(), wishesEnd()];
