import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { streamPath } from '#protocol/api.ts';
import { defaultConfig, type Config } from '#server/config.ts';
import { startServer, type RunningServer, type Surroundings } from '#server/main.ts';
import { emptyDatabase, type EmptyDatabase } from '#tests/house/postgres.ts';
import { startProxy } from '#tests/house/proxy.ts';
import { startProgram, type Program } from './program.ts';

/** Two nodes on one database, and a proxy before them that sends every request to the other one in turn. */
export interface Nodes extends RunningServer {
  /** Ends one as a power cut would. Only nodes that are programs of their own die so. */
  kill(index: number): Promise<void>;
  restart(index: number): Promise<void>;
}

interface Started {
  readonly server: Pick<RunningServer, 'foundingLink' | 'close'>;
  readonly port: number;
  readonly kill: () => Promise<void>;
}

interface Options extends Pick<Surroundings, 'signals' | 'sweepEvery'> {
  /** `here`: in this process. `apart`: each a program of its own. */
  readonly run: 'here' | 'apart';
  /** How the nodes reach the database, where it is not straight. */
  readonly through?: (url: string) => string;
}

const generous = { personPerMinute: 1e6, addressPerMinute: 1e6, triesPerHour: 1e6 };

export async function startNodes({ run, through = (url) => url, ...surroundings }: Options): Promise<Nodes> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bothways-nodes-'));
  const database: EmptyDatabase = await emptyDatabase();
  const proxy = await startProxy();
  const folderOf = (index: number) => path.join(folder, `${index}`);

  async function start(index: number): Promise<Started> {
    const config: Config = {
      ...defaultConfig,
      port: 0,
      dataFolder: folderOf(index),
      databaseUrl: through(database.url),
      buildFolder: path.join(folder, 'build'),
      origin: proxy.origin,
      limits: generous,
    };
    return run === 'here' ? startHere(config, surroundings) : startApart(config);
  }

  const nodes: Started[] = [await start(0)];
  // The one thing that lies in no database: whoever adds a node carries it over.
  await mkdir(folderOf(1));
  await cp(path.join(folderOf(0), 'opaque-setup'), path.join(folderOf(1), 'opaque-setup'));
  nodes.push(await start(1));
  proxy.route(inTurn(() => nodes.map(({ port }) => port)));

  return {
    origin: proxy.origin,
    foundingLink: nodes[0]?.server.foundingLink ?? null,
    cspReports: () => [],
    kill: async (index) => nodes[index]?.kill(),
    async restart(index) {
      nodes[index] = await start(index);
    },
    async close() {
      proxy.close();
      await Promise.all(nodes.map(({ server }) => server.close()));
      await database.letGo();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startHere(config: Config, surroundings: Surroundings): Promise<Started> {
  let port = 0;
  const server = await startServer(config, { ...surroundings, listening: (at) => (port = at) });
  return { server, port, kill: server.close };
}

async function startApart(config: Config): Promise<Started> {
  const program: Program = await startProgram(config);
  const { foundingLink, port, kill, stop } = program;
  return { server: { foundingLink, close: stop }, port, kill };
}

/** Requests go to either in turn; streams stay with one, so that the first who come are at different nodes. */
function inTurn(ports: () => readonly number[]): (asked: IncomingMessage) => readonly number[] {
  let turn = 0;
  const turnByBrowser = new Map<string, number>();
  return ({ url, headers }) => {
    const browser = headers.cookie ?? '';
    if (!turnByBrowser.has(browser)) turnByBrowser.set(browser, turnByBrowser.size);
    const first = url === streamPath ? (turnByBrowser.get(browser) ?? 0) : turn++;
    const all = ports();
    return all.map((_, index) => all[(first + index) % all.length] ?? 0);
  };
}
