import { beforeAll, describe, expect, test } from 'vitest';
import { utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import type { LogEntry } from '#protocol/api.ts';
import { fromCbor, toCbor, type Encodable } from '#protocol/cbor.ts';
import {
  commitSchema,
  type AcceptStatement,
  type Add,
  type Commit,
  type SignedCommit,
} from '#protocol/commit.ts';
import { headerSchema, type SignedEvent } from '#protocol/envelope.ts';
import { ana, bo, cai, flipped, stranger, wanted, whyNot, type Person } from '#tests/crypto/cast.ts';
import { openOf, tellLog, tellPair, type ToldLog } from '#tests/crypto/told-log.ts';
import { holdsRosterLine } from './chain.ts';
import { joiningCommit, nextCommit } from './commit.ts';
import { newSecret } from './epoch.ts';
import { hexToBytes } from './hex.ts';
import { newInvitation, type Invitation } from './invitation.ts';
import {
  mayFollow,
  startOfLog,
  verifyCommit,
  verifyDrop,
  verifyEntries,
  verifyEvent,
  verifyLeave,
} from './verify-entry.ts';

/** What was said, with something about it changed and signed again by whoever does it. */
async function resigned(
  by: Person,
  event: SignedEvent,
  change: Record<string, Encodable>,
): Promise<SignedEvent> {
  const header = toCbor({ ...wanted(fromCbor(headerSchema, event.header)), ...change });
  return { ...event, header, signature: await by.signKey.sign('event', header) };
}

async function recommitted(by: Person, commit: Commit, change: Partial<Commit>): Promise<SignedCommit> {
  return signedBy(by, { ...commit, ...change });
}

async function signedBy(by: Person, commit: Encodable): Promise<SignedCommit> {
  const bytes = toCbor(commit);
  return { commit: bytes, signature: await by.signKey.sign('commit', bytes) };
}

describe('an honest log', () => {
  test('of a pair verifies from its start, in one go or entry by entry', async () => {
    const log = await tellPair(ana, bo);
    await log.says(ana, 'Are you up?');
    await log.says(bo, 'Just made tea.');
    const whole = wanted(await verifyEntries(startOfLog(log.space), log.entries));
    expect(whole.verified.map(({ type }) => type)).toEqual(['commit', 'commit', 'event', 'event']);
    expect(whole.place).toEqual(log.place);
    expect(whole.verified.at(-1)!.hash).toEqual(log.place.hash);
    expect(whole.verified.at(-1)!.seq).toBe(4);

    let place = startOfLog(log.space);
    for (const entry of log.entries) place = wanted(await verifyEntries(place, [entry])).place;
    expect(place).toEqual(whole.place);
  });

  test('goes on after somebody left, once a new epoch has begun', async () => {
    const log = await tellPair(ana, bo);
    await log.leaves(bo);
    expect(log.state.due).toBe(true);
    await log.raises(ana);
    await log.says(ana, 'I will keep our words here.');
    expect(log.state.members).toHaveLength(1);
  });

  test('of a community takes what is said before the new epoch that a leave makes due', async () => {
    const log = await tellLog('community', ana);
    await log.joins(bo, await log.invites(ana));
    await log.joins(cai, await log.invites(bo));
    await log.leaves(cai);
    await log.says(bo, 'Tea on Thursday?');
    expect(log.state.due).toBe(true);
  });

  test('tells of each event whether its author had seen what we see', async () => {
    const log = await tellPair(ana, bo);
    await log.says(ana, 'One.');
    await log.says(bo, 'Two.', { seen: { seq: 1, hash: log.place.hash } });
    await log.says(ana, 'Three.', { seen: { seq: 0, hash: startOfLog(log.space).hash } });
    await log.says(bo, 'Four.', { seen: { seq: 999, hash: log.place.hash } });
    const { verified } = wanted(await verifyEntries(startOfLog(log.space), log.entries));
    const seen = verified.flatMap((one) => (one.type === 'event' ? [one.seenIsRight] : []));
    expect(seen).toEqual([true, false, true, false]);

    const { place } = wanted(await verifyEntries(startOfLog(log.space), log.entries.slice(0, 3)));
    const [four] = wanted(await verifyEntries(place, log.entries.slice(3, 4))).verified;
    expect(four).toMatchObject({ seenIsRight: 'unknown' });
  });

  test('keeps an event whose body was dropped', async () => {
    const log = await tellPair(ana, bo);
    const { header, signature } = await log.event(ana, 'Said too much.');
    await log.add({ event: { header, signature } });
    expect(log.place.seq).toBe(3);
  });
});

describe('against the order of a log', () => {
  let log: ToldLog;
  beforeAll(async () => {
    log = await tellPair(ana, bo);
    await log.says(ana, 'One.');
    await log.says(bo, 'Two.');
    await log.says(ana, 'Three.');
  });
  const verifyFrom = (entries: readonly LogEntry[]) => verifyEntries(startOfLog(log.space), entries);

  test('left out: an entry that is missing in the middle is found', async () => {
    expect(whyNot(await verifyFrom(log.entries.toSpliced(3, 1)))).toContain('log-broken');
  });

  test('left out and numbered again: whoever wrote next had seen another log', async () => {
    const [a, b, one, , three] = log.entries;
    const { verified } = wanted(await verifyFrom([a!, b!, one!, { ...three!, seq: 4 }]));
    expect(verified.at(-1)).toMatchObject({ seenIsRight: false });
  });

  test('reordered: the log hash is another, and the next author had seen the right one', async () => {
    const [a, b, one, two, three] = log.entries;
    const turned = [a!, b!, { ...two!, seq: 3 }, { ...one!, seq: 4 }, three!];
    const { place, verified } = wanted(await verifyFrom(turned));
    expect(place.hash).not.toEqual(log.place.hash);
    expect(verified.at(-1)).toMatchObject({ seenIsRight: false });
  });

  test('replayed: the same event again makes another log, which nobody but the server has seen', async () => {
    const again = { ...log.entries[2]!, seq: 6 };
    const { place } = wanted(await verifyFrom([...log.entries, again]));
    expect(place.hash).not.toEqual(log.place.hash);
  });

  test('replayed into another space, an event is refused', async () => {
    const other = await tellPair(ana, bo);
    expect(whyNot(await verifyEvent(other.place, log.entries[2]!.event!))).toBe('log-broken another space');
  });

  test('an entry is exactly one thing', async () => {
    const [first, second] = log.entries;
    const both = { ...second!, event: log.entries[2]!.event };
    expect(whyNot(await verifyFrom([first!, both]))).toContain('malformed');
    expect(whyNot(await verifyFrom([first!, { seq: 2, at: 1 }]))).toContain('malformed');
  });

  test('nothing comes before the first commit', async () => {
    const event = { ...log.entries[2]!, seq: 1 };
    expect(whyNot(await verifyFrom([event]))).toContain('log-broken');
  });

  test('one wrong signature in a page refuses the page, and says where', async () => {
    const { event } = log.entries[3]!;
    const forged = { ...event!, signature: flipped(event!.signature, 5) };
    const entries = log.entries.with(3, { ...log.entries[3]!, event: forged });
    expect(whyNot(await verifyFrom(entries))).toBe('signature-wrong 4');
  });
});

describe('against an event', () => {
  let log: ToldLog;
  beforeAll(async () => {
    log = await tellPair(ana, bo);
  });
  const verdict = async (event: SignedEvent) => whyNot(await verifyEvent(log.place, event));

  test('signed by somebody else in the name of Ana', async () => {
    const event = await log.event(ana, 'I never said this.');
    expect(await verdict({ ...event, signature: await bo.signKey.sign('event', event.header) })).toBe(
      'signature-wrong',
    );
  });

  test('by a stranger', async () => {
    expect(await verdict(await log.event(stranger, 'Let me in.'))).toBe('not-a-member');
  });

  test('with a swapped body', async () => {
    const event = await log.event(ana, 'Yes.');
    const { body } = await log.event(ana, 'No.');
    expect(await verdict({ ...event, body })).toBe('malformed body');
  });

  test('with one bit of its header turned', async () => {
    const event = await log.event(ana, 'Yes.');
    for (let bit = 0; bit < event.header.length * 8; bit += 13) {
      expect((await verifyEvent(log.place, { ...event, header: flipped(event.header, bit) })).ok).toBe(false);
    }
  });

  test('of an epoch that is past, or not yet', async () => {
    const pair = await tellPair(ana, bo);
    const old = await pair.event(ana, 'From before.');
    const commit = idToBytes(pair.state.commits.at(-1)!);
    await pair.raises(bo);
    expect(whyNot(await verifyEvent(pair.place, old))).toBe('epoch-old');
    const early = await pair.event(ana, 'From later.', { epoch: pair.state.epoch + 1 });
    expect(whyNot(await verifyEvent(pair.place, early))).toBe('epoch-old');
    const crossed = await pair.event(ana, 'With an older commit.', { commit });
    expect(whyNot(await verifyEvent(pair.place, crossed))).toBe('epoch-old commit');
  });

  test('in the old epoch of a pair that somebody left', async () => {
    const pair = await tellPair(ana, bo);
    await pair.leaves(bo);
    expect(whyNot(await verifyEvent(pair.place, await pair.event(ana, 'Still there?')))).toBe('epoch-due');
  });

  test('by somebody who left', async () => {
    const pair = await tellPair(ana, bo);
    await pair.leaves(bo);
    await pair.raises(ana);
    expect(whyNot(await verifyEvent(pair.place, await pair.event(bo, 'One more thing.')))).toBe(
      'not-a-member',
    );
  });

  test('of a version to come: please update, and of a suite left behind: no', async () => {
    const event = await log.event(ana, 'Yes.');
    expect(await verdict(await resigned(ana, event, { v: 2 }))).toContain('please-update');
    expect(await verdict(await resigned(ana, event, { suite: 2 }))).toContain('please-update');
    expect(await verdict(await resigned(ana, event, { suite: 0 }))).toContain('suite-lowered');
  });

  test('with a field that nobody knows, or spelled in another way', async () => {
    const event = await log.event(ana, 'Yes.');
    expect(await verdict(await resigned(ana, event, { mood: 'calm' }))).toContain('malformed');
    // The same map, its length written in two bytes where one is enough.
    const longer = Uint8Array.of(0xb8, event.header[0]! & 0x1f, ...event.header.subarray(1));
    const respelled = { ...event, header: longer, signature: await ana.signKey.sign('event', longer) };
    expect(await verdict(respelled)).toContain('malformed');
  });

  test('that a moved log no longer has room for is told without looking at signatures', async () => {
    const pair = await tellPair(ana, bo);
    const header = wanted(fromCbor(headerSchema, (await pair.event(ana, 'Yes.')).header));
    expect(mayFollow(pair.place, header).ok).toBe(true);
    await pair.raises(bo);
    expect(whyNot(mayFollow(pair.place, header))).toBe('epoch-old');
  });
});

describe('against a commit', () => {
  let log: ToldLog;
  let change: Commit;
  beforeAll(async () => {
    log = await tellPair(ana, bo);
    const raise = { secret: newSecret(), earlier: { epoch: log.state.epoch, secret: log.secret } };
    const { person } = ana.line;
    change = wanted(
      await nextCommit({ ...log, author: person, signKey: ana.signKey, change: { raise } }),
    ).commit;
  });
  const verdict = async (signed: SignedCommit) => whyNot(await verifyCommit(log.place, signed));

  test('the honest one passes, so that the others fail for what they say', async () => {
    expect(await verdict(await recommitted(ana, change, {}))).toBe('nothing against it');
  });

  test('signed by somebody else', async () => {
    expect(await verdict(await recommitted(bo, change, {}))).toBe('signature-wrong');
  });

  test('by a stranger', async () => {
    const author = stranger.line.person;
    expect(await verdict(await recommitted(stranger, change, { author }))).toBe(
      'commit-refused not-a-member',
    );
  });

  test('two commits racing: the second no longer follows', async () => {
    const pair = await tellPair(ana, bo);
    const racing = async (by: Person) => {
      const making = { place: pair.place, author: by.line.person, signKey: by.signKey };
      return wanted(await nextCommit({ ...making, change: { raise: { secret: newSecret() } } })).signed;
    };
    const [first, second] = [await racing(ana), await racing(bo)];
    await pair.add({ commit: first });
    expect(whyNot(await verifyCommit(pair.place, second))).toBe('commit-refused prev');
  });

  test('with another past than ours', async () => {
    const prev = hexToBytes('ab'.repeat(32));
    expect(await verdict(await recommitted(ana, change, { prev }))).toBe('commit-refused prev');
  });

  test('with the hash of a state that is not the one after it', async () => {
    const stateHash = hexToBytes('cd'.repeat(32));
    expect(await verdict(await recommitted(ana, change, { stateHash }))).toBe('state-differs');
  });

  test('of another space, with a number that jumps, of a version to come or a suite left behind', async () => {
    const other = await tellPair(ana, bo);
    expect(await verdict(await recommitted(ana, change, { space: other.space }))).toBe(
      'commit-refused not-next',
    );
    expect(await verdict(await recommitted(ana, change, { number: 9 }))).toBe('commit-refused not-next');
    expect(await verdict(await signedBy(ana, { ...change, v: 2 }))).toContain('please-update');
    expect(await verdict(await signedBy(ana, { ...change, suite: 0 }))).toContain('suite-lowered');
  });

  test('that opens an invitation, or moves a member, to a key nobody should have', async () => {
    const small = new Uint8Array(32);
    const solo = await tellLog('pair', ana);
    const { commit } = wanted(
      await nextCommit({
        place: solo.place,
        author: ana.line.person,
        signKey: ana.signKey,
        change: { opens: [openOf(await newInvitation())], raise: { secret: newSecret() } },
      }),
    );
    for (const key of ['signPk', 'sealPk']) {
      const opens = [{ ...commit.opens[0]!, [key]: small }];
      const signed = await recommitted(ana, commit, { opens });
      expect(whyNot(await verifyCommit(solo.place, signed))).toBe('commit-refused key-not-sound');
      const updates = [{ ...bo.line, link: 1, [key]: small }];
      expect(await verdict(await recommitted(ana, change, { updates }))).toBe('commit-refused key-not-sound');
    }
  });

  test('a stale link: nobody is moved back to an older key', async () => {
    expect(await verdict(await recommitted(ana, change, { updates: [bo.line] }))).toBe(
      'commit-refused update-not-later',
    );
  });
});

describe('against the first commit', () => {
  test('under a space id that is not its own', async () => {
    const log = await tellLog('pair', ana);
    const other = await tellLog('pair', ana);
    const { commit } = log.entries[0]!;
    expect(whyNot(await verifyCommit(startOfLog(other.space), commit!))).toBe('commit-refused space-id');
    const read = wanted(fromCbor(commitSchema, commit!.commit));
    const renamed = await recommitted(ana, read, { space: other.space });
    expect(whyNot(await verifyCommit(startOfLog(other.space), renamed))).toBe('commit-refused space-id');
  });

  test('in the name of somebody else', async () => {
    const log = await tellLog('solo', ana);
    const read = wanted(fromCbor(commitSchema, log.entries[0]!.commit!.commit));
    expect(whyNot(await verifyCommit(startOfLog(log.space), await recommitted(bo, read, {})))).toBe(
      'signature-wrong',
    );
  });
});

describe('against joining', () => {
  let log: ToldLog;
  let invitation: Invitation;
  let add: Add;
  let joining: Commit;
  beforeAll(async () => {
    invitation = await newInvitation();
    log = await tellLog('pair', ana, invitation);
    const { line: me, signKey } = bo;
    joining = wanted(await joiningCommit({ place: log.place, me, signKey, invitation })).commit;
    add = joining.adds[0]!;
  });
  const verdict = async (signed: SignedCommit) => whyNot(await verifyCommit(log.place, signed));

  async function acceptBy(byInvitation: Person['signKey'], by: Person, person: Bytes = by.line.person) {
    const { publicKey } = invitation.signKey;
    const said: AcceptStatement = {
      space: log.space,
      invitation: publicKey,
      person,
      chainHead: by.line.chainHead,
    };
    return {
      invitation: publicKey,
      byInvitation: await byInvitation.sign('accept', toCbor(said)),
      byPerson: await by.signKey.sign('accept', toCbor(said)),
    };
  }

  test('the honest one passes', async () => {
    expect(await verdict(await recommitted(bo, joining, {}))).toBe('nothing against it');
  });

  test('a ghost: Ana adds somebody who never said yes', async () => {
    const { accept: _, ...ghost } = add;
    const author = ana.line.person;
    expect(await verdict(await recommitted(ana, joining, { author, adds: [ghost] }))).toBe(
      'commit-refused newcomer-adds-only-itself',
    );
    expect(await verdict(await recommitted(bo, joining, { adds: [ghost] }))).toBe(
      'commit-refused newcomer-needs-invitation',
    );
  });

  test('a yes made up by whoever holds the link', async () => {
    const accept = await acceptBy(invitation.signKey, bo);
    const made = { ...accept, byPerson: await ana.signKey.sign('accept', utf8ToBytes('a yes')) };
    expect(await verdict(await recommitted(bo, joining, { adds: [{ ...add, accept: made }] }))).toBe(
      'signature-wrong',
    );
  });

  test("somebody else's acceptance", async () => {
    const accept = await acceptBy(invitation.signKey, cai);
    expect(await verdict(await recommitted(bo, joining, { adds: [{ ...add, accept }] }))).toBe(
      'signature-wrong',
    );
  });

  test('without the key of the invitation', async () => {
    const accept = await acceptBy(bo.signKey, bo);
    expect(await verdict(await recommitted(bo, joining, { adds: [{ ...add, accept }] }))).toBe(
      'signature-wrong',
    );
  });

  test('an acceptance meant for another space', async () => {
    const elsewhere = await tellLog('pair', ana, invitation);
    const { line: me, signKey } = bo;
    const there = wanted(await joiningCommit({ place: elsewhere.place, me, signKey, invitation })).commit;
    expect(await verdict(await recommitted(bo, joining, { adds: there.adds }))).toBe('signature-wrong');
  });

  test('under the id of somebody else and a key of my own: what the log cannot tell, the chain does', async () => {
    const me = { ...bo.line, signPk: cai.line.signPk };
    const made = wanted(await joiningCommit({ place: log.place, me, signKey: cai.signKey, invitation }));
    expect(await verdict(made.signed)).toBe('nothing against it');
    expect(await holdsRosterLine(bo.chain, me)).toBe(false);
    expect(await holdsRosterLine(bo.chain, bo.line)).toBe(true);
  });

  test('with a key nobody should have', async () => {
    for (const key of ['signPk', 'sealPk']) {
      const adds = [{ ...add, [key]: new Uint8Array(32) }];
      expect(await verdict(await recommitted(bo, joining, { adds }))).toBe('commit-refused key-not-sound');
    }
  });

  test('a newcomer who does more than come in', async () => {
    const more = [
      { opens: [openOf(await newInvitation())] },
      { closes: [invitation.signKey.publicKey] },
      { updates: [{ ...ana.line, link: 5 }] },
    ];
    for (const change of more) {
      expect(await verdict(await recommitted(bo, joining, change))).toBe(
        'commit-refused newcomer-adds-only-itself',
      );
    }
    const raised = { epoch: 2, keyHash: hexToBytes('ee'.repeat(32)) };
    expect(await verdict(await recommitted(bo, joining, raised))).toBe('commit-refused epoch-must-not-rise');
  });

  test('an invitation used twice', async () => {
    const pair = await tellLog('pair', ana, invitation);
    await pair.joins(bo, invitation);
    const { line: me, signKey } = cai;
    const again = await joiningCommit({ place: pair.place, me, signKey, invitation });
    expect(whyNot(again)).toBe('invitation-not-open');
  });

  test('a third in a pair, also after one has left', async () => {
    const pair = await tellPair(ana, bo);
    await pair.leaves(bo);
    const opens = [openOf(await newInvitation())];
    const change = { opens, raise: { secret: newSecret() } };
    const third = { place: pair.place, author: ana.line.person, signKey: ana.signKey, change };
    expect(whyNot(await nextCommit(third))).toBe('pair-is-full');
  });
});

describe('leaving, and what somebody may still do afterwards', () => {
  const leaveOf = async (log: ToldLog, by: Person, person: Bytes, number: number, space = log.space) => {
    const leave = toCbor({ space, person, commit: idToBytes(log.state.commits[number]!) });
    return { leave, signature: await by.signKey.sign('leave', leave) };
  };

  test('nobody is made to leave by somebody else', async () => {
    const log = await tellPair(ana, bo);
    const forged = await leaveOf(log, ana, bo.line.person, 1);
    expect(whyNot(await verifyLeave(log.place, forged))).toBe('signature-wrong');
  });

  test('a leave names the commit that added the person, and the space', async () => {
    const log = await tellPair(ana, bo);
    const other = await tellPair(ana, bo);
    const { person } = bo.line;
    expect(whyNot(await verifyLeave(log.place, await leaveOf(log, bo, person, 1)))).toBe(
      'nothing against it',
    );
    expect(whyNot(await verifyLeave(log.place, await leaveOf(log, bo, person, 0)))).toBe('not-a-member');
    const elsewhere = await leaveOf(log, bo, person, 1, other.space);
    expect(whyNot(await verifyLeave(log.place, elsewhere))).toContain('log-broken');
    expect(whyNot(await verifyLeave(log.place, await leaveOf(log, cai, cai.line.person, 1)))).toBe(
      'not-a-member',
    );
  });

  test('a former member takes back what they said, under the key they last had here', async () => {
    const log = await tellPair(ana, bo);
    await log.says(bo, 'Something of mine.');
    const drop = toCbor({ space: log.space, person: bo.line.person, ids: [hexToBytes('aa'.repeat(32))] });
    const entry = { drop: { drop, signature: await bo.signKey.sign('drop', drop) } };
    await log.leaves(bo);
    await log.raises(ana);
    expect(whyNot(await verifyDrop(log.place, entry.drop, bo.line.signPk))).toBe('nothing against it');
    expect(whyNot(await verifyDrop(log.place, entry.drop, ana.line.signPk))).toBe('signature-wrong');

    const last = { ...entry, seq: log.place.seq + 1, at: 1 };
    const fromStart = await verifyEntries(startOfLog(log.space), [...log.entries, last]);
    expect(wanted(fromStart).verified.at(-1)).toMatchObject({ type: 'drop' });
    expect(whyNot(await verifyEntries(log.place, [last]))).toContain('not-a-member');
    const formerKey = () => bo.line.signPk;
    expect(whyNot(await verifyEntries(log.place, [last], { formerKey }))).toBe('nothing against it');
  });

  test('a drop is for one space', async () => {
    const [log, other] = [await tellPair(ana, bo), await tellPair(ana, bo)];
    const drop = toCbor({ space: other.space, person: bo.line.person, ids: [hexToBytes('aa'.repeat(32))] });
    const signed = { drop, signature: await bo.signKey.sign('drop', drop) };
    expect(whyNot(await verifyDrop(log.place, signed, bo.line.signPk))).toContain('log-broken');
  });
});
