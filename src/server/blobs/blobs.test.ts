import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventIdOf } from '#crypto/hash.ts';
import { digest, randomBytes } from '#crypto/suite.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import { concatBytes, type Bytes } from '#kernel/bytes.ts';
import { day, hour } from '#kernel/time.ts';
import { blobMost, partLength } from '#protocol/blob.ts';
import { foundCommunity, openPair, type Community, type Pair } from '#tests/house/house.ts';
import { dropping, leaving, say } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

let community: Community;
let ana: Visitor;
let bo: Visitor;
let cai: Visitor;
let pair: Pair;
beforeEach(async () => {
  community = await foundCommunity({ megabytesPerPerson: 2 });
  ({ ana, bo, cai } = community);
  pair = await openPair(ana, bo);
});
afterEach(() => community.house.close());

interface Picture {
  readonly blob: Bytes;
  readonly bytes: Bytes;
}
const picture = (length = partLength + 300): Picture => ({
  blob: randomBytes(32),
  bytes: concatBytes(randomBytes(300), new Uint8Array(length - 300)),
});
const place = () => ({ place: pair.space });

/** What stands in the request for one part. */
function partOf({ blob, bytes }: Picture, at: number) {
  const part = bytes.slice(at * partLength, (at + 1) * partLength);
  return { blob, length: bytes.length, at, part };
}

async function bring(visitor: Visitor, brought: Picture): Promise<void> {
  for (let at = 0; at * partLength < brought.bytes.length; at++) {
    await visitor.call('putBlob', partOf(brought, at), place());
  }
}

async function read(visitor: Visitor, { blob, bytes }: Picture): Promise<Bytes | string | null> {
  const parts: Bytes[] = [];
  for (let at = 0; at * partLength < bytes.length; at++) {
    const told = await visitor.ask('readBlob', { blob, at }, place());
    if (told.value === null) return told.code;
    expect(told.value.length).toBe(bytes.length);
    parts.push(told.value.part);
  }
  return concatBytes(...parts);
}

/** An event that shows it, and its answer. */
async function show(visitor: Visitor, shown: readonly Picture[], at: LogPlace = pair.place) {
  const blobs = shown.map(({ blob, bytes }) => ({ id: blob, hash: digest(bytes) }));
  const event = await say(at, visitor.peer, { blobs });
  return { id: eventIdOf(event.header), told: await visitor.ask('append', event, place()) };
}

describe.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])('what %s brings', (name) => {
  let one: Visitor;
  let other: Visitor;
  beforeEach(() => {
    [one, other] = name === 'Ana' ? [ana, bo] : [bo, ana];
  });

  test('is read by the other once an event shows it, and not before', async () => {
    const brought = picture();
    await bring(one, brought);
    expect(await read(one, brought)).toEqual(brought.bytes);
    expect(await read(other, brought)).toBe('not-found');
    expect((await show(one, [brought])).told.code).toBeNull();
    expect(await read(other, brought)).toEqual(brought.bytes);
    expect(await read(cai, brought)).toBe('not-a-member');
  });

  test('goes with the event, and leaves the disk', async () => {
    const brought = picture();
    await bring(one, brought);
    const { id, told } = await show(one, [brought]);
    const { seq, hash } = told.value!;
    const goes = await say({ ...pair.place, seq, hash }, one.peer, { drops: [id] });
    await one.call('append', goes, place());
    expect(await read(one, brought)).toBe('not-found');
    expect(await read(other, brought)).toBe('not-found');
    await community.house.restart();
    expect(community.house.onDisk().includes(Buffer.from(brought.bytes.subarray(0, 300)))).toBe(false);
  });

  test('is not taken away by somebody else', async () => {
    const brought = picture();
    await bring(one, brought);
    const { id, told } = await show(one, [brought]);
    const { seq, hash } = told.value!;
    await other.call('append', await say({ ...pair.place, seq, hash }, other.peer, { drops: [id] }), place());
    expect(await read(other, brought)).toEqual(brought.bytes);
  });
});

test('whoever left may still take back what they showed', async () => {
  const brought = picture();
  await bring(bo, brought);
  const { id, told } = await show(bo, [brought]);
  const { seq, hash } = told.value!;
  await bo.call('leave', await leaving({ ...pair.place, seq, hash }, bo.peer), place());
  await bo.call('drop', await dropping(pair.space, bo.peer, [id]), place());
  expect(await read(ana, brought)).toBe('not-found');
});

