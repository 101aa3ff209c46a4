import { describe, expect, test } from 'vitest';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { newestTurns } from '#domain/conversation/turns.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import { named } from '#domain/member/named.ts';
import { nameOf } from '#domain/member/state.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { answered } from '#domain/agreement/answered.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import { agreementView } from '#domain/agreement/view.ts';
import { foldOn, type Fold } from '#domain/space/fold.ts';
import type { LogEntry } from '#domain/space/log.ts';
import type { EventId } from '#kernel/ids.ts';
import { minute } from '#kernel/time.ts';
import { ana, bo, cai, idOf, stranger } from '#tests/domain/cast.ts';
import { plain } from '#tests/domain/plain.ts';
import { foldOf, isEvent, tell, withBody, type Story } from '#tests/domain/story.ts';

const waiting = { state: 'waiting' } as const;
const keptBack = { state: 'kept-back' } as const;

function textsIn({ state }: Fold): readonly string[] {
  return newestTurns(state.conversation, 100).map((turn) =>
    turn.state === 'said' ? turn.text : '(withdrawn)',
  );
}

function turnIn(story: Story, id: EventId): SaidTurn {
  const turn = story.state().conversation.turns.get(id);
  if (turn?.state !== 'said') throw new Error('nothing said');
  return turn;
}

/** Four things said between two, whose names are known. */
function evening(): Story & { readonly ids: readonly EventId[] } {
  const story = tell('pair', ana, bo);
  story.does(ana, named({ name: 'Ana' }));
  const ids = ['one', 'two', 'three', 'four'].map((text, at) =>
    story.does(at % 2 ? bo : ana, said({ text })),
  );
  return { ...story, ids };
}

describe('the order in which entries come', () => {
  test('backwards, one by one, is the same as all at once', () => {
    const story = evening();
    const late = story.log.toReversed().reduce((fold, entry) => foldOn(fold, [entry]), foldOf('pair', []));
    expect(plain(late.state)).toEqual(plain(story.state()));
  });

  test('what comes early is held until the gap before it is filled', () => {
    const story = evening();
    const [first, second, ...others] = story.log;
    const gap = foldOf('pair', [first!, ...others]);
    expect(textsIn(gap)).toEqual([]);
    expect(textsIn(foldOn(gap, [second!]))).toEqual(['one', 'two', 'three', 'four']);
  });

  test('an entry that comes again changes nothing', () => {
    const story = evening();
    const fold = story.fold();
    expect(foldOn(fold, story.log).state).toBe(fold.state);
  });

  test('places that cannot be are ignored', () => {
    const story = evening();
    const odd = [0, -1, 1.5, Number.NaN].map((seq): LogEntry => ({ ...story.log[2]!, seq }));
    expect(foldOn(story.fold(), odd).state).toEqual(story.state());
  });

  test('an event that the server gives a second time, at another place, happens once', () => {
    const story = evening();
    const again = { ...story.log[2]!, seq: story.log.length + 1 };
    expect(textsIn(foldOf('pair', [...story.log, again]))).toEqual(textsIn(story.fold()));
    const closed = foldOf('pair', withBody([...story.log, again], story.ids[0]!, waiting));
    expect(closed.state.waiting).toEqual([story.ids[0]]);
  });

  test('one act that was sealed twice happens once, and the same word from somebody else is another act', () => {
    const story = tell('pair', ana, bo);
    story.does(ana, said({ text: 'hello' }), 'act');
    story.does(ana, said({ text: 'hello' }), 'act');
    story.does(bo, said({ text: 'hello you' }), 'act');
    expect(textsIn(story.fold())).toEqual(['hello', 'hello you']);
  });
});

