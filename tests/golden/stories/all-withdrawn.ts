import { allWithdrawn } from '#domain/conversation/all-withdrawn.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import type { EventId } from '#kernel/ids.ts';
import { ana, bo } from '#tests/domain/cast.ts';
import { tell, type Story } from '#tests/domain/story.ts';
import { golden, type GoldenStory } from './golden-story.ts';

function turnIn(story: Story, id: EventId): SaidTurn {
  const turn = story.state().conversation.turns.get(id);
  if (turn?.state !== 'said') throw new Error('nothing said');
  return turn;
}

function goesAndTakesWords(): GoldenStory {
  const story = tell('pair', ana, bo);
  const one = story.does(bo, said({ text: 'I moved here in spring.' }));
  const two = story.does(bo, said({ text: 'It was cold.', note: 'the winter' }));
  story.does(bo, reworded(turnIn(story, two), { text: 'It was a cold winter.' }));
  const hers = story.does(ana, said({ text: 'I remember.' }));
  const his = [one, two].map((id) => turnIn(story, id));
  story.does(ana, allWithdrawn(his));
  story.does(bo, allWithdrawn([...his, turnIn(story, hers)]));
  story.does(bo, said({ text: 'That was all.' }));
  story.leaves(bo);
  return golden('somebody goes and takes all their words along, and nobody else’s', story);
}

export const allWithdrawnStories: readonly GoldenStory[] = [goesAndTakesWords()];
