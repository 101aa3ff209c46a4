import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** What a server does that bears on whether an answer is kept, in the order in which it does it. */
export type Deed = 'writes the log' | 'makes it durable' | 'answers';

export const missingStrace =
  'Whether answers come after the disk has them is seen by strace, and there is none: apt-get install strace';

export interface Watch {
  /** Ends the watching, and says what was seen. */
  deeds(): Promise<readonly Deed[]>;
}

/**
 * Watches the calls that a running server makes to its system.
 *
 * @param file where strace writes down what it sees
 * @throws Error where there is no strace; null where this machine lets nobody watch
 */
export async function watch(pid: number, file: string): Promise<Watch | null> {
  if (spawnSync('strace', ['-V']).status !== 0) throw new Error(missingStrace);
  const calls = 'trace=pwrite64,pwritev,fsync,fdatasync,write,writev,sendto,sendmsg';
  const strace = spawn('strace', ['-y', '-s', '12', '-e', calls, '-o', file, '-p', String(pid)]);
  if (!(await isAttached(strace))) return null;
  return {
    async deeds() {
      const ended = once(strace, 'exit');
      strace.kill('SIGINT');
      await ended;
      return readFileSync(file, 'utf8').split('\n').flatMap(deedIn);
    },
  };
}

async function isAttached(strace: ChildProcess): Promise<boolean> {
  let said = '';
  for await (const chunk of strace.stderr!) {
    said += String(chunk);
    if (said.includes('attached')) return true;
  }
  return false;
}

function deedIn(line: string): readonly Deed[] {
  const [, call = '', file = ''] = /^(\w+)\(\d+<([^>]*)>/.exec(line) ?? [];
  const isLog = /bothways\.db(-wal)?$/.test(file);
  if (isLog && call.startsWith('pwrite')) return ['writes the log'];
  if (isLog && /^f(data)?sync$/.test(call)) return ['makes it durable'];
  return /^(socket|TCP)/.test(file) && line.includes('"HTTP/1.1 200') ? ['answers'] : [];
}
