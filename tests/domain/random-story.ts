import fc from 'fast-check';
import { answered } from '#domain/agreement/answered.ts';
import { keptInSight } from '#domain/agreement/kept-in-sight.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import { chosenForPauses } from '#domain/agreement/chosen-for-pauses.ts';
import { revisitSuggested } from '#domain/agreement/revisit-suggested.ts';
import type { Wording } from '#domain/consent/state.ts';
import { cameBack } from '#domain/community/came-back.ts';
import { introduced } from '#domain/community/introduced.ts';
import { steppedAway } from '#domain/community/stepped-away.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { shown } from '#domain/conversation/shown.ts';
import { voiced } from '#domain/conversation/voiced.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import { hosted } from '#domain/hosting/held.ts';
import { passesHosting } from '#domain/hosting/passed.ts';
import { takesHosting } from '#domain/hosting/taken.ts';
import { endingBegunFor } from '#domain/ending/begun.ts';
import { choseKeeping } from '#domain/ending/chose.ts';
import { goodbyeWished } from '#domain/ending/goodbye-wished.ts';
import { offered } from '#domain/ending/offered.ts';
import { prompts } from '#domain/ending/prompts.ts';
import { endingStoppedNow } from '#domain/ending/stopped.ts';
import { takenBack } from '#domain/ending/taken-back.ts';
import { named } from '#domain/member/named.ts';
import { momentAsked } from '#domain/pause/asked.ts';
import { momentEnded } from '#domain/pause/ended.ts';
import { cameToSit } from '#domain/sitting/came.ts';
import { wentFromSitting } from '#domain/sitting/went.ts';
import { carriedOut } from '#domain/retention/carried-out.ts';
import { stayChosen } from '#domain/retention/chosen.ts';
import { stays } from '#domain/retention/stay.ts';
import type { SpaceKind } from '#domain/space/define.ts';
import { described } from '#domain/space/described.ts';
import { circleLooks } from '#domain/space/look.ts';
import { spaceNamedAs } from '#domain/space/named.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { picture, recording } from '#tests/domain/files.ts';
import { noSheets, performOnSheet, sheetDeeds, type SheetsMade } from '#tests/domain/random-sheets.ts';
import { tell, type Story } from '#tests/domain/story.ts';
import { isFull } from '#tests/full.ts';

/** One thing that somebody does, before it is known what there is to do it to. */
export interface Act {
  readonly who: number;
  readonly what: (typeof deeds | typeof ending)[number];
  readonly pick: number;
}

const agreeing = [
  'propose a clause',
  'propose another text',
  'propose the same words',
  'yes',
  'yes',
  'yes',
  'yes',
  'yes',
  'yes',
  'yes-and',
  'worried',
  'not-yet',
  'stands-aside',
  'answer other words',
  'reopen',
  'keep in sight',
  'leave',
  'join',
  'let go',
] as const;

const deeds = [
  ...agreeing,
  'revisit',
  'choose a stay',
  'choose a stay',
  'choose a stay',
  'let go of what is over',
  'say',
  'say',
  'show',
  'voice',
  'say the same twice',
  'reword',
  'withdraw',
  'name me',
  'name us',
  'describe us',
  'take the next time',
  'pass it on',
  'have hosted',
  'introduce me',
  'take a break',
  'come back',
  'join',
  'let go',
  'let go of somebody else’s',
  'fly a kite',
  'talk rubbish',
  'choose words for a pause',
  'ask for a moment',
  'be back',
  'sit down',
  'get up',
  'end it',
  ...sheetDeeds,
] as const;

/** People who bring a space to its end, or stop on the way, while one or the other still speaks. */
const ending = [
  'end it',
  'offer at the end',
  'take an offer back',
  'wish a goodbye',
  'have chosen',
  'have chosen',
  'have chosen',
  'not end it',
  'say',
  'withdraw',
  'propose a clause',
  'yes',
  'reopen',
  'name me',
  'leave',
  'join',
  'let go',
] as const;

export const kinds: readonly SpaceKind[] = ['pair', 'circle', 'solo', 'community'];

/** Anything that can happen in a space. */
export function acts(): fc.Arbitrary<readonly Act[]> {
  return fc.array(act(deeds), { maxLength: 60, size: 'max' });
}

