import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A server under measurement. It runs as a process of its own, so that its CPU time and memory are its own too. */
export interface Child {
  readonly pid: number;
  /** What the line that said "ready" held. */
  readonly ready: string;
  /** Asks it to stop, and waits until it has. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts this Node on a file and waits for a line of its output that `isReady`.
 * @throws Error with what it said, where it ends before that
 */
export async function startChild(
  args: readonly string[],
  isReady: (line: string) => boolean,
  environment: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const said: string[] = [];
  const ended = once(child, 'exit');
  try {
    const ready = await firstLine(child, isReady, said);
    // A process that has written a line has a pid.
    return { pid: child.pid as number, ready, stop: () => stop(child, ended) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function firstLine(child: ChildProcess, isReady: (line: string) => boolean, said: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    for (const output of [child.stdout, child.stderr]) {
      if (output === null) continue;
      createInterface({ input: output }).on('line', (line) => {
        if (said.length < 40) said.push(line);
        if (isReady(line)) resolve(line);
      });
    }
    child.on('error', reject);
    child.on('exit', (code) =>
      reject(new Error(`ended with ${code} before it was ready:\n${said.join('\n')}`)),
    );
  });
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  await ended;
}

/** User and system time of all threads so far, in seconds. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; the numbered fields begin after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticksPerSecond = 100;
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Resident memory in KB. */
export function residentKb(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]);
}
