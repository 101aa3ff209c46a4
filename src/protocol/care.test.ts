import { describe, expect, test } from 'vitest';
import { concatBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes, idToBytes } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import type { RemovalStatement, SeatStatement } from '#protocol/care.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Commit } from '#protocol/commit.ts';
import { mayCommit, type CommitRefusal } from '#protocol/may-commit.ts';
import { mayLeave } from '#protocol/may-leave.ts';
import type { Member, SpaceState } from '#protocol/space-state.ts';

/** Nothing here is signed, so any bytes that are told apart will do: who signed is looked at in `crypto`. */
const bytes = (name: string, length = 32): Bytes => {
  const text = utf8ToBytes(name);
  return concatBytes(text, new Uint8Array(length - text.length));
};
const space = bytes('the community');
const commitIdAt = (number: number) => idFromBytes<'commit'>(bytes(`commit ${number}`));
const newest = 100;

function memberOf(name: string, since = 10): Member {
  const keys = { chainHead: bytes('head'), link: 0, signPk: bytes('key'), sealPk: bytes('seal') };
  return { person: bytes(name), ...keys, since };
}

/** A community of so many, of whom the first are in the care circle. */
function community(members: number, inCircle: number, other: Partial<SpaceState> = {}): SpaceState {
  const people = Array.from({ length: members }, (_, index) => memberOf(nameOf(index)));
  return {
    space,
    kind: 'community',
    history: 'all',
    number: newest,
    epoch: 1,
    keyHash: bytes('epoch 1'),
    due: false,
    members: people,
    invitations: [],
    everJoined: members,
    care: people.slice(0, inCircle).map(({ person }) => person),
    ...(inCircle >= 3 && { careStood: true }),
    facilitators: [],
    commits: Array.from({ length: newest }, (_, index) => commitIdAt(index + 1)),
    epochStart: 1,
    ...other,
  };
}
const names = ['Ana', 'Bo', 'Cai', 'Dee', 'Noor'];
const nameOf = (index: number) => names[index] ?? `somebody ${index}`;
const somebody = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => nameOf(from + index));

const about = (name: string, { number = newest, since = 10 } = {}) => ({
  space,
  person: bytes(name),
  commit: idToBytes(commitIdAt(since)),
  number,
});
type Cause = Commit['cause'][number];
const signedBy = (signer: string, statement: RemovalStatement | SeatStatement): Cause => ({
  signer: bytes(signer),
  statement: toCbor(statement),
  signature: bytes('signature', 64),
});
const reason = bytes('the hash of a reason');
const removalOf = (name: string, signers: readonly string[], other: Partial<RemovalStatement> = {}) =>
  signers.map((signer) => signedBy(signer, { ...about(name), reason, ...other }));
const seatOf = (
  seat: 'in' | 'out',
  name: string,
  signers: readonly string[],
  other: Partial<SeatStatement> = {},
) => signers.map((signer) => signedBy(signer, { ...about(name), seat, ...other }));

function follow(state: SpaceState, author: string, change: Partial<Commit>) {
  const commit: Commit = {
    v: 1,
    suite: 1,
    space,
    number: state.number + 1,
    prev: bytes('before'),
    author: bytes(author),
    adds: [],
    updates: [],
    removes: [],
    opens: [],
    closes: [],
    cause: [],
    epoch: state.epoch,
    stateHash: bytes('state'),
    ...change,
  };
  return mayCommit(state, commit, commitIdAt(state.number + 1));
}
const raise = { epoch: 2, keyHash: bytes('epoch 2'), earlier: { epoch: 1, sealed: bytes('earlier', 48) } };

/** The first of those who signed carries it out. */
const remove = (state: SpaceState, name: string, cause: readonly Cause[], other: Partial<Commit> = {}) =>
  follow(state, 'Ana', { removes: [bytes(name)], cause: [...cause], ...raise, ...other });