describe('what cannot be read', () => {
  test('an event whose key is not here yet is named, and takes its place when it opens', () => {
    const story = evening();
    const [, second] = story.ids;
    const closed = foldOf('pair', withBody(story.log, second!, waiting));
    expect(closed.state.waiting).toEqual([second]);
    expect(textsIn(closed)).toEqual(['one', 'three', 'four']);
    const opened = foldOn(closed, story.log);
    expect(plain(opened.state)).toEqual(plain(story.state()));
    expect(plain(foldOn(opened, withBody(story.log, second!, waiting)).state)).toEqual(plain(story.state()));
  });

  test('an event may open while it still waits for a gap before it to be filled', () => {
    const story = evening();
    const [, second] = story.ids;
    const closed = withBody(story.log, second!, waiting).slice(2);
    const fold = foldOn(foldOf('pair', closed), story.log.slice(2));
    expect(textsIn(foldOn(fold, story.log.slice(0, 2)))).toEqual(['one', 'two', 'three', 'four']);
  });

  test('a body that the server keeps back is said to be kept back', () => {
    const story = evening();
    const { state } = foldOf('pair', withBody(story.log, story.ids[1]!, keptBack));
    expect(state.keptBack).toEqual([story.ids[1]]);
    expect(state.waiting).toEqual([]);
  });

  test('what was let go is neither waited for nor kept back', () => {
    const story = evening();
    story.letsGo(bo, story.ids[1]!);
    for (const body of [waiting, keptBack]) {
      const { state } = foldOf('pair', withBody(story.log, story.ids[1]!, body));
      expect(state).toMatchObject({ waiting: [], keptBack: [] });
    }
  });

  test('nothing is shown as ours while an entry waits, and everything again once it is here', () => {
    const story = tell('pair', ana, bo);
    const text = 'We write when we can.';
    const clause = story.does(ana, proposed({ text }));
    story.does(bo, answered({ clause, proposal: clause, text, answer: 'yes' }));
    const turn = story.does(bo, said({ text: 'Good.' }));
    const fold = foldOf('pair', withBody(story.log, turn, waiting));
    const view = agreementView(fold.state);
    expect(view.certain).toBe(false);
    expect(view.clauses).toMatchObject([
      { situation: 'unsure', inForce: null, newest: { situation: 'unsure' } },
    ]);
    expect(agreementView(foldOn(fold, story.log).state).clauses).toMatchObject([{ situation: 'ours' }]);
  });

  test('an older text is not shown as ours while a newer one may be', () => {
    const story = tell('pair', ana, bo);
    const [old, text] = ['We write when we can.', 'We write on Sundays.'];
    const clause = story.does(ana, proposed({ text: old }));
    const newer = story.does(bo, proposed({ clause, text }));
    story.does(ana, answered({ clause, proposal: newer, text, answer: 'yes' }));
    const hidden = story.does(ana, said({ text: 'Or not.' }));
    story.does(ana, answered({ clause, proposal: clause, text: old, answer: 'yes' }));
    story.does(bo, answered({ clause, proposal: clause, text: old, answer: 'yes' }));
    const { clauses } = agreementView(foldOf('pair', withBody(story.log, hidden, keptBack)).state);
    expect(clauses).toMatchObject([{ situation: 'unsure', inForce: null, newest: { text } }]);
    expect(agreementView(story.state()).clauses).toMatchObject([{ situation: 'ours', inForce: { text } }]);
  });

  test('nor is a clause said to be only waiting for an answer, while what was ours is in doubt', () => {
    const story = tell('pair', ana, bo);
    const text = 'We write when we can.';
    const clause = story.does(ana, proposed({ text }));
    story.does(bo, answered({ clause, proposal: clause, text, answer: 'yes' }));
    story.does(ana, proposed({ clause, text: 'We write on Sundays.' }));
    const turn = story.does(bo, said({ text: 'Hm.' }));
    const { clauses } = agreementView(foldOf('pair', withBody(story.log, turn, waiting)).state);
    expect(clauses).toMatchObject([{ situation: 'unsure', newest: { situation: 'waiting' } }]);
  });

  test('a clause with nothing to lose goes on waiting for the one it waits for', () => {
    const story = tell('pair', ana, bo);
    story.does(ana, proposed({ text: 'We write when we can.' }));
    const turn = story.does(bo, said({ text: 'Hm.' }));
    const view = agreementView(foldOf('pair', withBody(story.log, turn, waiting)).state);
    expect(view).toMatchObject({ certain: false, clauses: [{ situation: 'waiting', inForce: null }] });
  });

  test('what one of us wrote after a yes and the server keeps back puts that yes in doubt, until it is said again', () => {
    const story = tell('pair', ana, bo);
    const text = 'We write when we can.';
    const proposal = story.does(ana, proposed({ text }));
    const wording = { clause: proposal, proposal, text };
    story.does(bo, answered({ ...wording, answer: 'yes' }));
    const letGo = story.does(bo, reopened(wording));
    const hidden = withBody(story.log, letGo, keptBack);
    expect(agreementView(foldOf('pair', hidden).state).clauses).toMatchObject([
      { situation: 'unsure', inForce: null },
    ]);
    story.does(bo, answered({ ...wording, answer: 'yes' }));
    const later = withBody(story.log, letGo, keptBack);
    expect(agreementView(foldOf('pair', later).state).clauses).toMatchObject([{ situation: 'ours' }]);
  });
});

