import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDevice } from '#device/create-device.ts';
import type { AgreementView } from '#domain/agreement/view.ts';
import { defaultConfig } from '#server/config.ts';
import { startServer, type RunningServer } from '#server/main.ts';
import { demoConfig, fillHouse, newDevice, type Demo, type SignIns } from './demo.ts';
import { onceInSpace, onceSeen } from './demo/once.ts';
import { openKnock } from './demo/people.ts';

let folder: string;
let server: RunningServer;
let house: Demo;
let signIns: SignIns;
const secondDevices: RunningDevice[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bothways-demo-test-'));
  server = await startServer(demoConfig({ ...defaultConfig, port: 0 }, folder));
  house = fillHouse(server, () => undefined);
  signIns = await house.ready;
}, 120_000);

afterAll(async () => {
  for (const device of secondDevices) device.close();
  house.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody at another device, with what was printed in the terminal and nothing else. */
async function comeBack(person: 'ana' | 'bo' | 'cai'): Promise<RunningDevice> {
  const device = newDevice(server.origin);
  secondDevices.push(device);
  const { signinName, passphrase } = signIns[person];
  const answer = await device.signIn({ signinName, passphrase });
  expect(answer).toMatchObject({ ok: true });
  return device;
}

function spaceWith(device: RunningDevice, title: string) {
  return onceSeen(device, 'home', ({ spaces }) => spaces.find((one) => one.title === title)?.space ?? null);
}

async function agreementOf(person: 'ana' | 'bo' | 'cai', other: string): Promise<AgreementView> {
  const device = await comeBack(person);
  return onceInSpace(device, await spaceWith(device, other), ({ agreement }) =>
    agreement.clauses.length > 0 && agreement.certain ? agreement : null,
  );
}

describe('the demo', () => {
  test.each([
    ['ana', 'Bo'],
    ['bo', 'Ana'],
  ] as const)('%s can sign in on a second device and read the talk with %s', async (person, other) => {
    const device = await comeBack(person);
    const space = await spaceWith(device, other);
    const view = await onceInSpace(device, space, (one) =>
      one.turns.some((turn) => turn.state === 'said' && turn.text.includes('man with the torch came'))
        ? one
        : null,
    );
    expect(view.turns.some(({ state }) => state === 'withdrawn')).toBe(true);
    expect(view.turns.some((turn) => turn.state === 'said' && turn.note !== null)).toBe(true);
  });

  test('the agreements show every way in which a sentence can stand', async () => {
    const agreement = await agreementOf('ana', 'Bo');
    const withDee = await agreementOf('cai', 'Dee');
    const situations = [...agreement.clauses, ...withDee.clauses].map(({ situation }) => situation);
    expect(new Set(situations)).toEqual(
      new Set(['ours', 'ours-older-text', 'lapsed', 'waiting', 'worried', 'not-yet', 'too-few-yes']),
    );
  });

  test('where a newer text is let go, the older one stands again', async () => {
    const agreement = await agreementOf('bo', 'Ana');
    const fellBack = agreement.clauses.find(({ situation }) => situation === 'ours-older-text');
    expect(fellBack?.lapsed?.text).toContain('full stop');
    expect(fellBack?.inForce?.text).toContain('whatever it is');
    expect(agreement.inSight).not.toBeNull();
    expect(agreement.revisit?.on).not.toBeNull();
  });

  test('a knock waits for Ana, and an invitation is open', async () => {
    const device = await comeBack('ana');
    const knock = await onceSeen(device, 'home', ({ knocks }) =>
      knocks.length === 1 && knocks[0]?.words === openKnock.words ? knocks[0] : null,
    );
    expect(knock.name).toBe('Dee');
    const open = await onceSeen(device, 'community', ({ invitations }) => invitations[0] ?? null);
    expect(open.mine).toBe(true);
  });
});