const seat = (
  state: SpaceState,
  care: readonly string[],
  cause: readonly Cause[],
  other: Partial<Commit> = {},
) => follow(state, 'Ana', { care: care.map((name) => bytes(name)), cause: [...cause], ...other });

const told = (result: Result<SpaceState, CommitRefusal>) => (result.ok ? 'yes' : result.refusal.code);
function wanted(result: Result<SpaceState, CommitRefusal>): SpaceState {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}
const isIn = (state: SpaceState, name: string) =>
  state.members.some(({ person }) => Buffer.compare(person, bytes(name)) === 0);

describe('a removal', () => {
  const three = community(6, 3);

  test('by two of the care circle takes somebody out, and no third is asked', () => {
    const after = wanted(remove(three, 'Noor', removalOf('Noor', ['Ana', 'Bo'])));
    expect(isIn(after, 'Noor')).toBe(false);
    expect(after.members).toHaveLength(5);
    expect(after.care).toEqual(three.care);
    expect(after).toMatchObject({ epoch: 2, due: false });
  });

  test('is the same with the names swapped', () => {
    for (const [one, other] of [
      ['Ana', 'Cai'],
      ['Cai', 'Ana'],
    ] as const) {
      const cause = removalOf('Noor', [one, other]);
      expect(told(remove(three, 'Noor', cause, { author: bytes(one) }))).toBe('yes');
    }
  });

  test('needs two', () => {
    expect(told(remove(three, 'Noor', removalOf('Noor', ['Ana'])))).toBe('care-signed-by-too-few');
    expect(told(remove(three, 'Noor', []))).toBe('care-signed-by-too-few');
  });

  test('counts one signature once', () => {
    expect(told(remove(three, 'Noor', removalOf('Noor', ['Ana', 'Ana'])))).toBe('care-statement-wrong');
  });

  test('counts nobody who is not in the circle', () => {
    expect(told(remove(three, 'Noor', removalOf('Noor', ['Ana', 'Dee'])))).toBe('care-statement-wrong');
  });

  test('is carried out by one of those who signed', () => {
    const cause = removalOf('Noor', ['Ana', 'Bo']);
    expect(told(remove(three, 'Noor', cause, { author: bytes('Cai') }))).toBe('care-signed-by-too-few');
    expect(told(remove(three, 'Noor', cause, { author: bytes('nobody') }))).toBe('not-a-member');
  });

  test('of one of the circle needs more than half of the others, and none of their own word', () => {
    const five = community(8, 5);
    expect(told(remove(five, 'Noor', removalOf('Noor', ['Ana', 'Bo'])))).toBe('care-signed-by-too-few');
    const after = wanted(remove(five, 'Noor', removalOf('Noor', ['Ana', 'Bo', 'Cai'])));
    expect(after.care).toHaveLength(4);
    expect(after.careMoved).toBe(newest + 1);
    expect(told(remove(five, 'Noor', removalOf('Noor', ['Ana', 'Noor', 'Bo'])))).toBe('care-statement-wrong');
    // Of three, both others.
    expect(told(remove(three, 'Cai', removalOf('Cai', ['Ana'])))).toBe('care-signed-by-too-few');
    expect(told(remove(three, 'Cai', removalOf('Cai', ['Ana', 'Bo'])))).toBe('yes');
  });

  test('is not there with fewer than three in the circle', () => {
    const two = community(6, 2, { careStood: true });
    expect(told(remove(two, 'Noor', removalOf('Noor', ['Ana', 'Bo'])))).toBe('care-too-few');
  });

  test('needs the same reason of all', () => {
    const cause = [...removalOf('Noor', ['Ana']), ...removalOf('Noor', ['Bo'], { reason: bytes('another') })];
    expect(told(remove(three, 'Noor', cause))).toBe('care-statement-wrong');
  });

  test('lapses fifty commits later', () => {
    const ago = (commits: number) =>
      told(remove(three, 'Noor', removalOf('Noor', ['Ana', 'Bo'], { number: newest + 1 - commits })));
    expect(ago(50)).toBe('yes');
    expect(ago(51)).toBe('care-statement-lapsed');
    expect(ago(0)).toBe('care-statement-lapsed');
  });

  test('means nothing after somebody has come back', () => {
    const back = { ...three, members: three.members.map((one) => ({ ...one, since: 90 })) };
    expect(told(remove(back, 'Noor', removalOf('Noor', ['Ana', 'Bo'])))).toBe('care-statement-wrong');
  });

  test('is of this person in this space', () => {
    expect(told(remove(three, 'Noor', removalOf('Dee', ['Ana', 'Bo'])))).toBe('care-statement-wrong');
    const elsewhere = removalOf('Noor', ['Ana', 'Bo'], { space: bytes('elsewhere') });
    expect(told(remove(three, 'Noor', elsewhere))).toBe('care-statement-wrong');
    expect(told(remove(three, 'nobody', removalOf('nobody', ['Ana', 'Bo'])))).toBe('not-a-member');
  });

  test('is not signed for by a word about the care circle', () => {
    expect(told(remove(three, 'Noor', seatOf('out', 'Noor', ['Ana', 'Bo'])))).toBe('care-statement-wrong');
  });

  test('carries a new epoch', () => {
    const same = { epoch: 1, keyHash: undefined, earlier: undefined } as unknown as Partial<Commit>;
    expect(told(remove(three, 'Noor', removalOf('Noor', ['Ana', 'Bo']), same))).toBe('epoch-must-rise');
  });

  test('does nothing besides, but for keys that moved on', () => {
    const cause = removalOf('Noor', ['Ana', 'Bo']);
    const open = { signPk: bytes('seat'), sealPk: bytes('seal'), until: 1 };
    for (const other of [
      { opens: [open] },
      { closes: [open.signPk] },
      { care: [bytes('Ana')] },
      { removes: [bytes('Noor'), bytes('Dee')] },
    ]) {
      expect(told(remove(three, 'Noor', cause, other))).toBe('care-stands-alone');
    }
    const later = { ...memberOf('Bo'), link: 1 };
    const { since: _since, ...line } = later;
    expect(told(remove(three, 'Noor', cause, { updates: [line] }))).toBe('yes');
  });

  test('ends the open invitations of whoever is removed, and of nobody else', () => {
    const seatBy = (name: string) => ({
      signPk: bytes(`${name}'s link`),
      sealPk: bytes('seal'),
      until: 1,
      opener: bytes(name),
      number: 20,
    });
    const state = { ...three, invitations: [seatBy('Noor'), seatBy('Dee')] };
    const after = wanted(remove(state, 'Noor', removalOf('Noor', ['Ana', 'Bo'])));
    expect(after.invitations).toEqual([seatBy('Dee')]);
  });

  test('is in no other kind of space', () => {
    const pair = community(2, 0, { kind: 'pair' });
    expect(told(remove(pair, 'Bo', removalOf('Bo', ['Ana', 'Bo'])))).toBe('nobody-is-removed');
  });
});