describe('kinds of a later release', () => {
  const later = { kind: 'kite.flown', content: { height: 12 } };

  test('are skipped', () => {
    const story = evening();
    story.does(ana, later);
    story.does(bo, said({ text: 'five' }));
    expect(textsIn(story.fold())).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(story.state().updateNeeded).toBe(false);
  });

  test('stop everything if they must be known', () => {
    const story = evening();
    const kite = story.does(ana, { ...later, must: true });
    story.does(bo, said({ text: 'five' }));
    story.joins(cai);
    const fold = story.fold();
    expect(fold.state).toMatchObject({ updateNeeded: true, members: [ana, bo] });
    expect(textsIn(fold)).toEqual(['one', 'two', 'three', 'four']);
    expect(agreementView(fold.state).certain).toBe(false);
    const portions = story.log.reduce((before, entry) => foldOn(before, [entry]), foldOf('pair', []));
    expect(plain(portions.state)).toEqual(plain(fold.state));
    story.letsGo(ana, kite);
    expect(story.state()).toMatchObject({ updateNeeded: false, members: [ana, bo, cai] });
    expect(textsIn(foldOn(fold, story.log)).at(-1)).toBe('five');
  });
});

describe('letting go', () => {
  /** What a device gets that was not there when the words could still be read. */
  function wiped(log: readonly LogEntry[], ...ids: readonly EventId[]): readonly LogEntry[] {
    return ids.reduce((before, id) => withBody(before, id, keptBack), log);
  }

  test('a device that had read the words and one that never could have the same state', () => {
    const story = evening();
    const [first] = story.ids;
    const reading = story.does(ana, reworded(turnIn(story, first!), { text: 'one, or so' }));
    story.does(ana, withdrawn(turnIn(story, first!)));
    const across = story.log.reduce((fold, entry) => foldOn(fold, [entry]), foldOf('pair', []));
    const after = foldOf('pair', wiped(story.log, first!, reading));
    expect(textsIn(after)).toEqual(['(withdrawn)', 'two', 'three', 'four']);
    expect(plain(across.state)).toEqual(plain(after.state));
    expect(plain(story.state())).toEqual(plain(after.state));
  });

  test('only earlier events of one’s own go', () => {
    const story = evening();
    story.letsGo(ana, story.ids[1]!);
    expect(textsIn(story.fold())).toEqual(['one', 'two', 'three', 'four']);
    const five = story.log.length + 1;
    story.does(ana, { ...said({ text: 'five' }), drops: [idOf(`event-${five}`), idOf(`event-${five + 1}`)] });
    story.does(ana, said({ text: 'six' }));
    expect(textsIn(story.fold()).slice(4)).toEqual(['five', 'six']);
  });

  test('a line is left only where that kind can happen', () => {
    const story = tell('community', ana, bo);
    const name = story.does(ana, named({ name: 'Ana' }));
    story.does(ana, withdrawn({ id: name, rewording: null } as SaidTurn));
    expect(textsIn(story.fold())).toEqual([]);
    expect(nameOf(story.state().member, ana)).toBeNull();
  });

  test('the line that a withdrawing leaves goes with the withdrawing', () => {
    const story = evening();
    const [first] = story.ids;
    const withdrawing = story.does(ana, withdrawn(turnIn(story, first!)));
    const before = story.fold();
    story.letsGo(ana, withdrawing);
    expect(textsIn(foldOn(before, story.log))).toEqual(['two', 'three', 'four']);
    expect(plain(foldOn(before, story.log).state)).toEqual(plain(story.state()));
  });

  test('the line is there once the withdrawing opens, and the words are gone before', () => {
    const story = evening();
    const [first] = story.ids;
    const withdrawing = story.does(ana, withdrawn(turnIn(story, first!)));
    const closed = foldOf('pair', withBody(story.log, withdrawing, waiting));
    expect(textsIn(closed)).toEqual(['two', 'three', 'four']);
    expect(textsIn(foldOn(closed, story.log))).toEqual(['(withdrawn)', 'two', 'three', 'four']);
  });

  test('of two withdrawings of the same words the first has the last word', () => {
    const story = evening();
    const event = withdrawn(turnIn(story, story.ids[0]!));
    story.does(ana, event);
    story.does(ana, event);
    expect(story.state().conversation.turns.at(0)).toMatchObject({ withdrawnAt: 7 * minute });
  });

  test('who has left can still let go', () => {
    const story = evening();
    story.leaves(bo);
    story.letsGo(bo, story.ids[1]!, story.ids[3]!);
    expect(textsIn(story.fold())).toEqual(['one', 'three']);
  });

  test('a name that was let go gives way to the one before it', () => {
    const story = evening();
    const name = story.does(ana, named({ name: 'Annabel' }));
    expect(nameOf(story.state().member, ana)).toBe('Annabel');
    story.letsGo(ana, name);
    expect(nameOf(story.state().member, ana)).toBe('Ana');
  });

  test('old words go from a long conversation, and nothing else changes', () => {
    const story = tell('pair', ana, bo);
    for (let number = 0; number < 20_000; number++) story.does(ana, said({ text: `${number}` }));
    const before = story.fold();
    const old = before.state.conversation.turns.at(9000) as SaidTurn;
    story.does(ana, withdrawn(old));
    const after = foldOn(before, story.log);
    expect(after.state.conversation.turns.at(9000)?.state).toBe('withdrawn');
    expect(after.state.conversation.turns.size).toBe(20_000);
    expect(plain(after.state)).toEqual(plain(story.state()));
    expect(before.state.conversation.turns.at(9000)).toBe(old);
  });
});

