import { answered } from '#domain/agreement/answered.ts';
import { keptInSight } from '#domain/agreement/kept-in-sight.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import { revisitSuggested } from '#domain/agreement/revisit-suggested.ts';
import type { SpaceKind } from '#domain/space/define.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { ana, bo, cai, stranger } from '#tests/domain/cast.ts';
import { tell, withBody, type Story } from '#tests/domain/story.ts';
import { golden, unheard, type GoldenStory } from './golden-story.ts';

interface Proposed extends Story {
  readonly wording: { readonly clause: EventId; readonly proposal: EventId; readonly text: string };
}

const text = 'We write when we can, and nobody waits.';

/** Ana has proposed, and nobody has answered. */
function begin(kind: SpaceKind, ...people: PersonId[]): Proposed {
  const story = tell(kind, ...people);
  const clause = story.does(ana, proposed({ text, step: 'meeting-and-silence' }));
  return { ...story, wording: { clause, proposal: clause, text } };
}

function twoYes(): GoldenStory {
  const story = begin('pair', ana, bo);
  story.does(bo, answered({ ...story.wording, answer: 'yes', because: 'I like it so.' }));
  story.does(bo, proposed({ text: 'A second one, that nobody has answered.' }));
  return golden('a text is ours once both have said yes to it', story);
}

function everyAnswer(): GoldenStory {
  const story = begin('circle', ana, bo, cai);
  story.does(bo, answered({ ...story.wording, answer: 'not-yet' }));
  story.does(cai, answered({ ...story.wording, answer: 'worried', because: 'And if it hurts?' }));
  story.does(bo, answered({ ...story.wording, answer: 'stands-aside', because: 'I am seldom here.' }));
  const further = story.does(
    cai,
    answered({ ...story.wording, answer: 'yes-and', and: `${text} Somebody who is hurt says so.` }),
  );
  story.does(ana, answered({ ...story.wording, answer: 'yes-and', and: text }));
  const wording = { ...story.wording, proposal: further, text: `${text} Somebody who is hurt says so.` };
  story.does(bo, answered({ ...wording, answer: 'yes' }));
  return golden('each may answer in each way, and a further text stands beside the one in force', story);
}

function replaced(): GoldenStory {
  const story = begin('pair', ana, bo);
  story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  const { clause } = story.wording;
  const better = 'We write on Sundays.';
  const proposal = story.does(bo, proposed({ clause, text: better, step: 'revisiting' }));
  story.does(ana, answered({ clause, proposal, text: better, answer: 'yes' }));
  story.does(ana, reopened({ clause, proposal, text: better }));
  return golden('a newer text takes the place, and the older stands again when it is let go', story);
}

function lapsed(): GoldenStory {
  const story = begin('pair', ana, bo);
  story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  story.does(ana, reopened(story.wording));
  story.does(ana, answered({ ...story.wording, answer: 'yes' }));
  story.does(bo, answered({ ...story.wording, answer: 'worried', because: 'It was a hard week.' }));
  return golden('what somebody no longer says yes to has lapsed, and can be ours again', story);
}

function sameWords(): GoldenStory {
  const story = begin('circle', ana, bo, cai);
  const { clause } = story.wording;
  story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  const again = story.does(bo, proposed({ clause, text }));
  story.does(cai, answered({ clause, proposal: again, text, answer: 'yes' }));
  story.does(cai, answered({ ...story.wording, answer: 'yes' }));
  story.does(ana, answered({ clause, proposal: again, text, answer: 'worried', because: 'Not any more.' }));
  return golden('a no to the same words, proposed again, is a no to the words', story);
}

function comeAndGo(): GoldenStory {
  const story = begin('circle', ana, bo);
  story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  story.joins(cai);
  story.does(cai, answered({ ...story.wording, answer: 'stands-aside' }));
  story.leaves(bo);
  story.joins(bo);
  story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  story.leaves(ana);
  return golden('a newcomer has answered nothing, and what leavers said no longer counts', story);
}

function alone(): GoldenStory {
  const story = begin('pair', ana, bo);
  story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  story.leaves(bo);
  return golden('nothing is ours between one', story);
}

function refused(): GoldenStory {
  const story = begin('pair', ana, bo);
  story.does(stranger, answered({ ...story.wording, answer: 'yes' }));
  story.does(bo, answered({ ...story.wording, text: 'Other words.', answer: 'yes' }));
  const clause = story.does(bo, proposed({ text: 'Another clause.' }));
  story.does(bo, answered({ ...story.wording, clause, answer: 'yes' }));
  story.does(bo, answered({ ...story.wording, answer: 'yes-and', and: text }));
  story.does(bo, { kind: 'agreement.answered', content: { answer: 'perhaps' }, drops: [], must: true });
  return golden('a yes to other words, or of somebody else, is no yes', story);
}

function letGo(): GoldenStory {
  const story = begin('pair', ana, bo);
  const { proposal } = story.wording;
  story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  story.letsGo(ana, proposal);
  const yesAgain = answered({ ...story.wording, answer: 'yes' });
  story.does(ana, yesAgain);
  return golden('who lets go of a proposal takes back their own yes, and nobody else’s', story);
}

function lostYes(): GoldenStory {
  const story = begin('pair', ana, bo);
  const yes = story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  story.does(bo, { ...keptInSight({ clause: null }), drops: [yes] });
  return golden('an answer that its author drops is as if it had never been', story);
}

function around(): GoldenStory {
  const story = begin('pair', ana, bo);
  const { clause } = story.wording;
  story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  story.does(ana, keptInSight({ clause }));
  story.does(bo, keptInSight({ clause }));
  story.does(ana, revisitSuggested({ on: '2032-02-29' }));
  story.does(bo, revisitSuggested({ on: '2031-02-29' }));
  return golden('both keep one clause in sight, and one suggests a day that there is', story);
}

function unsure(): GoldenStory {
  const story = begin('pair', ana, bo);
  story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  const later = story.does(ana, reopened(story.wording));
  return golden(
    'nothing is shown as ours while something of ours is kept back',
    story,
    withBody(story.log, later, { state: 'kept-back' }),
  );
}

function closed(): GoldenStory {
  const story = begin('pair', ana, bo);
  story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  const waits = story.does(bo, keptInSight({ clause: null }));
  return golden(
    'nothing is shown as ours while the key to anything is not here',
    story,
    withBody(story.log, waits, { state: 'waiting' }),
  );
}

function later(): GoldenStory {
  const story = begin('pair', ana, bo);
  story.does(bo, unheard({ must: false }));
  story.does(bo, answered({ ...story.wording, answer: 'yes' }));
  story.does(bo, unheard({ must: true }));
  story.does(ana, reopened(story.wording));
  return golden('past a kind that may end an agreement, nothing is certain', story);
}

export const agreement = [
  twoYes(),
  everyAnswer(),
  replaced(),
  lapsed(),
  sameWords(),
  comeAndGo(),
  alone(),
  refused(),
  letGo(),
  lostYes(),
  around(),
  unsure(),
  closed(),
  later(),
];
