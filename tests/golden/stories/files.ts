import { reworded } from '#domain/conversation/reworded.ts';
import { shown } from '#domain/conversation/shown.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { voiced } from '#domain/conversation/voiced.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { EventId } from '#kernel/ids.ts';
import { ana, bo, stranger } from '#tests/domain/cast.ts';
import { picture, recording } from '#tests/domain/files.ts';
import { tell, type Story } from '#tests/domain/story.ts';
import { golden, type GoldenStory } from './golden-story.ts';

function turnIn(story: Story, id: EventId): SaidTurn {
  const turn = story.state().conversation.turns.get(id);
  if (turn?.state !== 'said') throw new Error('nothing said');
  return turn;
}

function shownAndHeard(): GoldenStory {
  const story = tell('pair', ana, bo);
  story.does(ana, shown({ ...picture('cat'), description: 'A cat on a wall, in the rain.' }));
  story.does(bo, voiced({ ...recording('song'), note: 'singing' }));
  story.does(ana, voiced({ ...recording('answer'), description: 'I say that I am on my way.' }));
  story.does(bo, shown(picture('bus')));
  story.does(stranger, shown(picture('from outside')));
  return golden('pictures and recordings stand between the words, with what somebody says of them', story);
}

function described(): GoldenStory {
  const story = tell('pair', ana, bo);
  const first = story.does(ana, shown({ ...picture('garden'), note: 'the hospital' }));
  story.does(bo, reworded(turnIn(story, first), { text: 'Not mine to describe.' }));
  story.does(ana, reworded(turnIn(story, first), { text: 'A garden behind a tall house.' }));
  story.does(ana, reworded(turnIn(story, first), { text: 'A garden, and a bench in it.', note: 'a ward' }));
  return golden('a description is found anew by whoever showed the picture, and the picture stays', story);
}

function gone(): GoldenStory {
  const story = tell('pair', ana, bo);
  const one = story.does(ana, shown({ ...picture('letter'), description: 'My letter to him.' }));
  story.does(ana, reworded(turnIn(story, one), { text: 'A letter.' }));
  const two = story.does(bo, voiced(recording('late')));
  story.does(ana, withdrawn(turnIn(story, one)));
  story.leaves(bo);
  story.letsGo(bo, two);
  return golden('a picture is withdrawn with its description, and one who left lets a recording go', story);
}

function malformed(): GoldenStory {
  const story = tell('solo', ana);
  const { type: _type, ...untyped } = picture('odd');
  const wrong = [
    { ...untyped, type: 'image/svg+xml' },
    { ...untyped, type: 'text/html' },
    untyped,
    { ...picture('odd'), width: 0 },
    { ...picture('odd'), key: 'short' },
    { ...picture('odd'), description: ' ' },
    { ...picture('odd'), bytes: 25 * 1024 * 1024 + 1 },
  ];
  for (const content of wrong) {
    story.does(ana, { kind: 'conversation.shown', content, drops: [], must: false });
  }
  story.does(ana, { kind: 'conversation.voiced', content: picture('odd'), drops: [], must: false });
  story.does(ana, voiced({ ...recording('whole'), seconds: 3600 }));
  return golden('what could run, is too large or has no right form is never shown', story);
}

export const files = [shownAndHeard(), described(), gone(), malformed()];
