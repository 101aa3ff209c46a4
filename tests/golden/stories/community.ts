import { introduced } from '#domain/community/introduced.ts';
import { said } from '#domain/conversation/said.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { spaceNamedAs } from '#domain/space/named.ts';
import { named } from '#domain/member/named.ts';
import { ana, bo, cai, stranger } from '#tests/domain/cast.ts';
import { tell } from '#tests/domain/story.ts';
import { golden, unheard, type GoldenStory } from './golden-story.ts';

function people(): GoldenStory {
  const story = tell('community', ana);
  story.does(ana, spaceNamedAs({ name: 'The Long Table' }));
  story.does(ana, named({ name: 'Ana' }));
  const first = story.does(ana, introduced({ words: 'I bake.' }, null));
  story.joins(bo);
  story.joins(cai);
  story.does(bo, introduced({ words: 'I mend bicycles.' }, null));
  story.does(ana, introduced({ words: 'I bake, and I listen.' }, first));
  story.does(bo, spaceNamedAs({ name: 'The Longer Table' }));
  story.does(stranger, spaceNamedAs({ name: 'Mine' }));
  return golden('people say who they are, and any of them may name the place', story);
}

function leaving(): GoldenStory {
  const story = tell('community', ana, bo, cai);
  const words = story.does(bo, introduced({ words: 'I mend bicycles.' }, null));
  story.does(cai, introduced({ words: 'I sing bass.' }, null));
  story.leaves(bo);
  story.leaves(cai);
  story.letsGo(bo, words);
  return golden('somebody who has left lets go of their introduction', story);
}

function notHere(): GoldenStory {
  const story = tell('community', ana, bo);
  story.does(ana, said({ text: 'Nothing is said to everybody.' }));
  story.does(bo, proposed({ text: 'Nothing is agreed by everybody.' }));
  story.does(bo, unheard({ must: false }));
  story.does(bo, introduced({ words: 'Here I am.' }, null));
  story.does(ana, unheard({ must: true }));
  story.does(bo, introduced({ words: 'Here I am no more.' }, null));
  return golden('what belongs elsewhere does not happen here', story);
}

function circleName(): GoldenStory {
  const story = tell('circle', ana, bo, cai);
  story.does(cai, spaceNamedAs({ name: 'Tuesday' }));
  story.does(bo, introduced({ words: 'Not in a circle.' }, null));
  return golden('a circle has a name, and introductions belong to the community', story);
}

export const community = [people(), leaving(), notHere(), circleName()];
