import { reasonHashOf } from '#crypto/hash.ts';
import { openQuestions, type OpenQuestion } from '#device/care/questions.ts';
import type { CareAskView, CareView, RemovalView, Standing } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import { nameIn, stateOf } from '#device/view/names.ts';
import type { PresenceChange, Removal } from '#domain/space/define.ts';
import type { SpaceState } from '#domain/space/state.ts';
import { bytesToText, equalBytes, textToBytes } from '#kernel/bytes.ts';
import { idFromBytes, idToBytes, type PersonId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { areEnough, careLeast, maySign, membersSign } from '#protocol/care.ts';

export const noCare: CareView = {
  circle: [],
  removes: false,
  membersSign: false,
  unseated: null,
  asks: [],
  removals: [],
};

/** The care circle as this member sees it. */
export function careView(home: Home, live: LiveSpace): CareView {
  const state = stateOf(home, live);
  const outside = live.place.state;
  if (outside === null) return noCare;
  return {
    circle: outside.care.map((bytes) => {
      const person = idFromBytes<'person'>(bytes);
      return { person, name: nameIn(home, state, person), isMe: person === home.me.person };
    }),
    removes: outside.care.length >= careLeast,
    membersSign: outside.careStood === true && membersSign(outside),
    unseated: unseatedView(home, live),
    asks: isMemberOf(live, home.me.person)
      ? openQuestions(state, live).flatMap((open) => askView(home, live, open) ?? [])
      : [],
    removals: removalsIn(state).map((removal) => removalView(home, state, removal)),
  };
}

/** That others ended my seat is told to me, and that I left it myself I know. */
function unseatedView(home: Home, live: LiveSpace): CareView['unseated'] {
  const mine = home.me.line.person;
  if (live.place.state?.care.some((person) => equalBytes(person, mine))) return null;
  const state = stateOf(home, live);
  const found = state.presence.findLast(({ unseated = [] }) =>
    unseated.some(({ person }) => person === home.me.person),
  );
  const by = (found?.unseated ?? []).flatMap((one) => one.by);
  if (found === undefined || by.length === 0) return null;
  return { by: by.map((person) => nameIn(home, state, person)), at: found.at };
}

/** Whether I am in, or how I came to be out. */
export function standingOf(home: Home, live: LiveSpace): Standing {
  if (live.place.seq === 0 || isMemberOf(live, home.me.person)) return { state: 'in' };
  const state = stateOf(home, live);
  const mine = removalsIn(state).findLast(({ person }) => person === home.me.person);
  const last = state.presence.findLast(({ left }) => left.includes(home.me.person));
  // Whoever was removed once, and left by themselves later, left.
  if (mine === undefined || mine.place !== last?.place) return { state: 'left' };
  return { state: 'removed', ...removalView(home, state, mine) };
}

/** Null where it is not for me to see: a removal is talked over by the others in the circle first. */
function askView(home: Home, live: LiveSpace, { ask, question, yeses }: OpenQuestion): CareAskView | null {
  const state = stateOf(home, live);
  const outside = live.place.state;
  const mine = home.me.line.person;
  const { id, act, person, by, reason } = ask;
  if (outside === null || !maySign(outside, question, mine)) return null;
  const signers = yeses.map((yes) => idToBytes(yes.by));
  const hasSigned = signers.some((signer) => equalBytes(signer, mine));
  const all = [...signers, ...(hasSigned ? [] : [mine])];
  const hasTheirYes = act !== 'in' || all.some((signer) => equalBytes(signer, question.person));
  const isEnough = hasTheirYes && areEnough(outside, question, all);
  return {
    id,
    act,
    person,
    name: nameIn(home, state, person),
    isAboutMe: person === home.me.person,
    by: nameIn(home, state, by),
    isMine: by === home.me.person,
    reason: reason?.words ?? null,
    signed: yeses.map((yes) => nameIn(home, state, yes.by)),
    // Signed by all who are needed, and not done: whoever was to do it was cut off, so it can be done again.
    waitsForMe: isEnough ? 'last' : hasSigned ? null : 'yes',
  };
}

interface PlacedRemoval extends Removal, Pick<PresenceChange, 'place' | 'at'> {}

function removalsIn({ presence }: SpaceState): readonly PlacedRemoval[] {
  return presence.flatMap(({ removed = [], place, at }) =>
    removed.map((removal) => ({ ...removal, place, at })),
  );
}

function removalView(home: Home, state: SpaceState, { person, by, reason, at }: PlacedRemoval): RemovalView {
  return {
    name: nameIn(home, state, person),
    by: by.map((one) => nameIn(home, state, one)),
    reason: wordsSigned(state, person, reason),
    at,
  };
}

/** The words whose hash they signed. Others that somebody wrote about the same person are not shown in their place. */
function wordsSigned({ care }: SpaceState, person: PersonId, hash: string): string | null {
  for (const { reason, person: about } of valuesOf(care.asks)) {
    const salt = reason === null || about !== person ? null : textToBytes(reason.salt);
    if (salt !== null && reason !== null && bytesToText(reasonHashOf(salt, reason.words)) === hash)
      return reason.words;
  }
  return null;
}
