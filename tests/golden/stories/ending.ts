import { proposed } from '#domain/agreement/proposed.ts';
import { answered } from '#domain/agreement/answered.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import { endingBegunFor } from '#domain/ending/begun.ts';
import { choseKeeping } from '#domain/ending/chose.ts';
import { goodbyeWished } from '#domain/ending/goodbye-wished.ts';
import { offered } from '#domain/ending/offered.ts';
import { endingStoppedNow } from '#domain/ending/stopped.ts';
import { takenBack } from '#domain/ending/taken-back.ts';
import { named } from '#domain/member/named.ts';
import { ana, bo, cai, stranger } from '#tests/domain/cast.ts';
import { tell } from '#tests/domain/story.ts';
import { golden, unheard, type GoldenStory } from './golden-story.ts';

function well(): GoldenStory {
  const story = tell('pair', ana, bo);
  const id = story.does(ana, said({ text: 'Good morning.' }));
  const text = 'We write on Sundays.';
  const clause = story.does(ana, proposed({ text }));
  const wording = { clause, proposal: clause, text };
  story.does(bo, answered({ ...wording, answer: 'yes' }));
  story.does(bo, endingBegunFor({ on: '2031-05-01' }));
  story.does(ana, offered({ prompt: 'what-changed', text: 'I ask before I help.' }));
  story.does(bo, offered({ prompt: 'letter', text: 'Dear Ana, the bread was always warm.' }));
  story.does(ana, choseKeeping({ hasChosen: true }));
  story.does(ana, said({ text: 'One word more.' }));
  story.does(bo, choseKeeping({ hasChosen: true }));
  story.does(ana, said({ text: 'Nothing is said after the end.' }));
  story.does(bo, proposed({ text: 'Nothing is agreed after it.' }));
  story.does(bo, unheard({ must: false }));
  story.does(bo, endingStoppedNow());
  story.does(bo, choseKeeping({ hasChosen: false }));
  story.does(ana, withdrawn({ id, rewording: null } as SaidTurn));
  story.does(bo, reopened(wording));
  story.does(bo, named({ name: 'Bo' }));
  return golden('when both have chosen it has ended: nothing new is said, and all can be taken back', story);
}

function stopped(): GoldenStory {
  const story = tell('circle', ana, bo, cai);
  story.does(ana, offered({ prompt: 'letter', text: 'Before anything has begun.' }));
  story.does(cai, endingBegunFor({ on: null }));
  const offer = story.does(bo, offered({ prompt: 'goodbyes', text: 'A walk, if you like.' }));
  story.does(ana, choseKeeping({ hasChosen: true }));
  story.does(bo, choseKeeping({ hasChosen: true }));
  story.does(cai, endingStoppedNow());
  story.does(cai, choseKeeping({ hasChosen: true }));
  story.does(ana, takenBack(offer));
  story.does(bo, takenBack(offer));
  story.does(ana, endingBegunFor({ on: '2031-06-01' }));
  story.does(cai, choseKeeping({ hasChosen: true }));
  story.does(stranger, choseKeeping({ hasChosen: true }));
  return golden('anybody stops it, and what was chosen before does not count for another time', story);
}

function leftOnTheWay(): GoldenStory {
  const story = tell('circle', ana, bo, cai);
  story.does(ana, endingBegunFor({ on: null }));
  story.does(bo, goodbyeWished({ none: true }));
  story.does(bo, choseKeeping({ hasChosen: true }));
  story.does(ana, choseKeeping({ hasChosen: true }));
  story.does(ana, choseKeeping({ hasChosen: false }));
  story.does(ana, choseKeeping({ hasChosen: true }));
  story.leaves(cai);
  story.joins(cai);
  story.does(cai, said({ text: 'It has ended for whoever comes later, too.' }));
  return golden('whoever had not chosen leaves, and it ends for the others', story);
}

function alone(): GoldenStory {
  const story = tell('pair', ana);
  story.does(ana, endingBegunFor({ on: null }));
  story.does(ana, choseKeeping({ hasChosen: true }));
  return golden('nobody ends what has only them in it', story);
}

export const ending = [well(), stopped(), leftOnTheWay(), alone()];