describe('a seat in the care circle', () => {
  const [ana, bo, cai, dee, noor] = names as [string, string, string, string, string];

  test('is filled by the founder and by whoever says yes', () => {
    const one = community(5, 1);
    const two = wanted(seat(one, [ana, bo], seatOf('in', bo, [ana, bo])));
    expect(two).toMatchObject({ careMoved: newest + 1 });
    expect(two.careStood).toBeUndefined();
    const byBo = seatOf('in', bo, [ana, bo]);
    expect(told(seat(one, [ana, bo], byBo, { author: bytes(bo) }))).toBe('yes');
  });

  test('stands as a whole with three', () => {
    const cause = seatOf('in', cai, [ana, bo, cai]);
    expect(wanted(seat(community(5, 2), [ana, bo, cai], cause)).careStood).toBe(true);
    expect(told(seat(community(5, 2), [ana, bo, cai], seatOf('in', cai, [ana, cai])))).toBe(
      'care-signed-by-too-few',
    );
  });

  test('is taken by nobody without their yes', () => {
    expect(told(seat(community(5, 1), [ana, bo], seatOf('in', bo, [ana])))).toBe('care-no-yes');
  });

  test('is taken by nobody alone', () => {
    const asNoor = { author: bytes(noor) };
    expect(told(seat(community(5, 1), [ana, noor], seatOf('in', noor, [noor]), asNoor))).toBe(
      'care-signed-by-too-few',
    );
  });

  test('needs more than half of those who are in', () => {
    const four = community(8, 4);
    const care = [ana, bo, cai, dee, noor];
    expect(told(seat(four, care, seatOf('in', noor, [ana, bo, noor])))).toBe('care-signed-by-too-few');
    expect(told(seat(four, care, seatOf('in', noor, [ana, bo, cai, noor])))).toBe('yes');
  });

  test('is one of seven', () => {
    const seven = community(10, 7);
    const care = somebody(0, 8);
    expect(told(seat(seven, care, seatOf('in', care[7]!, [...somebody(0, 7), care[7]!])))).toBe(
      'care-is-full',
    );
    expect(told(seat(community(10, 6), somebody(0, 7), seatOf('in', nameOf(6), somebody(0, 7))))).toBe('yes');
  });

  test('is for members', () => {
    const cause = seatOf('in', 'nobody', [ana, 'nobody']);
    expect(told(seat(community(5, 1), [ana, 'nobody'], cause))).toBe('not-a-member');
    expect(told(seat(community(5, 1), [ana, bo], [], { author: bytes('nobody') }))).toBe('not-a-member');
  });

  test('comes and goes one at a time', () => {
    const three = community(6, 3);
    for (const care of [
      [ana, bo, cai],
      [ana, bo, cai, dee, noor],
      [dee, ana, bo, cai],
      [bo, ana],
      [ana],
      [],
    ]) {
      expect(told(seat(three, care, [])), care.join(' ')).toBe('care-one-at-a-time');
    }
    expect(told(seat(community(6, 1), [ana, ana], seatOf('in', ana, [ana])))).toBe('care-one-at-a-time');
  });

  test('is left alone and at once', () => {
    const after = wanted(seat(community(6, 3), [bo, cai], []));
    expect(after.care).toEqual([bytes(bo), bytes(cai)]);
    expect(after).toMatchObject({ careStood: true, careMoved: newest + 1, due: false });
    expect(isIn(after, ana)).toBe(true);
  });

  test('is taken away by more than half of the others, and never by one', () => {
    const five = community(8, 5);
    const others = [ana, bo, cai, dee];
    expect(told(seat(five, others, seatOf('out', noor, [ana, bo])))).toBe('care-signed-by-too-few');
    expect(told(seat(five, others, seatOf('out', noor, [ana, bo, cai])))).toBe('yes');
    expect(told(seat(five, others, seatOf('out', noor, [ana, bo, noor])))).toBe('care-statement-wrong');
    expect(told(seat(community(6, 2), [ana], seatOf('out', bo, [ana])))).toBe('care-signed-by-too-few');
  });

  test('is not given back by a yes that was given before', () => {
    const cause = seatOf('in', cai, [ana, bo, cai], { number: 95 });
    const sinceThen = community(6, 2, { careMoved: 96 });
    expect(told(seat(sinceThen, [ana, bo, cai], cause))).toBe('care-statement-lapsed');
    expect(told(seat(community(6, 2, { careMoved: 95 }), [ana, bo, cai], cause))).toBe('yes');
    const old = seatOf('in', cai, [ana, bo, cai], { number: 50 });
    expect(told(seat(community(6, 2), [ana, bo, cai], old))).toBe('care-statement-lapsed');
  });

  test('is not given by words that take one away, or by a word twice', () => {
    const [one, two] = [community(6, 1), community(6, 2)];
    expect(told(seat(one, [ana, bo], seatOf('out', bo, [ana, bo])))).toBe('care-statement-wrong');
    expect(told(seat(one, [ana, bo], removalOf(bo, [ana, bo])))).toBe('care-statement-wrong');
    expect(told(seat(two, [ana, bo, cai], seatOf('in', cai, [ana, ana, cai])))).toBe('care-statement-wrong');
  });

  test('changes nothing besides', () => {
    const cause = seatOf('in', bo, [ana, bo]);
    const { since: _since, ...line } = memberOf(cai);
    for (const other of [raise, { updates: [{ ...line, link: 1 }] }, { closes: [bytes('link')] }]) {
      expect(told(seat(community(5, 1), [ana, bo], cause, other))).toBe('care-stands-alone');
    }
  });

  test('is there in communities alone', () => {
    const pair = community(2, 0, { kind: 'pair' });
    expect(told(seat(pair, [ana], []))).toBe('not-in-this-kind');
    expect(told(follow(pair, ana, { cause: removalOf(bo, [ana]) }))).toBe('not-in-this-kind');
  });
});

