import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { newInvitation } from '#crypto/invitation.ts';
import { digest, randomBytes } from '#crypto/suite.ts';
import { concatBytes, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { second } from '#kernel/time.ts';
import type { AnswerOf, DoorName, RequestOf } from '#protocol/api.ts';
import { partLength, partsIn } from '#protocol/blob.ts';
import { defaultConfig } from '#server/config.ts';
import { card } from '#tests/house/house.ts';
import { makePeer } from '#tests/house/peer.ts';
import { databaseUrl, emptyDatabase } from '#tests/house/postgres.ts';
import { opening, say } from '#tests/house/spaces.ts';
import { Visitor } from '#tests/house/visitor.ts';
import { isFull } from '#tests/full.ts';
import { freePort, startProgram, type Program } from '#tests/nodes/program.ts';

const kills = isFull ? 50 : 2;
const parts = 12;

let program: Program;
let folder: string;
let letGo: () => Promise<void>;
afterEach(async () => {
  await program.stop();
  await letGo();
  await rm(folder, { recursive: true, force: true });
});

const stores: readonly string[] = ['SQLite', ...(databaseUrl === null ? [] : ['PostgreSQL'])];

test.each(stores)(
  'a server on %s that is killed while pictures come has every part that it answered, and no half of a picture',
  { timeout: (kills + 2) * 30 * second },
  async (store) => {
    folder = await mkdtemp(path.join(tmpdir(), 'bothways-blobs-'));
    const database = store === 'PostgreSQL' ? await emptyDatabase() : null;
    letGo = async () => database?.letGo();
    const place = { port: await freePort(), dataFolder: path.join(folder, 'data') };
    const config = { ...defaultConfig, ...place, databaseUrl: database?.url ?? null };
    program = await startProgram(config);

    const ana = new Visitor({ origin: `http://localhost:${config.port}` }, await makePeer());
    const token = textToBytes(program.foundingLink?.split('#')[1] ?? '')!;
    const founding = await opening(ana.peer, 'community', [await newInvitation()]);
    await ana.call('found', { token, account: ana.peer.account, card, ...founding.request });
    const solo = await opening(ana.peer, 'solo');
    await ana.call('openSpace', solo.request);
    const at = { place: solo.made.commit.space };
    let up = Promise.resolve();
    let answered = 0;

    /** Asks until there is an answer, as a device does. */
    async function ask<Name extends DoorName>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name>> {
      for (;;) {
        await up;
        const told = await ana.ask(name, request, at).catch(() => null);
        if (told === null || told.value === null) continue;
        answered += 1;
        return told.value;
      }
    }

    const shown: { blob: Bytes; bytes: Bytes }[] = [];
    let isOver = false;
    async function bringOn(): Promise<void> {
      while (!isOver) {
        const bytes = concatBytes(randomBytes(60_000), new Uint8Array(parts * partLength - 60_000));
        const blob = randomBytes(32);
        const name = { blob, length: bytes.length };
        for (let there = 0; there < partsIn(bytes.length);) {
          const part = bytes.slice(there * partLength, (there + 1) * partLength);
          const answer = await ask('putBlob', { ...name, at: there, part });
          // What was answered before is never taken back.
          expect(answer.parts).toBeGreaterThanOrEqual(there);
          there = answer.parts;
        }
        const blobs = [{ id: blob, hash: digest(bytes) }];
        const event = await say(solo.made.place, ana.peer, { blobs });
        const before = await ask('append', event);
        // Sent again, it is still the same one, and what it shows still its own.
        expect(await ask('append', event)).toEqual(before);
        shown.push({ blob, bytes });
      }
    }
    const bringing = bringOn();

    for (let kill = 0; kill < kills; kill++) {
      const enough = answered + 5 + Math.floor(Math.random() * 30);
      while (answered < enough) await new Promise((resolve) => setTimeout(resolve, 1));
      await program.kill();
      up = startProgram(config).then((again) => void (program = again));
      await up;
    }
    isOver = true;
    await bringing;

    expect(shown.length).toBeGreaterThan(0);
    for (const { blob, bytes } of shown) {
      const read: Bytes[] = [];
      for (let part = 0; part < partsIn(bytes.length); part++) {
        read.push((await ask('readBlob', { blob, at: part })).part);
      }
      expect(Buffer.compare(concatBytes(...read), bytes)).toBe(0);
    }
  },
);
