import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bytesToText } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { sessionCookie } from '#protocol/api.ts';
import { makePeer, wanted, type Peer } from '#tests/house/peer.ts';
import { Visitor } from '#tests/house/visitor.ts';
import { localBus } from './bus.ts';
import { defaultConfig } from './config.ts';
import { createGuard } from './guard.ts';
import { announceLetter } from './log/announce.ts';
import { createLogger } from './logger.ts';
import { checkAccount } from './people/account.ts';
import { createSessions } from './people/sessions.ts';
import { openSqliteStore } from './store/sqlite/store.ts';
import type { Store } from './store/store.ts';
import { createStreams, type Streams } from './stream.ts';

let folder: string;
let store: Store;
let server: Server;
let streams: Streams;
let ana: Peer;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'slow-'));
  store = wanted(openSqliteStore(path.join(folder, 'slow.db')));
  ana = await makePeer();
  const { person, vault } = wanted(await checkAccount(ana.account));
  await store.write((writes) => writes.addPerson(person, vault));
});
afterEach(async () => {
  streams.close();
  server.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a stream loses nothing of what happens while its heads are being read', async () => {
  const bus = localBus();
  const clock = () => 0;
  const sessions = createSessions(store, clock);
  // A store on another machine: much happens before it answers.
  const slow: Store = {
    ...store,
    read: {
      ...store.read,
      async headsOf(person) {
        const heads = await store.read.headsOf(person);
        announceLetter(bus, 7, idFromBytes(person));
        return heads;
      },
    },
  };
  const [config, logger] = [defaultConfig, createLogger(() => undefined)];
  const guard = createGuard(clock, config.limits, store.passing);
  streams = createStreams({ store: slow, bus, sessions, guard, clock, logger, config });
  server = createServer((request, response) => streams.open(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  // What listens on a port has one.
  const { port } = server.address() as AddressInfo;
  const visitor = new Visitor({ origin: `http://127.0.0.1:${port}` }, ana);
  const token = await store.write((writes) => sessions.begin(writes, ana.line.person));
  visitor.cookies.set(sessionCookie, bytesToText(token));
  const listening = await visitor.listen();
  expect(await listening.next()).toEqual({ event: 'heads', told: { heads: [] } });
  expect(await listening.next()).toEqual({ event: 'letter', told: { id: 7 } });
  listening.close();
});