/** People who write an agreement, change their minds, come and go. */
export function actsOfAgreeing(): fc.Arbitrary<readonly Act[]> {
  return fc.array(act(agreeing), { minLength: 5, maxLength: 60, size: 'max' });
}

export function actsOfEnding(): fc.Arbitrary<readonly Act[]> {
  return fc.array(act(ending), { minLength: 5, maxLength: 60, size: 'max' });
}

/** People with sheets of tools before them, who come and go. */
export function actsOnSheets(): fc.Arbitrary<readonly Act[]> {
  const todo = ['start a sheet', ...sheetDeeds, 'say', 'leave', 'join', 'let go'] as const;
  return fc.array(act(todo), { minLength: 5, maxLength: 60, size: 'max' });
}

/** Mostly choosing how long turns stay, with people who come and go. */
export function actsOfChoosing(): fc.Arbitrary<readonly Act[]> {
  const todo = ['choose a stay', 'choose a stay', 'choose a stay', 'choose a stay', 'leave', 'join'] as const;
  return fc.array(act(todo), { minLength: 3, maxLength: 40, size: 'max' });
}

function act(todo: readonly Act['what'][]): fc.Arbitrary<Act> {
  // What came last is picked most often, as it is between people, and the first two do most.
  const pick = fc.oneof(fc.nat(3), fc.nat(999));
  const who = fc.oneof(fc.nat(1), fc.nat(1), fc.nat(2));
  return fc.record({ who, what: fc.constantFrom(...todo), pick });
}

/** How many stories are told: more where every figure of the project is shown. */
export function runs(gate: number): { readonly numRuns: number } {
  return { numRuns: isFull ? 100_000 : gate };
}

/** Lets people do all this, as far as there is something to do it to; also what they may not do. */
export function play(kind: SpaceKind, people: readonly PersonId[], todo: readonly Act[]): Story {
  const story = tell(kind, ...people.slice(0, kind === 'solo' ? 1 : 2));
  const made = {
    turns: [] as SaidTurn[],
    wordings: [] as Wording[],
    events: [] as [PersonId, EventId][],
    sheets: noSheets(),
  };
  todo.forEach((act, index) => perform({ story, people, made }, act, index));
  return story;
}

function newest<Value>(values: readonly Value[], pick: number): Value | undefined {
  return values[values.length - 1 - (pick % (values.length || 1))];
}

interface Play {
  readonly story: Story;
  readonly people: readonly PersonId[];
  readonly made: {
    readonly turns: SaidTurn[];
    readonly wordings: Wording[];
    readonly events: [PersonId, EventId][];
    readonly sheets: SheetsMade;
  };
}

