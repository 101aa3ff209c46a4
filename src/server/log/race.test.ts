import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { randomBytes } from '#crypto/suite.ts';
import { newInvitation } from '#crypto/invitation.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { localBus } from '#server/bus.ts';
import { checkAccount } from '#server/people/account.ts';
import { openSqliteStore } from '#server/store/sqlite/store.ts';
import type { Store } from '#server/store/store.ts';
import { makePeer, wanted, type Peer } from '#tests/house/peer.ts';
import { changing, joining, opening, say } from '#tests/house/spaces.ts';
import { createAppender } from './append.ts';
import { commitTo } from './commit.ts';
import type { LogParts } from './log.ts';
import { createPlaces } from './places.ts';

// Below the doors, because what may come between the check of an event and its writing has to be held in place.

let folder: string;
let store: Store;
let parts: LogParts;
let ana: Peer;
let space: Bytes;
let pair: LogPlace;
/** How many writes were asked for. */
let asked: number;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'race-'));
  store = wanted(openSqliteStore(path.join(folder, 'race.db')));
  asked = 0;
  const counted: Store = {
    ...store,
    write: (work) => {
      asked += 1;
      return store.write(work);
    },
  };
  parts = {
    store: counted,
    places: createPlaces(store.read),
    bus: localBus(),
    clock: () => 0,
    scrubSoon: () => undefined,
  };
  ana = await makePeer();
  const bo = await makePeer();
  for (const peer of [ana, bo]) {
    const { person, vault } = wanted(await checkAccount(peer.account));
    await store.write((writes) => writes.addPerson(person, vault));
  }
  const invitation = await newInvitation();
  const opened = await opening(ana, 'pair', [invitation]);
  ({ space } = opened.made.commit);
  wanted(await commitTo(parts, { space: null, author: ana.line.person, request: opened.request }));
  const joined = await joining(opened.made.place, bo, invitation);
  wanted(await commitTo(parts, { space, author: bo.line.person, request: joined.request }));
  pair = joined.made.place;
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
};

describe('a new epoch that comes between the check of an event and its writing', () => {
  test.each([1, 2])('refuses what was sealed under the old one, %i at a time', async (count) => {
    const appender = createAppender(parts);
    const raised = await changing(pair, ana, { raise: { secret: randomBytes(32) } });
    const events = await Promise.all(Array.from({ length: count }, () => say(pair, ana)));
    let letGo = (): void => undefined;
    const busy = store.write(() => new Promise<void>((resolve) => (letGo = resolve)));
    asked = 0;

    const committing = commitTo(parts, { space, author: ana.line.person, request: raised.request });
    await until(() => asked === 1);
    const appending = events.map((event) => appender.append(ana.line.person, space, event));
    await until(() => asked === 2);
    letGo();
    await busy;

    expect((await committing).ok).toBe(true);
    for (const answer of await Promise.all(appending)) {
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'epoch-old', notInLog: true } });
    }
    expect(await store.read.space(space)).toMatchObject({ seq: 3 });
  });
});
