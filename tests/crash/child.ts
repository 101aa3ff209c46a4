import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, which can be watched and stopped from outside. */
export interface Child {
  readonly pid: number;
  readonly origin: string;
  /** Of the founding link. */
  readonly token: string;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('serve.ts', import.meta.url));

export async function startChild(dataFolder: string, port: number): Promise<Child> {
  const child = spawn(process.execPath, [program, dataFolder, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [link]: string[] = await once(createInterface({ input: child.stdout }), 'line');
  if (link === undefined || child.pid === undefined) throw new Error('a server says its founding link');
  const { origin, hash } = new URL(link);
  return {
    pid: child.pid,
    origin,
    token: hash.slice(1),
    async stop() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
