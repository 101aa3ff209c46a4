import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { request as ask } from 'node:http';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newInvitation } from '#crypto/invitation.ts';
import { openWithPassphrase, registerPassphrase } from '#crypto/passphrase.ts';
import { randomBytes } from '#crypto/suite.ts';
import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { doors, instancePath, streamPath, type DoorName } from '#protocol/api.ts';
import { fromCbor, fromOwnCbor, toCbor, type Encodable } from '#protocol/cbor.ts';
import { refusalSchema, type RefusalCode } from '#protocol/refusal.ts';
import { commitUnasked } from '#tests/access/commit-unasked.ts';
import { loosely, otherBytes, otherwise } from '#tests/fuzz/spoil.ts';
import { createTally, tryMany, type Tally } from '#tests/fuzz/tally.ts';
import { byDevice, closing, newPassphrase } from '#tests/house/changing-account.ts';
import { card, foundCommunity, openPair, type Community, type Pair } from '#tests/house/house.ts';
import { makePeer, makeVault, wanted } from '#tests/house/peer.ts';
import {
  boxFor,
  changing,
  dropping,
  joining,
  leaving,
  opening,
  say,
  type Sent,
} from '#tests/house/spaces.ts';

/**
 * Rubbish at every door: other bytes, other spellings, true requests with their parts otherwise, too long, too deep, by
 * the wrong method. None makes the server stumble or hang, and not a byte in its tables is another afterwards.
 */
let community: Community;
let pair: Pair;
let tally: Tally;
const trueRequests = new Map<DoorName, Bytes>();
/** Well made, and not to be taken. */
let refusedCommits: readonly Bytes[];

beforeAll(async () => {
  tally = createTally('requests');
  community = await foundCommunity({
    limits: { personPerMinute: 1e7, addressPerMinute: 1e7, triesPerHour: 1e7 },
  });
  const { ana, bo, space, place, invitation } = community;
  pair = await openPair(ana, bo);
  const { peer } = ana;
  const proof = { nonce: randomBytes(32), signature: randomBytes(64) };
  const founding = await opening(peer, 'community');
  const newcomer = await makePeer();
  const joined = await joining(place, newcomer, invitation);
  const changed = await changing(pair.place, peer, { raise: { secret: randomBytes(32) } });
  const raised = { epoch: 2, keyHash: randomBytes(32) };
  const removing = await commitUnasked(pair.place, peer, { removes: [bo.peer.line.person] });
  const miscounted = { ...pair.place, state: { ...pair.place.state!, everJoined: 3 } };
  refusedCommits = [removing.commit, (await commitUnasked(miscounted, peer, raised)).commit];
  const requests: Partial<Record<DoorName, Encodable>> = {
    nonce: {},
    endSession: {},
    registerPassphrase: { signinName: randomBytes(32), request: (await registerPassphrase('tea')).request },
    found: { token: randomBytes(32), account: peer.account, card, ...founding.request },
    founding: { token: randomBytes(32) },
    machineRoom: { token: randomBytes(32) },
    changeCard: { token: randomBytes(32), card },
    changePublicText: { token: randomBytes(32), text: 'Come in.' },
    changeHelpLine: {
      token: randomBytes(32),
      name: 'samaritans',
      seen: { hidden: false },
      change: { hidden: true },
    },
    readByInvitation: { space, invitation: invitation.signKey.publicKey, proof, after: 0 },
    join: { account: newcomer.account, space, ...unsigned(joined.request) },
    signInStart: { signinName: randomBytes(32), request: (await openWithPassphrase('tea')).request },
    signInFinish: { attempt: randomBytes(32), request: 'x'.repeat(86) },
    openByKit: { lookup: randomBytes(32), proof },
    changeAccount: await newPassphrase(peer, byDevice(peer)),
    closeAccount: { link: { ...(await closing(ana)), signature: randomBytes(64) } },
    openSession: { person: peer.line.person, proof },
    whyEnded: { person: peer.line.person, proof },
    putVault: { ...(await makeVault(peer, 2)), signature: randomBytes(64) },
    openSpace: unsigned((await opening(peer, 'pair', [await newInvitation()])).request),
    append: { ...(await say(pair.place, peer)), signature: randomBytes(64) },
    commit: unsigned(changed.request),
    // No length of which this would be the right part is taken at all.
    putBlob: { blob: randomBytes(32), length: 300, at: 0, part: randomBytes(100) },
    readBlob: { blob: randomBytes(32), at: 0 },
    leaveBox: boxFor(randomBytes(32)),
    askForBox: { epoch: 2 },
    boxOpened: { epoch: 2 },
    giveBack: {
      entries: [{ seq: 3, at: 1, event: { ...(await say(pair.place, peer)), signature: randomBytes(64) } }],
    },
    leave: { ...(await leaving(pair.place, peer)), signature: randomBytes(64) },
    drop: await dropping(pair.space, peer, [randomBytes(32)]),
    leaveLetter: { to: randomBytes(32), sealed: randomBytes(100) },
  };
  await ana.call('askForBox', { epoch: 1 }, { place: pair.space });
  for (const [name, request] of Object.entries(requests)) trueRequests.set(name as DoorName, toCbor(request));
});
afterAll(() => community.house.close());

