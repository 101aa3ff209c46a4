import { agreed } from '#domain/care/agreed.ts';
import { asked } from '#domain/care/asked.ts';
import { takenBack } from '#domain/care/taken-back.ts';
import { ana, bo, cai, idOf, stranger } from '#tests/domain/cast.ts';
import { tell } from '#tests/domain/story.ts';
import { golden, type GoldenStory } from './golden-story.ts';

const since = idOf<'commit'>('the commit that added them');
const yes = { number: 4, signature: 'c2lnbmVk' };
const reason = { words: 'They wrote to people who had said no.', salt: 'c2FsdA' };

function seats(): GoldenStory {
  const story = tell('community', ana, bo, cai);
  const forBo = story.does(ana, asked({ act: 'in', person: bo, since, ...yes }));
  story.does(bo, agreed({ ask: forBo, ...yes }));
  story.does(cai, asked({ act: 'in', person: cai, since, ...yes }));
  story.does(bo, agreed({ ask: forBo, number: 9, signature: 'YWdhaW4' }));
  const out = story.does(ana, asked({ act: 'out', person: cai, since, ...yes }));
  story.does(bo, takenBack({ ask: out }));
  story.does(ana, takenBack({ ask: out }));
  story.does(bo, agreed({ ask: out, ...yes }));
  return golden('people are asked into the care circle, and one ask is taken back', story);
}

function removal(): GoldenStory {
  const story = tell('community', ana, bo, cai);
  const ask = story.does(ana, asked({ act: 'removal', person: cai, since, ...yes, reason }));
  story.does(cai, agreed({ ask, ...yes }));
  story.does(cai, asked({ act: 'removal', person: cai, since, ...yes, reason }));
  story.does(bo, agreed({ ask, ...yes }));
  story.does(stranger, agreed({ ask, ...yes }));
  story.does(bo, asked({ act: 'out', person: stranger, since, ...yes }));
  const members = [ana, bo];
  const removed = [{ person: cai, by: members, reason: 'aGFzaA' }];
  const place = { seq: story.log.length + 1, at: 60_000 * (story.log.length + 1) };
  const entry = { type: 'membership', ...place, members, joined: [], left: [cai], removed } as const;
  return golden('somebody is removed by two, for a reason', story, [...story.log, entry]);
}

function elsewhere(): GoldenStory {
  const story = tell('pair', ana, bo);
  story.does(ana, asked({ act: 'removal', person: bo, since, ...yes, reason }));
  return golden('a pair has no care circle', story);
}

export const care: readonly GoldenStory[] = [seats(), removal(), elsewhere()];
