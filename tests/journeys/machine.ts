import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fetchWithCookies } from '#device/cookies.ts';
import type { MachineRoom } from '#device/device.ts';
import { hostDoors } from '#device/host.ts';
import { createTransport } from '#device/transport.ts';
import { root } from '#scripts/run.ts';
import { demo } from '#words/en/demo.ts';
import { terminal } from '#words/en/terminal.ts';

/** What a host types. */
export type Command = 'start' | 'demo';

interface Wish {
  readonly command: Command;
  readonly folder: string;
  /** 0 takes any free one. A restart asks for the same again, as browsers know the place by it. */
  readonly port: number;
  /** Where people find it, if not there. */
  readonly origin?: string;
  /** Where the release lies that is started: this one, unless a journey is about another. */
  readonly release?: string;
}

/** The last line of each that says that it is ready. */
const ready = { start: terminal.howToStop, demo: demo.stop } as const;

/** A running server: started by the command that a host types, in a process of its own. */
export interface Machine {
  readonly origin: string;
  /** The link it printed: the one that founds a place, as long as there is none. */
  readonly printed: string;
  /** Everything it has said in the terminal. */
  said(): string;
  stop(): Promise<void>;
}

export async function startMachine({ command, release = root, ...place }: Wish): Promise<Machine> {
  const bothways = path.join(release, 'src/cli/bothways.ts');
  const child = spawn(process.execPath, [bothways, command, ...flags(place)], {
    cwd: release,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const printed = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const link = /http:\/\/localhost:\d+\S*/.exec(output)?.[0];
      if (link !== undefined && output.includes(ready[command])) resolve(link);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`The server ended before it was ready:\n${output}`)));
  });
  return { origin: new URL(printed).origin, printed, said: () => output, stop: () => stop(child) };
}

/** Two people in one browser on one address ask more of it than a house of many would. */
function flags({ folder, port, origin }: Omit<Wish, 'command'>): readonly string[] {
  const there = origin === undefined ? [] : ['--origin', origin];
  const plenty = [
    '--requests-per-person',
    '100000',
    '--requests-per-address',
    '100000',
    '--tries-per-hour',
    '1000',
  ];
  return ['--port', String(port), '--data', folder, '--report-csp', 'yes', ...there, ...plenty];
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = await ended;
  if (code !== 0) throw new Error(`The server ended with ${code}.`);
}

/** The link that a host gets by typing the command beside a running server. */
export async function hostLink(folder: string): Promise<string> {
  const command = [path.join(root, 'src/cli/bothways.ts'), 'host', '--data', folder];
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = await once(child, 'close');
  const link = /http:\S+/.exec(output)?.[0];
  if (code !== 0 || link === undefined) throw new Error(`The command ended with ${code}: ${output}`);
  return link;
}

/** What the machine room shows to whoever keeps the machine: counts and nothing else. */
export async function machineRoom(folder: string): Promise<MachineRoom> {
  const { origin, hash } = new URL(await hostLink(folder));
  const { machineRoom: look } = hostDoors(createTransport(origin, fetchWithCookies(origin, fetch)));
  const room = await look(hash.slice(1));
  if (!room.ok) throw new Error(`The machine room stayed shut: ${room.refusal.code}`);
  return room.value;
}