/** True in every part but one, which no change of another part makes true. */
function unsigned(request: Sent['request']) {
  return { ...request, commit: { ...request.commit, signature: randomBytes(64) } };
}

const names = Object.keys(doors) as DoorName[];
/** What these do with what is right would be right to do. */
const harmless: ReadonlySet<DoorName> = new Set<DoorName>([
  'nonce',
  'founding',
  'registerPassphrase',
  'signInStart',
  // For an epoch that was asked for already, or where nobody asks.
  'askForBox',
  'boxOpened',
  // Without a part it only asks.
  'putBlob',
]);
const withBody = names.filter((name) => doors[name].method !== 'GET' && name !== 'endSession');

/** All that lies in the tables, as one hash, and what everybody could see besides. */
function everything(): string {
  const file = path.join(community.house.config.dataFolder, 'bothways.db');
  const database = new Database(file, { readonly: true });
  const tables = database.prepare(`select name from sqlite_master where type = 'table' order by name`).all();
  const hash = createHash('sha256');
  for (const { name } of tables as { name: string }[]) {
    hash.update(name);
    for (const row of database.prepare(`select * from "${name}"`).raw().iterate()) {
      for (const cell of row as unknown[]) hash.update(cell instanceof Buffer ? cell : `${String(cell)} `);
    }
  }
  database.close();
  return hash.digest('hex');
}

async function answered(name: DoorName, answer: Response): Promise<void> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(answer.status).toBeLessThan(500);
  if (answer.ok) expect(harmless.has(name)).toBe(true);
  tally.count(answer.ok ? 'yes' : wanted(fromCbor(refusalSchema, bytes)).code);
}

describe.each(withBody)('rubbish at %s', (name) => {
  test('is refused in time and changes nothing', async () => {
    const good = trueRequests.get(name)!;
    const before = everything();
    const parts = otherwise(fromOwnCbor(good)).map(loosely);
    const spoilt = fc.oneof(fc.constantFrom(good, ...withRefused(good)), otherBytes(good), parts, parts);
    await tryMany(spoilt, {
      runs: 160,
      attempt: async (request) => {
        const place = name === 'boxOpened' ? community.space : pair.space;
        const answer = await community.ana.send(name, request, { place });
        await answered(name, answer);
      },
    });
    expect(everything()).toBe(before);
  }, 60_000);
});

/** The same with a commit that is refused for what it does, where there is a commit in it. */
function withRefused(good: Bytes): readonly Bytes[] {
  // Only `toCbor` wrote what is read here.
  const request = fromOwnCbor(good) as { readonly commit?: object };
  if (request.commit === undefined) return [];
  return refusedCommits.map((commit) => loosely({ ...request, commit: { ...request.commit, commit } }));
}

test('every refusal that a door gives to rubbish has come, and none that it should not give', () => {
  const certain: readonly ('yes' | RefusalCode)[] = [
    'yes',
    'malformed',
    'too-large',
    'signature-wrong',
    'wrong-words',
    'kit-unknown',
    'founding-spent',
    'host-link-spent',
    'not-a-member',
    'not-found',
    'commit-refused',
    'state-differs',
  ];
  // One part of a request that happens to fall on another's place meets these.
  const nowAndThen: readonly RefusalCode[] = [
    'invitation-unknown',
    'version-taken',
    'boxes-missing',
    'seen-wrong',
    'epoch-old',
    'id-taken',
    'place-taken',
  ];
  tally.expectEach(certain, nowAndThen);
});