describe('with fewer than three left', () => {
  const left = (members: number, inCircle = 2) => community(members, inCircle, { careStood: true });
  const into = (state: SpaceState, signers: readonly string[], who = 'Dee') => {
    const care = [...somebody(0, state.care.length), who];
    return told(seat(state, care, seatOf('in', who, signers), { author: bytes(signers[0]!) }));
  };

  test('the circle does not choose for itself', () => {
    expect(into(left(12), ['Ana', 'Bo', 'Dee'])).toBe('care-signed-by-too-few');
  });

  test('five members sign for a new one, whoever comes in among them', () => {
    const five = ['Ana', 'Dee', ...somebody(6, 9)];
    expect(into(left(12), five)).toBe('yes');
    expect(into(left(12), five.slice(1))).toBe('care-signed-by-too-few');
  });

  test('all of them, where they are fewer', () => {
    expect(into(left(4), ['Ana', 'Bo', 'Cai', 'Dee'])).toBe('yes');
    expect(into(left(4), ['Ana', 'Bo', 'Dee'])).toBe('care-signed-by-too-few');
  });

  test('a tenth of them, where they are many, and forty at most', () => {
    const signers = (count: number) => ['Dee', ...somebody(10, 10 + count - 1)];
    expect(into(left(85), signers(8))).toBe('care-signed-by-too-few');
    expect(into(left(85), signers(9))).toBe('yes');
    expect(into(left(3000), signers(39))).toBe('care-signed-by-too-few');
    expect(into(left(3000), signers(40))).toBe('yes');
  });

  test('nobody signs who is not a member, and nobody for somebody who did not say yes', () => {
    expect(into(left(12), ['Dee', 'nobody', ...somebody(6, 9)])).toBe('care-statement-wrong');
    expect(into(left(12), somebody(5, 10))).toBe('care-no-yes');
  });

  test('also where nobody is left in it, or its founder went before there were three', () => {
    expect(into(left(12, 0), ['Dee', ...somebody(6, 10)])).toBe('yes');
    expect(into(community(12, 0), ['Dee', ...somebody(6, 10)])).toBe('yes');
  });

  test('members do not sign where there are three', () => {
    expect(into(community(12, 3), ['Ana', 'Dee', ...somebody(6, 10)], 'Dee')).toBe('care-statement-wrong');
  });
});

test('whoever leaves the community leaves its care circle, and a yes from before counts no more', () => {
  const leave = { space, person: bytes('Cai'), commit: idToBytes(commitIdAt(10)) };
  const left = mayLeave(community(6, 3), leave);
  expect(left.ok && left.value).toMatchObject({ careMoved: newest, careStood: true, due: true });
  expect(left.ok && left.value.care).toEqual([bytes('Ana'), bytes('Bo')]);
});
