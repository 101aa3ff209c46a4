import { spawn } from 'node:child_process';
import path from 'node:path';
import { isBuilt } from '#cli/is-built.ts';
import type { Refusal } from '#kernel/result.ts';
import {
  databaseNameOf,
  readConfig,
  settingNames,
  variableOf,
  type Config,
  type ConfigRefusal,
  type Setting,
} from '#server/config.ts';
import { startServer, type RunningServer } from '#server/main.ts';
import { NotStarted, type StartRefusal } from '#server/not-started.ts';
import { gatherLines } from './log-lines.ts';
import { terminal } from '#words/en/terminal.ts';

const root = path.join(import.meta.dirname, '../..');

/** `bothways start`: builds what is missing, starts, says where, and stops cleanly when asked. Returns the exit code. */
export async function start(flags: readonly string[]): Promise<number> {
  if (flags.includes('--help')) {
    console.log(helpText());
    return 0;
  }
  const config = readConfig({ flags, environment: process.env });
  if (!config.ok) {
    console.error(configSentence(config.refusal));
    return 2;
  }
  if (!(await buildIfMissing(config.value))) {
    console.error(terminal.buildFailed);
    return 1;
  }
  const log = gatherLines((text) => process.stderr.write(text));
  const server = await startOrSay(config.value, log.write);
  if (server === null) return 1;

  const stopped = untilStopped();
  if (server.foundingLink === null) console.log(terminal.running(server.origin));
  else console.log(terminal.foundHere(server.foundingLink));
  console.log(terminal.howToStop);
  await stopped;
  console.log(terminal.stopping);
  await server.close();
  log.flush();
  return 0;
}

export async function startOrSay(
  config: Config,
  write: (line: string) => void,
): Promise<RunningServer | null> {
  try {
    return await startServer(config, { write });
  } catch (error) {
    if (isDiskFull(error)) {
      console.error(terminal.diskFull(config.dataFolder));
      return null;
    }
    if (!(error instanceof NotStarted)) throw error;
    console.error(terminal.notStarted[error.code](subjectOf(error.code, config)));
    return null;
  }
}

/** As SQLite says it, or the system itself. */
function isDiskFull(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'SQLITE_FULL' || error.code === 'ENOSPC')
  );
}

/** What a refusal to start is about. */
function subjectOf(code: StartRefusal, { port, dataFolder, databaseUrl }: Config): string {
  if (code === 'port-in-use' || code === 'port-refused') return String(port);
  const isAboutStore = code.startsWith('database-') || code.startsWith('store-');
  return isAboutStore && databaseUrl !== null ? databaseNameOf(databaseUrl) : dataFolder;
}

export async function buildIfMissing({ buildFolder }: Config): Promise<boolean> {
  if (await isBuilt(root, buildFolder)) return true;
  console.log(terminal.building);
  return new Promise((resolve) => {
    const build = spawn(process.execPath, ['scripts/build.ts', '--quiet'], { cwd: root, stdio: 'inherit' });
    build.on('error', () => resolve(false));
    build.on('close', (code) => resolve(code === 0));
  });
}

export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    // A terminal's Ctrl-C comes twice, once from the runner: the second changes nothing.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

export function configSentence({ code, detail = '' }: Refusal<ConfigRefusal>): string {
  const sentences = terminal.config;
  if (code === 'origin-not-https') return sentences[code];
  if (code !== 'setting-wrong') return sentences[code](detail);
  // The detail of this refusal is always the name of a setting.
  return sentences[code](detail, terminal.expected[detail as Setting]);
}

function helpText(): string {
  const { usage, settings, about } = terminal.help;
  const lines = settingNames.map((name) => `  --${name}  (${variableOf(name)})\n      ${about[name]}`);
  return [usage, '', settings, '', ...lines].join('\n');
}
