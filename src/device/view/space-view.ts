import type { MessageDraft, SpaceView } from '#device/device.ts';
import { apartFrom } from '#device/apart.ts';
import type { Home } from '#device/home.ts';
import { isLeft } from '#device/space/left.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import { closedAmong } from '#device/view/closing.ts';
import { circleView, noCircle } from '#device/view/circle-view.ts';
import { nameIn, stateOf, titleOf } from '#device/view/names.ts';
import { momentsView, noMoments } from '#device/view/moments-view.ts';
import { isMuted, seenUpTo } from '#device/view/news.ts';
import { agreementView } from '#domain/agreement/view.ts';
import { firstTurnAfter, newestTurns, turnsFrom } from '#domain/conversation/turns.ts';
import { retentionView } from '#domain/retention/view.ts';
import { startFold } from '#domain/space/fold.ts';
import { seatOf } from '#domain/space/seats.ts';
import type { SpaceState } from '#domain/space/state.ts';
import type { EventId, PersonId, SpaceId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';

export const noDraft: MessageDraft = { text: '', note: '', sentence: '' };

/** One space as its page shows it. */
export function spaceView(home: Home, live: LiveSpace, draft: MessageDraft): SpaceView {
  const state = stateOf(home, live);
  const turns = newestTurns(state.conversation, live.window);
  return {
    ...situationOf(home, live, state),
    space: live.id,
    kind: live.kind,
    title: titleOf(home, live),
    me: home.me.person,
    members: seated(home, live, state).map((person) => ({
      person,
      name: nameIn(home, state, person),
      isMe: person === home.me.person,
    })),
    names: namesOf(home, state),
    turns,
    hasEarlier: live.ahead !== null || state.conversation.turns.size > turns.length,
    firstNew: live.firstNew ?? null,
    headSeq: live.place.seq,
    agreement: agreementView(state),
    moments: momentsView(home, live, state),
    retention: retentionView(state),
    failed: Object.fromEntries(
      live.outbox.flatMap(({ id, failed }) => (failed === undefined ? [] : [[id, failed]])),
    ),
    onTheWay: Object.fromEntries(
      live.outbox.flatMap(({ id, number }) => {
        const share = live.onTheWay.get(number);
        return share === undefined ? [] : [[id, Math.floor(share * 100)]];
      }),
    ),
    draft,
    // What was left out for now waits for no key.
    waiting: live.ahead === null ? state.waiting.length : 0,
    keyAsked: live.asked.size > 0,
    safetyWords: live.safety,
    muted: isMuted(home, live),
    closed: closedAmong(home, turns),
    apart: apartFrom(home).filter((person) => state.members.includes(person)),
    comings: comingsBeside(state, turns),
    ended: [...live.ended].flatMap(([person, isEnded]) => (isEnded ? [person] : [])),
    ...circleView(home, live, state),
  };
}

/** What there is to show of a space that is not on this device, or not yet. */
export function emptySpaceView(space: SpaceId, me: PersonId, situation: 'opening' | 'not-here'): SpaceView {
  const { state } = startFold({ space, kind: 'pair' });
  return {
    situation,
    problem: null,
    space,
    kind: 'pair',
    title: '',
    me,
    members: [],
    names: {},
    turns: [],
    hasEarlier: false,
    firstNew: null,
    headSeq: 0,
    agreement: agreementView(state),
    moments: noMoments,
    retention: retentionView(state),
    failed: {},
    onTheWay: {},
    draft: noDraft,
    waiting: 0,
    keyAsked: false,
    safetyWords: [],
    muted: false,
    closed: {},
    apart: [],
    comings: [],
    ended: [],
    ...noCircle,
  };
}

/** The first turn of somebody else that came after the place I had seen. */
export function firstNewTurn(home: Home, live: LiveSpace): EventId | null {
  const { conversation } = live.fold.state;
  const seen = seenUpTo(home, live);
  // It stands further up than what is opened yet.
  if (live.ahead !== null && seen < live.ahead.leftOutUpTo) return null;
  const after = firstTurnAfter(conversation, seen);
  if (after === null) return null;
  return turnsFrom(conversation, after.id).find(({ author }) => author !== home.me.person)?.id ?? null;
}

/** Who came and went since the first turn that is shown; of a whole conversation, since it was opened. */
function comingsBeside(
  { presence, conversation }: SpaceState,
  turns: SpaceView['turns'],
): SpaceView['comings'] {
  const isWhole = turns.length === conversation.turns.size;
  const from = isWhole ? 2 : (turns[0]?.place ?? 0);
  return presence.filter(({ place }) => place >= from);
}

type Standing = Pick<SpaceView, 'situation' | 'problem'>;

function situationOf(home: Home, live: LiveSpace, state: SpaceState): Standing {
  if (live.problem !== undefined) return { situation: 'stopped', problem: live.problem };
  if (live.strange) return { situation: 'stopped', problem: 'person-differs' };
  if (state.updateNeeded) return { situation: 'stopped', problem: 'please-update' };
  if (live.place.seq === 0) return { situation: 'opening', problem: null };
  if (!isMemberOf(live, home.me.person))
    return { situation: isLeft(home, live) ? 'left' : 'not-here', problem: null };
  if (live.doubtful) return { situation: 'open', problem: 'seen-differs' };
  // Until all is read, what took the words back may be still to come.
  const isKeptBack = live.caughtUp && state.keptBack.length > 0;
  return { situation: 'open', problem: isKeptBack ? 'kept-back' : null };
}

/** By the lot that the space's id draws among all who ever were here, unless I went over to the other side. */
function seated(home: Home, live: LiveSpace, { members, former }: SpaceState): readonly PersonId[] {
  const ever = [...members, ...former];
  const swapped = home.preferences.get(`here swapped ${live.id}`) === true;
  const first = swapped ? 'end' : 'start';
  const atFirst = members.filter((person) => seatOf(live.id, person, ever) === first);
  return [...atFirst, ...members.filter((person) => !atFirst.includes(person))];
}

/** What everybody who is or was here is called. */
export function namesOf(home: Home, state: SpaceState): Readonly<Record<PersonId, string>> {
  const named = valuesOf(state.member.names).map(({ person }) => person);
  const everybody = new Set([...state.members, ...state.former, ...named]);
  return Object.fromEntries([...everybody].map((person) => [person, nameIn(home, state, person)]));
}
