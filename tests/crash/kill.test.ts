import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { eventIdOf, logNext } from '#crypto/hash.ts';
import { newInvitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import { bytesToText, equalBytes, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { second } from '#kernel/time.ts';
import type { LogEntry } from '#protocol/api.ts';
import type { SignedEvent } from '#protocol/envelope.ts';
import { defaultConfig, type Config } from '#server/config.ts';
import { card, openPair } from '#tests/house/house.ts';
import { makePeer } from '#tests/house/peer.ts';
import { databaseUrl, emptyDatabase } from '#tests/house/postgres.ts';
import { changing, joining, opening, opensOf, say } from '#tests/house/spaces.ts';
import { Visitor } from '#tests/house/visitor.ts';
import { isFull } from '#tests/full.ts';
import { freePort, startProgram, type Program } from '#tests/nodes/program.ts';

const kills = isFull ? 200 : 3;
const writers = 20;
/** As many as one commit opens. */
const opensMost = 16;
/** Between two kills so many more are written, more or less. */
const writtenLeast = 20;
const writtenSpread = 200;

interface Log {
  readonly space: Bytes;
  readonly place: LogPlace;
}

interface Written {
  readonly log: Log;
  readonly author: number;
  readonly id: Bytes;
  readonly seq: number;
}

let program: Program;
let folder: string;
let letGo: () => Promise<void>;
afterEach(async () => {
  await program.stop();
  await letGo();
  await rm(folder, { recursive: true, force: true });
});

async function configOn(store: 'SQLite' | 'PostgreSQL'): Promise<Config> {
  folder = await mkdtemp(path.join(tmpdir(), 'bothways-kill-'));
  const database = store === 'PostgreSQL' ? await emptyDatabase() : null;
  letGo = async () => database?.letGo();
  const config = { ...defaultConfig, port: await freePort(), dataFolder: path.join(folder, 'data') };
  return { ...config, databaseUrl: database?.url ?? null };
}

/** Twenty in one community, and two and two of them in pairs. */
async function gather(port: number): Promise<{ visitors: Visitor[]; logsOf: readonly Log[][] }> {
  const house = { origin: `http://localhost:${port}` };
  const visitors = await Promise.all(
    Array.from({ length: writers }, async () => new Visitor(house, await makePeer())),
  );
  const [ana, ...others] = visitors as [Visitor, ...Visitor[]];
  const invitations = await Promise.all(others.map(newInvitation));
  const opened = await opening(ana.peer, 'community', invitations.slice(0, opensMost));
  const token = textToBytes(program.foundingLink?.split('#')[1] ?? '')!;
  await ana.call('found', { token, account: ana.peer.account, card, ...opened.request });
  const { space } = opened.made.commit;
  const more = await changing(opened.made.place, ana.peer, {
    opens: await opensOf(invitations.slice(opensMost)),
  });
  await ana.call('commit', more.request, { place: space });
  let { place } = more.made;
  for (const [index, visitor] of others.entries()) {
    const joined = await joining(place, visitor.peer, invitations[index]!);
    await visitor.call('join', { account: visitor.peer.account, space, ...joined.request });
    place = joined.made.place;
  }
  const community: Log = { space, place };
  const logsOf: Log[][] = [];
  for (let index = 0; index < writers; index += 2) {
    const pair = await openPair(visitors[index]!, visitors[index + 1]!);
    logsOf.push([community, pair], [community, pair]);
  }
  return { visitors, logsOf };
}

describe.each([
  ['SQLite', false],
  ['PostgreSQL', databaseUrl === null],
] as const)('a server on %s that is killed again and again under twenty writers', (store, isMissing) => {
  const patience = kills * 30 * second;
  const title = `has lost, doubled and reordered nothing that it had answered, after ${kills} times`;

  test.skipIf(isMissing)(title, { timeout: patience }, async () => {
    const config = await configOn(store);
    program = await startProgram(config);
    const { visitors, logsOf } = await gather(config.port);
    const written: Written[] = [];
    let up = Promise.resolve();
    let isOver = false;

    /** One after the other, in either log by turns; what was not answered is sent again as it is. */
    const write = async (author: number): Promise<void> => {
      const visitor = visitors[author]!;
      for (let turn = 0; !isOver; turn++) {
        const log = logsOf[author]![turn % 2]!;
        const event: SignedEvent = await say(log.place, visitor.peer, { body: randomBytes(300) });
        for (let seq: number | null = null; seq === null;) {
          await up;
          const told = await visitor.ask('append', event, { place: log.space }).catch(() => null);
          if (told !== null && told.value === null) expect(told).toMatchObject({ code: 'store-away' });
          seq = told?.value?.seq ?? null;
          if (seq !== null) written.push({ log, author, id: eventIdOf(event.header), seq });
        }
      }
    };
    const writing = Promise.all(visitors.map((_, author) => write(author)));

    const readyAfter: number[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const enough = written.length + writtenLeast + Math.floor(Math.random() * writtenSpread);
      while (written.length < enough) await new Promise((resolve) => setTimeout(resolve, 1));
      await program.kill();
      const killedAt = performance.now();
      up = startProgram(config).then((again) => void (program = again));
      await up;
      readyAfter.push((performance.now() - killedAt) / second);
    }
    isOver = true;
    await writing;

    const slow = readyAfter.toSorted((one, other) => one - other)[Math.floor(kills * 0.95)] ?? 0;
    console.log(`${store}: ${written.length} answered, ready again in ${slow.toFixed(2)} s (p95).`);
    const logs = new Map(logsOf.flat().map((log) => [bytesToText(log.space), log]));
    for (const log of logs.values()) {
      const reader = visitors.find((_, index) => logsOf[index]!.includes(log))!;
      expectWhole(log, await readAll(reader, log), written);
    }
  });
});

async function readAll(reader: Visitor, { space, place }: Log): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for (;;) {
    const query = `?after=${entries.at(-1)?.seq ?? place.seq}`;
    const page = await reader.call('log', {}, { place: space, query });
    if (page.entries.length === 0) {
      expectChain(place, entries, page.head.hash);
      return entries;
    }
    entries.push(...page.entries);
  }
}

/** Every place follows from the one before it. */
function expectChain(place: LogPlace, entries: readonly LogEntry[], head: Bytes): void {
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => place.seq + 1 + index));
  const hash = entries.reduce((before, entry) => logNext(before, idOf(entry)), place.hash);
  expect(equalBytes(hash, head)).toBe(true);
}

function idOf({ event }: LogEntry): Bytes {
  return eventIdOf(event!.header);
}

function expectWhole(log: Log, entries: readonly LogEntry[], written: readonly Written[]): void {
  const here = written.filter((one) => one.log === log);
  const ids = entries.map((entry) => bytesToText(idOf(entry)));
  // Nothing doubled, and all there is was sent by somebody who was told of it in the end.
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(here.length);
  // Nothing lost: what was answered stands where it was said to stand.
  const bySeq = new Map(entries.map((entry) => [entry.seq, bytesToText(idOf(entry))]));
  expect(here.filter(({ seq, id }) => bySeq.get(seq) !== bytesToText(id))).toEqual([]);
  // Nothing reordered: of one person, what was written later stands later.
  for (let author = 0; author < writers; author++) {
    const seqs = here.filter((one) => one.author === author).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((one, other) => one - other));
  }
}