describe('a part', () => {
  test('that was sent before is not put down twice, and the answer says where to go on', async () => {
    const brought = picture(2 * partLength + 300);
    const ask = async (at: number) => ana.call('putBlob', partOf(brought, at), place());
    expect([await ask(0), await ask(0), await ask(2), await ask(1), await ask(2)]).toEqual(
      [1, 1, 1, 2, 3].map((parts) => ({ parts })),
    );
    expect(await read(ana, brought)).toEqual(brought.bytes);
  });

  test('that is asked for and not sent changes nothing', async () => {
    const { blob, length } = partOf(picture(), 0);
    expect(await ana.call('putBlob', { blob, length, at: 0 }, place())).toEqual({ parts: 0 });
    expect(await read(ana, { blob, bytes: new Uint8Array(300) })).toBe('not-found');
  });

  test.each([
    ['is too short', { part: new Uint8Array(299) }],
    ['lies behind the end', { at: 1 }],
    ['belongs to something too large', { length: blobMost + 1, part: new Uint8Array(partLength) }],
    ['belongs to something smaller than any', { length: 100, part: new Uint8Array(100) }],
  ])('that %s is refused', async (_name, change) => {
    const told = await ana.ask('putBlob', { ...partOf(picture(300), 0), ...change }, place());
    expect(told.code).toBe('malformed');
  });

  test('of what somebody else brings is refused', async () => {
    const brought = picture();
    await ana.call('putBlob', partOf(brought, 0), place());
    expect((await bo.ask('putBlob', partOf(brought, 1), place())).code).toBe('id-taken');
    expect((await ana.ask('putBlob', { ...partOf(brought, 1), length: 600 }, place())).code).toBe('id-taken');
  });
});

describe('an event that shows', () => {
  test('what is not whole is refused, and not in the log; once it is, the same event is taken', async () => {
    const brought = picture();
    await ana.call('putBlob', partOf(brought, 0), place());
    const blobs = [{ id: brought.blob, hash: digest(brought.bytes) }];
    const event = await say(pair.place, ana.peer, { blobs });
    expect(await ana.ask('append', event, place())).toMatchObject({ code: 'blob-missing', notInLog: true });
    await ana.call('putBlob', partOf(brought, 1), place());
    const first = await ana.call('append', event, place());
    expect(await ana.call('append', event, place())).toEqual(first);
  });

  test('what somebody else brought is refused', async () => {
    const brought = picture();
    await ana.call('putBlob', partOf(brought, 0), place());
    await ana.call('putBlob', partOf(brought, 1), place());
    expect((await show(bo, [brought])).told.code).toBe('blob-missing');
  });

  test('what another event shows already is refused', async () => {
    const brought = picture();
    await bring(ana, brought);
    await show(ana, [brought]);
    expect((await show(ana, [brought])).told.code).toBe('blob-missing');
  });

  test('one that is here and one that is not ties neither', async () => {
    const [here, away] = [picture(), picture()];
    await bring(ana, here);
    expect((await show(ana, [here, away])).told.code).toBe('blob-missing');
    expect((await show(ana, [here])).told.code).toBeNull();
  });

  test('the same twice is shown once', async () => {
    const brought = picture();
    await bring(ana, brought);
    expect((await show(ana, [brought, brought])).told.code).toBeNull();
  });

  test('something in a log that has moved on leaves it free for the next try', async () => {
    const brought = picture();
    await bring(bo, brought);
    const away = { ...pair.place, hash: randomBytes(32) };
    expect((await show(bo, [brought], away)).told.code).toBe('seen-wrong');
    expect((await show(bo, [brought])).told.code).toBeNull();
  });
});

describe('how much somebody keeps here', () => {
  test('has an end, for each by themselves, and has room again after something went', async () => {
    const [first, second] = [picture(1024 * 1024), picture(1024 * 1024)];
    await bring(ana, first);
    const { id, told } = await show(ana, [first]);
    await bring(ana, second);
    const more = picture(300);
    expect((await ana.ask('putBlob', partOf(more, 0), place())).code).toBe('blobs-full');
    expect((await bo.ask('putBlob', partOf(picture(300), 0), place())).code).toBeNull();
    const { seq, hash } = told.value!;
    await ana.call('append', await say({ ...pair.place, seq, hash }, ana.peer, { drops: [id] }), place());
    expect((await ana.ask('putBlob', partOf(more, 0), place())).code).toBeNull();
  });

  test('without ever showing it has an end too', async () => {
    const codes: (string | null)[] = [];
    for (let count = 0; count < 25; count++) {
      codes.push((await ana.ask('putBlob', partOf(picture(300), 0), place())).code);
    }
    expect(codes).toEqual([...Array.from({ length: 24 }, () => null), 'too-many']);
  });
});

test('what no event shows is gone after a day, and what one shows stays', async () => {
  const [shown, left] = [picture(), picture()];
  await bring(ana, shown);
  await show(ana, [shown]);
  await bring(ana, left);
  // A server that starts lets go of what had its time.
  const { house } = community;
  house.clock.now += day - hour;
  await house.restart();
  await expect.poll(() => read(ana, left)).toEqual(left.bytes);
  house.clock.now += 2 * hour;
  await house.restart();
  await expect.poll(() => read(ana, left)).toBe('not-found');
  expect(await read(bo, shown)).toEqual(shown.bytes);
});
