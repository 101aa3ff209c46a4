import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetchWithCookies } from '#device/cookies.ts';
import { createDevice, type RunningDevice } from '#device/create-device.ts';
import { memoryStore } from '#device/store/memory.ts';
import { readConfig, type Config } from '#server/config.ts';
import type { RunningServer } from '#server/main.ts';
import { demo as words } from '#words/en/demo.ts';
import { anaAndBo } from './demo/ana-and-bo.ts';
import { caiAndDee } from './demo/cai-and-dee.ts';
import { noorAndAna } from './demo/noor-and-ana.ts';
import { granted } from './demo/once.ts';
import { card, communityName, openKnock, people } from './demo/people.ts';
import { knock, playScene, type Cast } from './demo/play.ts';
import type { PersonKey, Scene } from './demo/scene.ts';
import { buildIfMissing, configSentence, startOrSay, untilStopped } from './start.ts';
import { terminal } from '#words/en/terminal.ts';

/** What somebody needs to come in as one of the five. */
export interface SignIn {
  readonly name: string;
  readonly signinName: string;
  readonly passphrase: string;
}

export type SignIns = Readonly<Record<PersonKey, SignIn>>;

export interface Demo {
  /** When everybody is in and has talked. */
  readonly ready: Promise<SignIns>;
  /** Lets the five devices go. The server is for whoever started it to stop. */
  close(): void;
}

const scenes: readonly Scene[] = [anaAndBo, caiAndDee, noorAndAna];
/** The two whose sign-ins are printed. They share a space, so two windows show both of its sides. */
const shown: readonly PersonKey[] = ['ana', 'bo'];

/** `bothways demo`: a house with five people in it, on this machine, gone when it is stopped. Returns the exit code. */
export async function demo(flags: readonly string[]): Promise<number> {
  const config = readConfig({ flags, environment: {} });
  if (!config.ok) {
    console.error(configSentence(config.refusal));
    return 2;
  }
  if (!(await buildIfMissing(config.value))) {
    console.error(terminal.buildFailed);
    return 1;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'bothways-demo-'));
  const stopped = untilStopped();
  try {
    const server = await startOrSay(demoConfig(config.value, folder), () => undefined);
    if (server === null) return 1;
    console.log(words.settingUp);
    const filled = fillHouse(server, (line) => console.log(line));
    const shown = filled.ready.then((signIns) => show(server.origin, signIns));
    await Promise.race([shown, stopped]);
    // Stopping early leaves people in mid-sentence, which nobody has to hear of.
    shown.catch(() => undefined);
    await stopped;
    filled.close();
    await server.close();
    console.log(words.gone);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Five people who say in half a minute what others say in a month are no reason to slow anybody down. */
export function demoConfig(config: Config, dataFolder: string): Config {
  const many = 1_000_000;
  return {
    ...config,
    dataFolder,
    limits: { ...config.limits, personPerMinute: many, addressPerMinute: many },
  };
}

function show(origin: string, signIns: SignIns): void {
  console.log(`\n${words.ready(origin)}\n\n${words.signIn}\n`);
  for (const key of shown) {
    const { name, signinName, passphrase } = signIns[key];
    console.log(`${words.person(name)}\n${words.signinName(signinName)}\n${words.passphrase(passphrase)}\n`);
  }
  console.log(words.stop);
}

/** Founds, lets everybody in, and has them talk: every word through the same doors as anybody's. */
export function fillHouse(server: RunningServer, tell: (line: string) => void): Demo {
  const devices: RunningDevice[] = [];
  const newOne = (): RunningDevice => {
    const device = newDevice(server.origin);
    devices.push(device);
    return device;
  };
  return {
    ready: fill(server, newOne, tell),
    close() {
      for (const device of devices) device.close();
    },
  };
}

async function fill(
  server: RunningServer,
  newOne: () => RunningDevice,
  tell: (line: string) => void,
): Promise<SignIns> {
  const { cast, signIns } = await comeIn(server, newOne, tell);
  for (const scene of scenes) {
    await playScene(cast, scene);
    const [one, other] = scene.between;
    tell(words.talked(cast[one].name, cast[other].name));
  }
  await knock(cast, openKnock);
  granted(await cast.ana.device.invite(), 'an open invitation');
  return signIns;
}

async function comeIn(
  server: RunningServer,
  newOne: () => RunningDevice,
  tell: (line: string) => void,
): Promise<{ cast: Cast; signIns: SignIns }> {
  const token = server.foundingLink?.split('#')[1];
  if (token === undefined) throw new Error('a demo begins in an empty house');
  const seats: [PersonKey, Cast[PersonKey]][] = [];
  const signIns: [PersonKey, SignIn][] = [];
  for (const { key, name, words: introduction } of people) {
    const device = newOne();
    const draft = await device.drawAccount();
    const { signinName, passphrase } = draft;
    const person = { draft, name, passphrase };
    const founder = seats[0]?.[1].device;
    if (founder === undefined) {
      granted(await device.found({ ...person, token, communityName, card }), 'founding');
    } else {
      const { link } = granted(await founder.invite(), 'an invitation');
      granted(await device.join({ ...person, fragment: link.split('#')[1] ?? '', card }), 'joining');
    }
    granted(await device.introduce(introduction), 'an introduction');
    seats.push([key, { name, device }]);
    signIns.push([key, { name, signinName, passphrase }]);
    tell(words.came(name));
  }
  return { cast: everybody(seats), signIns: everybody(signIns) };
}

function everybody<Value>(
  entries: readonly (readonly [PersonKey, Value])[],
): Readonly<Record<PersonKey, Value>> {
  // Everybody of `people` has come, and that is everybody there is a key for.
  return Object.fromEntries(entries) as Record<PersonKey, Value>;
}

/** A device like any other, whose memory is its only store. */
export function newDevice(origin: string): RunningDevice {
  return createDevice({
    origin,
    store: memoryStore(),
    fetch: fetchWithCookies(origin, fetch),
    clock: Date.now,
    // It is never locked, and five of these move in at once.
    lockCost: 1,
  });
}
