import { describe, expect, test } from 'vitest';
import type { Bytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import type { Add, Commit, Open, SpaceKind, Update } from '#protocol/commit.ts';
import { circleMost, mayCommit, type CommitRefusal } from '#protocol/may-commit.ts';
import { mayLeave } from '#protocol/may-leave.ts';
import { isOfCurrentEpoch, memberOf, stateToHash, type SpaceState } from '#protocol/space-state.ts';

/** Nothing here is signed or sealed, so any bytes that are told apart will do for keys. */
const bytes = (mark: number, length = 32): Bytes => new Uint8Array(length).fill(mark);
const lineOf = (mark: number, link = 0): Update => ({
  person: bytes(mark),
  chainHead: bytes(mark + 1 + link),
  link,
  signPk: bytes(mark + 2),
  sealPk: bytes(mark + 3),
});
const [ana, bo, cai, stranger] = [lineOf(10), lineOf(20), lineOf(30), lineOf(40)];
const openOf = (mark: number): Open => ({ signPk: bytes(mark), sealPk: bytes(mark + 1), until: 1 });
const [link, otherLink] = [openOf(100), openOf(110)];

const space = bytes(1);
const raise = { keyHash: bytes(7) };
const earlier = { epoch: 1, sealed: bytes(8, 48) };

let commits = 0;
const nextId = () => idFromBytes<'commit'>(bytes(200 + (commits++ % 50)));

function commitOf(change: Partial<Commit>): Commit {
  return {
    v: 1,
    suite: 1,
    space,
    number: 1,
    prev: bytes(0),
    author: ana.person,
    adds: [],
    updates: [],
    removes: [],
    opens: [],
    closes: [],
    cause: [],
    epoch: 1,
    stateHash: bytes(0),
    ...change,
  };
}

function open(kind: SpaceKind, change: Partial<Commit> = {}): Result<SpaceState, CommitRefusal> {
  const care = kind === 'community' ? { care: [ana.person] } : {};
  return mayCommit(null, commitOf({ kind, adds: [ana], ...raise, ...care, ...change }), nextId());
}

function follow(state: SpaceState, change: Partial<Commit>): Result<SpaceState, CommitRefusal> {
  const { number, epoch } = state;
  return mayCommit(state, commitOf({ number: number + 1, epoch, ...change }), nextId());
}

const acceptOf = (invitation: Bytes) => ({
  accept: { invitation, byInvitation: bytes(0, 64), byPerson: bytes(0, 64) },
});
function joining(line: Update, invitation: Open, change: Partial<Commit> = {}): Partial<Commit> {
  const add: Add = { ...line, ...acceptOf(invitation.signPk) };
  return { author: line.person, adds: [add], ...change };
}

function wanted(result: Result<SpaceState>): SpaceState {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}
const whyNot = (result: Result<SpaceState>): string => (result.ok ? 'nothing' : result.refusal.code);

const invitedPair = () => wanted(open('pair', { opens: [link] }));
const pair = () => wanted(follow(invitedPair(), joining(bo, link)));
const community = () => wanted(open('community', { opens: [link] }));
/** Ana, Bo and Cai. */
const circle = () => {
  const two = wanted(follow(wanted(open('circle', { opens: [link, otherLink] })), joining(bo, link)));
  return wanted(follow(two, joining(cai, otherLink)));
};

describe('opening a space', () => {
  test('puts the opener in, alone, under their own key', () => {
    const state = wanted(open('solo'));
    expect(state).toMatchObject({ number: 1, epoch: 1, everJoined: 1, due: false, epochStart: 1 });
    expect(state.members).toEqual([{ ...ana, since: 1 }]);
  });

  test('fixes for good whether newcomers read the past', () => {
    expect(wanted(open('pair')).history).toBe('from-invitation');
    expect(community().history).toBe('all');
  });

  test.each<[string, Partial<Commit>]>([
    ['a number that is not one', { number: 2 }],
    ['an epoch that is not one', { epoch: 2 }],
    ['nobody in it', { adds: [] }],
    ['somebody else in it', { adds: [bo] }],
    ['an opener who accepts an invitation', { adds: [{ ...ana, ...acceptOf(link.signPk) }] }],
    ['an update', { updates: [lineOf(10, 1)] }],
    ['a removal', { removes: [bo.person] }],
    ['an invitation it closes', { closes: [link.signPk] }],
    ['a cause', { cause: [{ signer: ana.person, statement: bytes(0), signature: bytes(0, 64) }] }],
  ])('not-a-first-commit: %s', (_, change) => {
    expect(whyNot(open('pair', change))).toBe('not-a-first-commit');
  });

  test('not-a-first-commit: no kind', () => {
    expect(whyNot(mayCommit(null, commitOf({ adds: [ana], ...raise }), nextId()))).toBe('not-a-first-commit');
  });

  test('key-missing, earlier-not-older: it has a key, and nothing came before', () => {
    const { keyHash: _, ...keyless } = commitOf({ kind: 'pair', adds: [ana], ...raise });
    expect(whyNot(mayCommit(null, keyless, nextId()))).toBe('key-missing');
    expect(whyNot(open('pair', { earlier }))).toBe('earlier-not-older');
  });

  test('not-in-this-kind: kinds to come, facilitators, and a care circle where none belongs', () => {
    expect(whyNot(open('cohort'))).toBe('not-in-this-kind');
    for (const kind of ['pair', 'circle'] as const) {
      expect(whyNot(open(kind, { facilitators: [ana.person] }))).toBe('not-in-this-kind');
      expect(whyNot(open(kind, { care: [ana.person] }))).toBe('not-in-this-kind');
    }
  });

  test('not-in-this-kind: the care circle of a community begins with its founder and nobody else', () => {
    for (const care of [[], [bo.person], [ana.person, bo.person]]) {
      expect(whyNot(open('community', { care }))).toBe('not-in-this-kind');
    }
    const { care: _, ...without } = commitOf({ kind: 'community', adds: [ana], ...raise });
    expect(whyNot(mayCommit(null, without, nextId()))).toBe('not-in-this-kind');
  });

  test('solo-is-alone, pair-is-full: invitations fit the kind', () => {
    expect(whyNot(open('solo', { opens: [link] }))).toBe('solo-is-alone');
    expect(whyNot(open('pair', { opens: [link, otherLink] }))).toBe('pair-is-full');
    expect(wanted(open('community', { opens: [link, otherLink] })).invitations).toHaveLength(2);
  });
});

describe('following', () => {
  test('not-next: the number and the space are the next and the same', () => {
    for (const number of [1, 2, 4])
      expect(whyNot(follow(pair(), { number, ...raise, epoch: 2 }))).toBe('not-next');
    expect(whyNot(follow(pair(), { space: bytes(2), ...raise, epoch: 2 }))).toBe('not-next');
  });

  test('kind-is-fixed: a space never becomes another kind', () => {
    expect(whyNot(follow(pair(), { kind: 'community' }))).toBe('kind-is-fixed');
    expect(whyNot(follow(pair(), { kind: 'pair' }))).toBe('kind-is-fixed');
  });

  test('nobody-is-removed, where there is no care circle', () => {
    expect(whyNot(follow(pair(), { removes: [bo.person] }))).toBe('nobody-is-removed');
  });

  test('not-in-this-kind: facilitators stand as they are, and nothing is signed beforehand for nothing', () => {
    const statement = { signer: ana.person, statement: bytes(0), signature: bytes(0, 64) };
    for (const change of [{ facilitators: [bo.person] }, { cause: [statement] }]) {
      expect(whyNot(follow(community(), change))).toBe('not-in-this-kind');
    }
    expect(whyNot(follow(pair(), { care: [bo.person] }))).toBe('not-in-this-kind');
  });

  test('each commit is remembered by its number, and an event may name those of the current epoch', () => {
    const first = invitedPair();
    const second = wanted(follow(first, joining(bo, link)));
    const third = wanted(follow(second, { ...raise, epoch: 2 }));
    expect(second.commits).toEqual([...first.commits, second.commits[1]]);
    expect(second.commits.every((commit) => isOfCurrentEpoch(second, commit))).toBe(true);
    expect(third.commits.map((commit) => isOfCurrentEpoch(third, commit))).toEqual([false, false, true]);
  });
});

describe('joining', () => {
  test('adds the newcomer and spends the invitation', () => {
    const state = pair();
    expect(state.members).toEqual([
      { ...ana, since: 1 },
      { ...bo, since: 2 },
    ]);
    expect(state).toMatchObject({ invitations: [], everJoined: 2, due: false, epoch: 1 });
  });

  test('solo-is-alone', () => {
    expect(whyNot(follow(wanted(open('solo')), joining(bo, link)))).toBe('solo-is-alone');
  });

  test('already-a-member', () => {
    expect(whyNot(follow(community(), joining(ana, link)))).toBe('already-a-member');
  });

  test('newcomer-adds-only-itself: whom, and what else', () => {
    const state = community();
    expect(whyNot(follow(state, joining(bo, link, { author: ana.person })))).toBe(
      'newcomer-adds-only-itself',
    );
    expect(whyNot(follow(state, joining(bo, link, { author: cai.person })))).toBe(
      'newcomer-adds-only-itself',
    );
    const more = [{ updates: [lineOf(10, 1)] }, { opens: [otherLink] }, { closes: [link.signPk] }];
    for (const change of more) {
      expect(whyNot(follow(state, joining(bo, link, change)))).toBe('newcomer-adds-only-itself');
    }
  });

  test('epoch-must-not-rise: a newcomer does not change the secret', () => {
    for (const change of [{ epoch: 2 }, raise, { earlier }]) {
      expect(whyNot(follow(community(), joining(bo, link, change)))).toBe('epoch-must-not-rise');
    }
  });

  test('newcomer-needs-invitation: nobody is added without their own yes', () => {
    expect(whyNot(follow(community(), { author: bo.person, adds: [bo] }))).toBe('newcomer-needs-invitation');
  });

  test('invitation-not-open: never opened, used, closed, or ended when its opener left', () => {
    expect(whyNot(follow(community(), joining(bo, otherLink)))).toBe('invitation-not-open');
    const used = wanted(follow(community(), joining(bo, link)));
    expect(whyNot(follow(used, joining(cai, link)))).toBe('invitation-not-open');
    const closed = wanted(follow(community(), { closes: [link.signPk] }));
    expect(whyNot(follow(closed, joining(bo, link)))).toBe('invitation-not-open');

    const opened = wanted(follow(used, { author: bo.person, opens: [otherLink] }));
    const left = mayLeave(opened, { space, person: bo.person, commit: idBytesOf(opened, 2) });
    expect(whyNot(follow(wanted(left), joining(cai, otherLink)))).toBe('invitation-not-open');
  });

  test('pair-is-full: never a third, also where an invitation were still open', () => {
    const crooked = { ...pair(), invitations: [{ ...link, opener: ana.person, number: 1 }] };
    expect(whyNot(follow(crooked, joining(cai, link)))).toBe('pair-is-full');
  });
});

describe('changing', () => {
  test('not-a-member: a stranger, an invited person, somebody who left', () => {
    const change = { ...raise, epoch: 2 };
    expect(whyNot(follow(pair(), { ...change, author: stranger.person }))).toBe('not-a-member');
    expect(whyNot(follow(invitedPair(), { ...change, author: bo.person }))).toBe('not-a-member');
  });

  test('either of two may do what the other may', () => {
    for (const { person: author } of [ana, bo]) {
      expect(follow(pair(), { author, ...raise, epoch: 2 }).ok).toBe(true);
      expect(follow(pair(), { author, updates: [lineOf(20, 1)] }).ok).toBe(true);
    }
  });

  test('nothing-to-do', () => {
    expect(whyNot(follow(pair(), {}))).toBe('nothing-to-do');
  });

  test('epoch-must-rise: by one, or not at all', () => {
    for (const epoch of [0, 3]) expect(whyNot(follow(pair(), { epoch, ...raise }))).toBe('epoch-must-rise');
  });

  test('key-missing, epoch-must-not-rise: a new key exactly where a new epoch begins', () => {
    expect(whyNot(follow(pair(), { epoch: 2 }))).toBe('key-missing');
    expect(whyNot(follow(pair(), { updates: [lineOf(20, 1)], ...raise }))).toBe('epoch-must-not-rise');
  });

  test('a new epoch has its own key, begins here, and nothing is due any more', () => {
    const state = { ...pair(), due: true };
    const raised = wanted(follow(state, { epoch: 2, keyHash: bytes(9) }));
    expect(raised).toMatchObject({ epoch: 2, keyHash: bytes(9), due: false, epochStart: 3 });
  });

  test('earlier-missing: where newcomers read the past, each epoch hands on the one before', () => {
    expect(whyNot(follow(community(), { epoch: 2, ...raise }))).toBe('earlier-missing');
    expect(follow(community(), { epoch: 2, ...raise, earlier }).ok).toBe(true);
  });

  test('earlier-not-older', () => {
    const same = { ...earlier, epoch: 2 };
    expect(whyNot(follow(community(), { epoch: 2, ...raise, earlier: same }))).toBe('earlier-not-older');
    expect(whyNot(follow(pair(), { epoch: 2, ...raise, earlier: same }))).toBe('earlier-not-older');
  });

  test('update-not-later: nobody is moved back, sideways, or from outside', () => {
    const moved = wanted(follow(pair(), { updates: [lineOf(20, 3)] }));
    expect(memberOf(moved, idFromBytes(bo.person))).toEqual({ ...lineOf(20, 3), since: 2 });
    for (const update of [lineOf(20, 3), lineOf(20, 2), lineOf(40, 9)]) {
      expect(whyNot(follow(moved, { updates: [update] }))).toBe('update-not-later');
    }
    expect(whyNot(follow(pair(), { updates: [lineOf(20, 2), lineOf(20, 1)] }))).toBe('update-not-later');
  });

  test('epoch-must-rise: where newcomers do not read the past, an invitation begins a new epoch', () => {
    expect(whyNot(follow(wanted(open('pair')), { opens: [link] }))).toBe('epoch-must-rise');
    expect(follow(wanted(open('pair')), { opens: [link], epoch: 2, ...raise }).ok).toBe(true);
    expect(follow(community(), { opens: [otherLink] }).ok).toBe(true);
  });

  test('solo-is-alone, pair-is-full: nobody is invited where nobody can come', () => {
    expect(whyNot(follow(wanted(open('solo')), { opens: [link], epoch: 2, ...raise }))).toBe('solo-is-alone');
    for (const state of [pair(), invitedPair()]) {
      expect(whyNot(follow(state, { opens: [otherLink], epoch: 2, ...raise }))).toBe('pair-is-full');
    }
  });

  test('invitation-taken: no two invitations with one key', () => {
    expect(whyNot(follow(community(), { opens: [link] }))).toBe('invitation-taken');
    expect(whyNot(follow(community(), { opens: [otherLink, otherLink] }))).toBe('invitation-taken');
  });

  test('an invitation that ends unused makes a new epoch due, unless this commit brings it', () => {
    expect(wanted(follow(community(), { closes: [link.signPk] })).due).toBe(true);
    const both = { closes: [link.signPk], epoch: 2, ...raise, earlier };
    expect(wanted(follow(community(), both))).toMatchObject({ due: false, invitations: [] });
  });

  test('invitation-not-open: only what is open is closed, and once', () => {
    expect(whyNot(follow(community(), { closes: [otherLink.signPk] }))).toBe('invitation-not-open');
    expect(whyNot(follow(community(), { closes: [link.signPk, link.signPk] }))).toBe('invitation-not-open');
  });
});

describe('leaving', () => {
  const leave = (state: SpaceState, person: Bytes, number: number) =>
    mayLeave(state, { space, person, commit: idBytesOf(state, number) });

  test('either may, at once, and a new epoch is due', () => {
    const state = pair();
    for (const [{ person }, number] of [
      [ana, 1],
      [bo, 2],
    ] as const) {
      const left = leave(state, person, number);
      expect(left).toMatchObject({ ok: true, value: { due: true, everJoined: 2 } });
      expect(left.ok && memberOf(left.value, idFromBytes(person))).toBeUndefined();
    }
  });

  test('not-a-member: somebody who is not in, or a leave from an earlier stay', () => {
    const state = pair();
    expect(whyNot(leave(state, cai.person, 1))).toBe('not-a-member');
    expect(whyNot(leave(state, bo.person, 1))).toBe('not-a-member');
    const left = leave(state, bo.person, 2);
    expect(left.ok && whyNot(leave(left.value, bo.person, 2))).toBe('not-a-member');
  });

  test('ends the invitations of whoever leaves, not those of others, and their part in the care circle', () => {
    const both = wanted(follow(community(), joining(bo, link)));
    const byBo = wanted(follow(both, { author: bo.person, opens: [otherLink] }));
    const byBoth = wanted(follow(byBo, { opens: [openOf(120)] }));
    const left = leave(byBoth, ana.person, 1);
    expect(left).toMatchObject({ ok: true, value: { care: [] } });
    expect(left.ok && left.value.invitations.map(({ signPk }) => signPk)).toEqual([otherLink.signPk]);
  });
});

test('what the state is hashed over does not depend on the order of members or invitations', () => {
  const both = wanted(follow(wanted(open('community', { opens: [link, otherLink] })), joining(bo, link)));
  const more = wanted(follow(both, { opens: [openOf(5)] }));
  const turned = { ...more, members: more.members.toReversed(), invitations: more.invitations.toReversed() };
  expect(stateToHash(turned)).toEqual(stateToHash(more));
});

function idBytesOf(state: SpaceState, number: number): Bytes {
  const id = state.commits[number - 1];
  const mark = Array.from({ length: 50 }, (_, at) => bytes(200 + at)).find((one) => idFromBytes(one) === id);
  return mark ?? bytes(0);
}

describe('a circle', () => {
  const raised = (state: SpaceState) => ({ epoch: state.epoch + 1, ...raise });

  test('whoever is in may invite, and each may what the others may', () => {
    for (const { person: author } of [ana, bo, cai]) {
      const invited = follow(circle(), { author, opens: [link], ...raised(circle()) });
      expect(invited).toMatchObject({ ok: true, value: { everJoined: 3, due: false } });
      expect(invited.ok && invited.value.invitations.map(({ opener }) => opener)).toEqual([author]);
    }
  });

  test('epoch-must-rise: whoever is invited holds no key to what was said before', () => {
    expect(circle().history).toBe('from-invitation');
    expect(whyNot(follow(circle(), { opens: [link] }))).toBe('epoch-must-rise');
  });

  test('nobody-is-removed: not by one, and not by all the others', () => {
    for (const { person: author } of [ana, bo, cai]) {
      expect(whyNot(follow(circle(), { author, removes: [cai.person] }))).toBe('nobody-is-removed');
    }
  });

  test('a seat that ends unused makes a new epoch due, whoever closes it', () => {
    const invited = wanted(follow(circle(), { opens: [link], ...raised(circle()) }));
    const closed = wanted(follow(invited, { author: cai.person, closes: [link.signPk] }));
    expect(closed).toMatchObject({ due: true, invitations: [] });
  });

  test('circle-is-full: fifty seats, those kept free among them', () => {
    const seats = Array.from({ length: circleMost - 1 }, (_, at) => ({
      ...openOf(at + 120),
      signPk: bytes(at + 120, 32).map((byte, index) => (index === 0 ? 9 : byte)),
    }));
    const full = wanted(open('circle', { opens: seats }));
    expect(full.invitations).toHaveLength(circleMost - 1);
    expect(whyNot(follow(full, { opens: [link], ...raised(full) }))).toBe('circle-is-full');
    const room = { closes: [seats[0]!.signPk], opens: [link], ...raised(full) };
    expect(follow(full, room).ok).toBe(true);
    expect(whyNot(open('circle', { opens: [...seats, link, otherLink] }))).toBe('circle-is-full');
  });
});