describe('too much', () => {
  test.each([...withBody, 'endSession' as const])('at %s is not even read', async (name) => {
    const answer = await community.ana
      .send(name, new Uint8Array(2 * 1024 * 1024), { place: pair.space })
      .catch(() => null);
    // The line may be cut before the answer has come through.
    expect([413, undefined]).toContain(answer?.status);
  });

  test('without a length is not read either', async () => {
    const { house, ana } = community;
    const streamed = {
      method: 'PUT',
      headers: { cookie: ana.cookie, origin: house.origin },
      body: new Blob([new Uint8Array(100)]).stream(),
    };
    // `fetch` asks for this where a body is a stream, and its types do not know yet.
    const answer = await fetch(
      `${house.origin}${doors.putVault.path}`,
      Object.assign(streamed, { duplex: 'half' }),
    );
    expect(answer.status).toBe(400);
  });

  test.each(['x-padding', 'cookie'])(
    'in the header %s is refused, and the next request is answered',
    async (header) => {
      const { origin } = community.house;
      const answer = await fetch(origin + instancePath, { headers: { [header]: 'x'.repeat(20_000) } });
      expect(answer.status).toBe(431);
      expect((await fetch(origin + instancePath)).status).toBe(200);
    },
  );

  test('of a length that is none is refused', async () => {
    for (const length of ['-1', '1e3', '0x10', '99999999999999999999']) {
      expect(await statusOf({ method: 'POST', path: doors.nonce.path, length })).toBeLessThan(500);
    }
  });
});

interface Raw {
  readonly method: string;
  readonly path: string;
  readonly length?: string;
  readonly type?: string;
}

/** As a client would ask that keeps to no rules; the line may be cut instead of an answer. */
function statusOf({ method, path: asked, length, type }: Raw): Promise<number> {
  const { hostname, port, origin } = new URL(community.house.origin);
  const headers = {
    origin,
    cookie: community.ana.cookie,
    ...(length !== undefined && { 'content-length': length }),
    ...(type !== undefined && { 'content-type': type }),
  };
  return new Promise((resolve) => {
    const asking = ask({ hostname, port, method, path: asked, headers, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    asking.on('error', () => resolve(0));
    asking.end();
  });
}

describe('the wrong way of asking', () => {
  const ways = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND'];

  test.each(names)('%s is there by its own method alone', async (name) => {
    const before = everything();
    const asked = doors[name].path.replace(/:space|:person/, bytesToText(pair.space));
    const isAnothers = (method: string) =>
      names.some((other) => doors[other].path === doors[name].path && doors[other].method === method);
    for (const method of ways.filter((way) => !isAnothers(way))) {
      const status = await statusOf({ method, path: asked, length: '0' });
      expect(status, method).toBe(404);
    }
    expect(everything()).toBe(before);
  });

  test.each(['text/plain', 'application/json', 'multipart/form-data; boundary=x', 'x'.repeat(500), ''])(
    'the content type %s changes nothing',
    async (type) => {
      expect(await statusOf({ method: 'POST', path: doors.nonce.path, type, length: '0' })).toBe(200);
    },
  );

  test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('the stream is not opened by %s', async (method) => {
    const status = await statusOf({ method, path: streamPath });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
});

describe('an address that is none', () => {
  const addresses = [
    'x',
    'A'.repeat(42),
    'A'.repeat(44),
    `${'A'.repeat(42)}B`,
    '..%2f..',
    '%00',
    '%',
    '%ff%fe',
    '*',
    "'; DROP TABLE entry; --",
  ];

  test.each(addresses)('%s is nothing that anybody has', async (space) => {
    const status = await statusOf({ method: 'GET', path: `/api/spaces/${space.replaceAll(' ', '%20')}/log` });
    expect([400, 404]).toContain(status);
  });

  test.each([
    'after=-1',
    'after=x',
    'after=1e9',
    'after=99999999999999999999',
    'limit=0',
    'limit=999999',
    '%',
    'after=%',
  ])('a page %s still is a page', async (query) => {
    const answer = await community.ana.send('log', null, { place: pair.space, query: `?${query}` });
    expect(answer.status).toBe(200);
  });

  test('a cookie that is none is nobody’s', async () => {
    const { house } = community;
    const cookies = [
      'bothways=',
      'bothways=x',
      `bothways=${'A'.repeat(43)}`,
      '====',
      ';;;',
      'bothways=%',
      '__proto__=1',
    ];
    for (const cookie of cookies) {
      const answer = await fetch(`${house.origin}${doors.heads.path}`, { headers: { cookie } });
      expect(answer.status).toBe(401);
    }
  });
});
