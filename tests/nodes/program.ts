import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Config } from '#server/config.ts';
import { root } from '#tests/sources.ts';

/** `bothways start` as a process of its own, ready to be asked. */
export interface Program {
  readonly port: number;
  readonly foundingLink: string | null;
  /** As a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** @throws Error with what it said, where it ended before it was ready */
export async function startProgram(config: Config): Promise<Program> {
  const port = config.port === 0 ? await freePort() : config.port;
  const many = '9999999';
  const flags = [
    '--data',
    config.dataFolder,
    '--port',
    String(port),
    ...(config.origin === null ? [] : ['--origin', config.origin]),
    '--requests-per-person',
    many,
    '--requests-per-address',
    many,
    '--tries-per-hour',
    many,
  ];
  const child = spawn(process.execPath, ['src/cli/bothways.ts', 'start', ...flags], {
    cwd: root,
    env: { ...process.env, BOTHWAYS_DATABASE_URL: config.databaseUrl ?? '' },
  });
  const said: string[] = [];
  const ended = once(child, 'exit');
  const ready = new Promise<string>((resolve, reject) => {
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        said.push(line);
        if (/^\s*https?:\/\/|running at http/.test(line)) resolve(line);
      });
    }
    void ended.then(() => reject(new Error(said.join('\n'))));
  });
  const line = await ready;
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return {
    port,
    foundingLink: /\S+\/found#\S+/.exec(line)?.[0] ?? null,
    kill: () => end('SIGKILL'),
    stop: () => (child.exitCode === null && child.signalCode === null ? end('SIGTERM') : Promise.resolve()),
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
