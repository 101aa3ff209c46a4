import { answered } from '#domain/agreement/answered.ts';
import { chosenForPauses } from '#domain/agreement/chosen-for-pauses.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { momentAsked } from '#domain/pause/asked.ts';
import { momentEnded } from '#domain/pause/ended.ts';
import { ana, bo, cai, stranger } from '#tests/domain/cast.ts';
import { tell } from '#tests/domain/story.ts';
import { golden, type GoldenStory } from './golden-story.ts';

const text = 'I need a moment, and it is not about you.';

function ourWords(): GoldenStory {
  const story = tell('pair', ana, bo);
  const clause = story.does(ana, proposed({ text, step: 'pausing-and-ending' }));
  story.does(bo, answered({ clause, proposal: clause, text, answer: 'yes' }));
  story.does(ana, chosenForPauses({ clause }));
  story.does(bo, chosenForPauses({ clause }));
  return golden('both choose one clause of theirs as their words for a pause', story);
}

function andBack(): GoldenStory {
  const story = tell('pair', ana, bo);
  story.does(ana, momentAsked({ until: 1_900_000_000_000 }));
  story.does(bo, momentEnded());
  story.does(bo, momentAsked({ until: null }));
  story.does(ana, momentEnded());
  story.does(ana, momentEnded());
  story.does(stranger, momentAsked({ until: null }));
  return golden('each asks for a moment and is back by their own word', story);
}

function asksAgain(): GoldenStory {
  const story = tell('circle', ana, bo, cai);
  story.does(cai, momentAsked({ until: 1_900_000_000_000 }));
  story.does(cai, momentAsked({ until: null }));
  story.does(bo, momentAsked({ until: null }));
  story.does(bo, { kind: 'pause.asked', content: { until: 'when it is over' } });
  story.leaves(bo);
  story.joins(bo);
  return golden('the newest word counts, and whoever left and came again is back', story);
}

export const pause = [ourWords(), andBack(), asksAgain()];
