import { named } from '#domain/member/named.ts';
import { ana, bo, stranger } from '#tests/domain/cast.ts';
import { tell } from '#tests/domain/story.ts';
import { golden, unheard, type GoldenStory } from './golden-story.ts';

function newNames(): GoldenStory {
  const story = tell('pair', ana, bo);
  const first = story.does(ana, named({ name: 'Ana' }));
  story.does(bo, named({ name: '  Bo ' }));
  story.does(ana, named({ name: 'Anuschka' }, [first]));
  story.does(stranger, named({ name: 'Somebody' }));
  story.does(bo, named({ name: 'two\nlines' }));
  return golden('everybody names themselves, and a new name lets the old one go', story);
}

function former(): GoldenStory {
  const story = tell('circle', ana, bo);
  const name = story.does(bo, named({ name: 'Bo' }));
  story.does(ana, named({ name: 'Ana' }));
  story.leaves(ana, bo);
  story.letsGo(bo, name);
  return golden('a name stays after its owner has left, until they let it go', story);
}

function later(): GoldenStory {
  const story = tell('solo', ana);
  story.does(ana, unheard({ must: false }));
  story.does(ana, named({ name: 'Ana' }));
  story.does(ana, unheard({ must: true }));
  story.does(ana, named({ name: 'Anuschka' }));
  return golden('a name given after something that may not be skipped is not read', story);
}

export const member = [newNames(), former(), later()];
