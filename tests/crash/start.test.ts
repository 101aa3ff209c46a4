import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '#tests/sources.ts';
import { textToBytes } from '#kernel/bytes.ts';
import { freePort } from '#tests/free-port.ts';
import { card, openPair } from '#tests/house/house.ts';
import { makePeer } from '#tests/house/peer.ts';
import { newInvitation } from '#crypto/invitation.ts';
import { joining, opening, say } from '#tests/house/spaces.ts';
import { Visitor } from '#tests/house/visitor.ts';

let folder: string;
let port: number;
let running: ChildProcess[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'start-'));
  port = await freePort();
  running = [];
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly said: string[];
  readonly ended: Promise<number | null>;
}

function start(flags: readonly string[] = []): Started {
  const settings = ['--data', path.join(folder, 'data'), '--port', String(port), ...flags];
  const child = spawn(process.execPath, ['src/cli/bothways.ts', 'start', ...settings], { cwd: root });
  running.push(child);
  const said: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => said.push(line));
  }
  return { child, said, ended: once(child, 'exit').then(([code]: (number | null)[]) => code ?? null) };
}

/** The line with the address, once it has been said. */
async function ready({ child, said }: Started): Promise<string> {
  for (;;) {
    const line = said.find((one) => one.includes(`http://localhost:${port}`));
    if (line !== undefined) return line;
    if (child.exitCode !== null) throw new Error(said.join('\n'));
    await once(child.stdout!, 'data');
  }
}

describe('bothways start', () => {
  test('says how to found, stops when asked, and starts again with another link', async () => {
    const first = start();
    const link = await ready(first);
    expect(link.trim()).toMatch(new RegExp(`^http://localhost:${port}/found#[A-Za-z0-9_-]{43}$`));
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const second = start();
    expect(await ready(second)).not.toBe(link);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });

  test('a second on the same folder is refused, and the first goes on', async () => {
    const first = start();
    await ready(first);
    const second = start(['--port', String(await freePort())]);
    expect(await second.ended).toBe(1);
    expect(second.said.join(' ')).toContain('already using the folder');
    expect((await fetch(`http://localhost:${port}/api/instance`)).status).toBe(200);
  });

  test('on a port that is taken is refused', async () => {
    const first = start();
    await ready(first);
    const second = start(['--data', path.join(folder, 'other')]);
    expect(await second.ended).toBe(1);
    expect(second.said.join(' ')).toContain(`Port ${port} is taken`);
  });

  test('with a database that does not answer says which, and nothing of what opens it', async () => {
    const away = start(['--database-url', 'postgres://us:secret@127.0.0.1:1/both']);
    expect(await away.ended).toBe(1);
    const said = away.said.join(' ');
    expect(said).toContain('The database 127.0.0.1:1/both does not answer');
    expect(said).not.toContain('secret');
  });

  test('with a wrong setting says what is expected', async () => {
    const wrong = start(['--trusted-proxy', 'perhaps']);
    expect(await wrong.ended).toBe(2);
    expect(wrong.said).toEqual(['--trusted-proxy expects yes or no.']);
  });
});

describe('a server that is killed', () => {
  test('has lost nothing that it had answered, and starts again at once', async () => {
    const first = start();
    const token = textToBytes((await ready(first)).split('#')[1]!)!;
    const house = { origin: `http://localhost:${port}` };
    const [ana, bo] = [new Visitor(house, await makePeer()), new Visitor(house, await makePeer())];
    const invitation = await newInvitation();
    const opened = await opening(ana.peer, 'community', [invitation]);
    await ana.call('found', { token, account: ana.peer.account, card, ...opened.request });
    const joined = await joining(opened.made.place, bo.peer, invitation);
    const { space } = opened.made.commit;
    await bo.call('join', { account: bo.peer.account, space, ...joined.request });
    const pair = await openPair(ana, bo);

    const answered: number[] = [];
    const events = await Promise.all(Array.from({ length: 200 }, () => say(pair.place, ana.peer)));
    const writing = Promise.all(
      events.map(async (event) => {
        const told = await ana.ask('append', event, { place: pair.space }).catch(() => null);
        if (told?.value) answered.push(told.value.seq);
        if (answered.length === 50) first.child.kill('SIGKILL');
      }),
    );
    await writing;
    await first.ended;

    const beganAt = performance.now();
    const second = start();
    await ready(second);
    expect(performance.now() - beganAt).toBeLessThan(5000);
    const { entries, head } = await bo.call('log', {}, { place: pair.space, query: '?after=2' });
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 3));
    expect(head.seq).toBe(entries.length + 2);
    const there = new Set(entries.map(({ seq }) => seq));
    expect(answered.filter((seq) => !there.has(seq))).toEqual([]);
    expect(answered.length).toBeGreaterThanOrEqual(50);

    // What was not answered is sent again, and stands there once.
    const again = await Promise.all(events.map((event) => ana.call('append', event, { place: pair.space })));
    expect(new Set(again.map(({ seq }) => seq)).size).toBe(200);
    const after = await bo.call('log', {}, { place: pair.space, query: '?after=2' });
    expect(after.entries).toHaveLength(200);
  });
});
