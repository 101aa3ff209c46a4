import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { EventId } from '#kernel/ids.ts';
import { ana, bo, stranger } from '#tests/domain/cast.ts';
import { tell, withBody, type Story } from '#tests/domain/story.ts';
import { golden, unheard, type GoldenStory } from './golden-story.ts';

function turnIn(story: Story, id: EventId): SaidTurn {
  const turn = story.state().conversation.turns.get(id);
  if (turn?.state !== 'said') throw new Error('nothing said');
  return turn;
}

function talk(): GoldenStory {
  const story = tell('pair', ana, bo);
  story.does(ana, said({ text: 'Are you up?' }));
  story.does(bo, said({ text: 'Just made tea.\nTwo cups.' }));
  story.does(ana, said({ text: 'It is about my mother.', note: 'grief' }));
  story.does(bo, said({ text: '\u05e9\u05dc\u05d5\u05dd, \ud83c\udf3f' }));
  return golden('two people talk, one with a note before her words', story);
}

function betterWords(): GoldenStory {
  const story = tell('pair', ana, bo);
  const first = story.does(ana, said({ text: 'You are late.', note: 'a complaint' }));
  story.does(bo, reworded(turnIn(story, first), { text: 'I am never late.' }));
  story.does(ana, reworded(turnIn(story, first), { text: 'You came late.' }));
  story.does(ana, reworded(turnIn(story, first), { text: 'I waited for you.', note: 'waiting' }));
  return golden('words are found anew by their author alone, and the former ones go', story);
}

function takenBack(): GoldenStory {
  const story = tell('pair', ana, bo);
  const one = story.does(ana, said({ text: 'I never want to see you again.' }));
  story.does(ana, reworded(turnIn(story, one), { text: 'I want to be alone today.' }));
  const two = story.does(bo, said({ text: 'I heard you.' }));
  story.does(bo, withdrawn(turnIn(story, one)));
  story.does(ana, withdrawn(turnIn(story, one)));
  story.does(ana, reworded({ ...turnIn(story, two), id: one }, { text: 'Come back.' }));
  story.does(bo, said({ text: 'All right.' }));
  return golden('words are taken back by their author alone, and a line stays', story);
}

function gone(): GoldenStory {
  const story = tell('pair', ana, bo);
  const one = story.does(bo, said({ text: 'This stays.' }));
  const two = story.does(bo, said({ text: 'This goes.' }));
  story.does(ana, said({ text: 'And this is mine.' }));
  story.leaves(bo);
  story.does(bo, said({ text: 'From outside.' }));
  story.does(stranger, said({ text: 'From farther outside.' }));
  story.letsGo(bo, two);
  story.letsGo(ana, one);
  return golden('somebody who left may still let go of their own, and of nothing else', story);
}

function twice(): GoldenStory {
  const story = tell('solo', ana);
  story.does(ana, said({ text: 'Sealed twice.' }), 'one-act');
  story.does(ana, said({ text: 'Sealed twice.' }), 'one-act');
  story.does(ana, { kind: 'conversation.said', content: { text: ' ' }, drops: [], must: false });
  story.does(ana, { kind: 'conversation.said', content: { words: 'odd' }, drops: [], must: false });
  return golden('one act sealed twice happens once, and what has no right form does not', story);
}

function unread(): GoldenStory {
  const story = tell('pair', ana, bo);
  const one = story.does(ana, said({ text: 'One.' }));
  const two = story.does(bo, said({ text: 'Two.' }));
  story.does(ana, said({ text: 'Three.' }));
  const waits = withBody(story.log, one, { state: 'waiting' });
  return golden(
    'an event without its key waits, and one without its body is kept back',
    story,
    withBody(waits, two, { state: 'kept-back' }),
  );
}

function later(): GoldenStory {
  const story = tell('pair', ana, bo);
  story.does(ana, said({ text: 'Before.' }));
  story.does(bo, unheard({ must: false }));
  story.does(bo, said({ text: 'Between.' }));
  story.does(bo, unheard({ must: true }));
  story.does(ana, said({ text: 'After.' }));
  return golden('a kind of a later release is skipped, or stops the fold where it says must', story);
}

export const conversation = [talk(), betterWords(), takenBack(), gone(), twice(), unread(), later()];