function perform({ story, people, made }: Play, { who, what, pick }: Act, index: number): void {
  const by = people[who % people.length]!;
  const turn = newest(made.turns, pick);
  const wording = newest(made.wordings, pick);
  const target = newest(made.events, pick);
  const does = (event: Parameters<Story['does']>[1], once?: string): EventId => {
    const id = story.does(by, event, once);
    made.events.push([by, id]);
    return id;
  };
  const propose = (text: string, clause?: EventId): void => {
    const proposal = does(proposed(clause === undefined ? { text } : { text, clause }));
    made.wordings.push({ clause: clause ?? proposal, proposal, text });
  };
  if (isOnSheet(what)) return performOnSheet({ does, made: made.sheets, pick, index }, what);
  switch (what) {
    case 'say':
    case 'say the same twice': {
      const id = does(said({ text: `words ${index}` }), what === 'say' ? undefined : `act ${pick % 3}`);
      made.turns.push({ id, author: by, rewording: null } as SaidTurn);
      return;
    }
    case 'show':
    case 'voice': {
      const name = `${what} ${index}`;
      const id = does(what === 'show' ? shown(picture(name)) : voiced(recording(name)));
      made.turns.push({ id, author: by, rewording: null } as SaidTurn);
      return;
    }
    case 'reword':
      if (turn === undefined) return;
      made.turns[made.turns.indexOf(turn)] = {
        ...turn,
        rewording: does(reworded(turn, { text: `other words ${index}` })),
      };
      return;
    case 'withdraw':
      if (turn !== undefined) does(withdrawn(turn));
      return;
    case 'name me':
      does(named({ name: `Name ${pick}` }));
      return;
    case 'name us':
      does(spaceNamedAs({ name: `Place ${pick}` }));
      return;
    case 'describe us':
      does(described(pick % 3 === 0 ? '' : `For ${pick}`, circleLooks[pick % circleLooks.length]!));
      return;
    case 'take the next time':
      does(takesHosting());
      return;
    case 'pass it on':
      does(passesHosting());
      return;
    case 'have hosted':
      does(hosted());
      return;
    case 'introduce me':
      does(introduced({ words: `I am ${pick}` }, pick % 2 === 0 ? null : (target?.[1] ?? null)));
      return;
    case 'take a break':
      does(steppedAway(pick % 2 === 0 ? null : (target?.[1] ?? null)));
      return;
    case 'come back':
      does(cameBack(pick % 2 === 0 ? null : (target?.[1] ?? null)));
      return;
    case 'propose a clause':
      return propose(`clause ${index}`);
    case 'propose another text':
      return wording && propose(`text ${index}`, wording.clause);
    case 'propose the same words':
      return wording && propose(wording.text, wording.clause);
    case 'yes':
    case 'not-yet':
    case 'stands-aside':
      if (wording !== undefined) does(answered({ ...wording, answer: what }));
      return;
    case 'yes-and': {
      if (wording === undefined) return;
      const and = `further ${index}`;
      made.wordings.push({
        ...wording,
        proposal: does(answered({ ...wording, answer: 'yes-and', and })),
        text: and,
      });
      return;
    }
    case 'worried':
      if (wording !== undefined)
        does(answered({ ...wording, answer: 'worried', because: `reason ${index}` }));
      return;
    case 'answer other words': {
      const other = newest(made.wordings, pick >> 1);
      if (wording === undefined || other === undefined) return;
      const text = pick % 2 === 0 ? other.text : `forged ${index}`;
      does(answered({ ...wording, text, answer: 'yes' }));
      return;
    }
    case 'reopen':
      if (wording !== undefined) does(reopened(wording));
      return;
    case 'revisit':
      does(revisitSuggested({ on: pick % 3 === 0 ? null : '2031-05-01' }));
      return;
    case 'keep in sight':
      does(keptInSight({ clause: pick % 4 === 0 ? null : (wording?.clause ?? null) }));
      return;
    case 'choose words for a pause':
      does(chosenForPauses({ clause: pick % 4 === 0 ? null : (wording?.clause ?? null) }));
      return;
    case 'ask for a moment':
      does(momentAsked({ until: pick % 3 === 0 ? null : pick * 60_000 }));
      return;
    case 'be back':
      does(momentEnded());
      return;
    case 'sit down':
      does(cameToSit({ sitting: pick % 3 === 0 ? (target?.[1] ?? null) : null }));
      return;
    case 'get up': {
      if (target === undefined) return;
      const how = { as: pick % 2 === 0 ? 'back' : 'going', remember: pick % 3 > 0 } as const;
      does(wentFromSitting({ id: target[1], sitting: target[1] }, how));
      return;
    }
    case 'end it':
      does(endingBegunFor({ on: pick % 2 === 0 ? null : '2031-05-01' }));
      return;
    case 'offer at the end':
      does(offered({ prompt: prompts[pick % prompts.length]!, text: `at the end ${index}` }));
      return;
    case 'take an offer back':
      return target && void does(takenBack(target[1]));
    case 'wish a goodbye':
      does(goodbyeWished({ none: pick % 2 === 0 }));
      return;
    case 'have chosen':
      does(choseKeeping({ hasChosen: pick % 7 > 0 }));
      return;
    case 'not end it':
      does(endingStoppedNow());
      return;
    case 'choose a stay':
      does(stayChosen({ stay: stays[pick % stays.length]! }));
      return;
    case 'let go of what is over':
      does(carriedOut(made.events.filter(([author]) => author === by && pick % 2 === 0).map(([, id]) => id)));
      return;
    case 'leave':
      return story.leaves(by);
    case 'join':
      return story.joins(by);
    case 'let go':
      return target && story.letsGo(...target);
    case 'let go of somebody else’s':
      return target && story.letsGo(by, target[1]);
    case 'fly a kite':
      does({ kind: 'kite.flown', content: { pick }, must: pick % 40 === 0 });
      return;
    case 'talk rubbish':
      does({ kind: 'agreement.answered', content: { clause: pick } });
  }
}

function isOnSheet(what: Act['what']): what is (typeof sheetDeeds)[number] {
  return sheetDeeds.some((deed) => deed === what);
}