describe('who is here', () => {
  test('members come in one order, whoever came first', () => {
    const one = tell('circle', ana, bo, cai).state();
    const other = tell('circle', cai, bo, ana).state();
    expect(one.members).toEqual([ana, bo, cai]);
    expect(other.members).toEqual([ana, bo, cai]);
  });

  test('who has left is remembered as having been here, and who comes back is here', () => {
    const story = tell('circle', ana, bo, cai);
    story.leaves(bo, cai);
    expect(story.state()).toMatchObject({ members: [ana], former: [bo, cai] });
    story.joins(cai);
    expect(story.state()).toMatchObject({ members: [ana, cai], former: [bo] });
    expect(story.state().presence).toMatchObject([
      { place: 1, joined: [ana, bo, cai], left: [] },
      { place: 2, joined: [], left: [bo, cai] },
      { place: 3, joined: [cai], left: [] },
    ]);
  });

  test('commits that move nobody leave no trace', () => {
    const story = tell('pair', ana, bo);
    const entry = { type: 'membership', at: 0, members: [bo, ana], joined: [], left: [] } as const;
    expect(foldOf('pair', [...story.log, { ...entry, seq: 2 }]).state).toEqual(story.state());
  });

  test('somebody taken out and in at one place has come anew', () => {
    const story = tell('pair', ana, bo);
    const entry = {
      type: 'membership',
      seq: 2,
      at: 0,
      members: [ana, bo],
      joined: [bo],
      left: [bo],
    } as const;
    expect(foldOf('pair', [...story.log, entry]).state.presence.at(-1)).toMatchObject({
      place: 2,
      joined: [bo],
    });
  });

  test('who was not here yet, or was never here, is not heard', () => {
    const story = tell('circle', ana);
    story.does(bo, said({ text: 'too early' }));
    story.does(stranger, said({ text: 'psst' }));
    story.joins(bo);
    story.does(bo, said({ text: 'now' }));
    expect(textsIn(story.fold())).toEqual(['now']);
  });
});

test('rubbish of every sort changes nothing and stops nothing', () => {
  const story = evening();
  const rubbish = [
    null,
    undefined,
    7,
    'text',
    [],
    {},
    { text: 7 },
    { text: 'a', extra: 1 },
    new Map(),
    new Uint8Array(4),
  ];
  const kinds = [
    'conversation.said',
    'conversation.reworded',
    'conversation.withdrawn',
    'agreement.answered',
    '',
  ];
  for (const kind of [...kinds, '__proto__', 'constructor', 'agreement.proposed', 'member.named']) {
    for (const content of rubbish) story.does(bo, { kind, content });
  }
  expect({ ...story.state(), id: null }).toEqual({ ...evening().state(), id: null });
});

test('entries that are handed in are only read', () => {
  const story = evening();
  const [first] = story.ids;
  story.does(ana, withdrawn(turnIn(story, first!)));
  const frozen = story.log.map(deepFreeze);
  expect(isEvent(frozen[2]!, first!)).toBe(true);
  expect(textsIn(foldOf('pair', frozen))).toEqual(['(withdrawn)', 'two', 'three', 'four']);
});

test('a fold that went on has left the former one as it was', () => {
  const story = evening();
  const before = story.fold();
  const seen = JSON.stringify(plain(before.state));
  foldOn(before, [...story.log, { ...story.log[2]!, seq: story.log.length + 1 }]);
  story.does(ana, withdrawn(turnIn(story, story.ids[0]!)));
  const one = foldOn(before, story.log);
  const other = foldOn(before, [{ type: 'drop', seq: 7, at: 0, author: bo, drops: [story.ids[1]!] }]);
  expect(textsIn(one)[0]).toBe('(withdrawn)');
  expect(textsIn(other)).toEqual(['one', 'three', 'four']);
  expect(JSON.stringify(plain(before.state))).toBe(seen);
});

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
