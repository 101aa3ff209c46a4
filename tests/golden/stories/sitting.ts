import { cameToSit } from '#domain/sitting/came.ts';
import { wentFromSitting } from '#domain/sitting/went.ts';
import { ana, bo, cai, idOf, stranger } from '#tests/domain/cast.ts';
import { tell } from '#tests/domain/story.ts';
import { golden, type GoldenStory } from './golden-story.ts';

function remembered(): GoldenStory {
  const story = tell('pair', ana, bo);
  const sitting = story.does(ana, cameToSit({ sitting: null }));
  const coming = story.does(bo, cameToSit({ sitting }));
  story.does(ana, wentFromSitting({ id: sitting, sitting }, { as: 'back', remember: true }));
  story.does(bo, wentFromSitting({ id: coming, sitting }, { as: 'going', remember: true }));
  return golden('two sit together, and both would have it remembered', story);
}

function notRemembered(): GoldenStory {
  const story = tell('pair', ana, bo);
  const sitting = story.does(ana, cameToSit({ sitting: null }));
  const coming = story.does(bo, cameToSit({ sitting: null }));
  story.does(ana, wentFromSitting({ id: sitting, sitting }, { as: 'back', remember: true }));
  story.does(bo, wentFromSitting({ id: coming, sitting }, { as: 'back', remember: false }));
  return golden('two begin at once and sit in one, and one of them lets go of having come', story);
}

function oneStays(): GoldenStory {
  const story = tell('circle', ana, bo, cai);
  const sitting = story.does(cai, cameToSit({ sitting: null }));
  story.does(bo, cameToSit({ sitting }));
  story.does(ana, cameToSit({ sitting: idOf('nowhere') }));
  story.does(ana, wentFromSitting({ id: sitting, sitting }, { as: 'going', remember: true }));
  story.does(cai, wentFromSitting({ id: sitting, sitting }, { as: 'going', remember: false }));
  story.does(stranger, cameToSit({ sitting }));
  return golden('whoever began it goes, and another sits on', story);
}

export const sitting = [remembered(), notRemembered(), oneStays()];
