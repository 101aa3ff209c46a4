import { getRequestListener } from '@hono/node-server';
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { bytesToText } from '#kernel/bytes.ts';
import { toMinutes, type Clock } from '#kernel/time.ts';
import { streamPath } from '#protocol/api.ts';
import { createApp } from './app.ts';
import { localBus } from './bus.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { createGuard } from './guard.ts';
import { leaveAddress, takeAddressAway } from './host/address.ts';
import { createHostLink } from './host/link.ts';
import { startJobs, type Jobs } from './jobs.ts';
import { createReports, type Reports } from './http/csp-reports.ts';
import { answerHeaders } from './http/headers.ts';
import { reportPath } from './http/content-policy.ts';
import { createAppender } from './log/append.ts';
import { createPlaces } from './log/places.ts';
import { createLogger, type Logger } from './logger.ts';
import { readOpaqueSetup } from './opaque-setup.ts';
import { createAttempts } from './people/attempts.ts';
import { createFounding } from './people/founding.ts';
import { createNonces } from './people/nonces.ts';
import { createSessions } from './people/sessions.ts';
import { createStatic } from './static.ts';
import { NotStarted } from './not-started.ts';
import { lockFolder } from './store/sqlite/lock.ts';
import { openSqliteStore } from './store/sqlite/store.ts';
import type { Store } from './store/store.ts';
import { createStreams } from './stream.ts';

export interface RunningServer {
  readonly origin: string;
  /** Null once the house is founded. */
  readonly foundingLink: string | null;
  /** What pages said their content policy stopped, where the config asks them to say so. */
  readonly cspReports: () => readonly string[];
  /** Takes no more, finishes what it has taken, and lets the data folder go. */
  close(): Promise<void>;
}

export interface Surroundings {
  readonly clock?: Clock;
  /** Where lines of the log go. */
  readonly write?: (line: string) => void;
}

/** @throws NotStarted where something outside stands in the way: the folder, the port, the database. */
export async function startServer(config: Config, surroundings: Surroundings = {}): Promise<RunningServer> {
  const { clock = Date.now, write = () => undefined } = surroundings;
  const logger = createLogger(write);
  const held = holdFolder(config.dataFolder);
  const server = createServer({ keepAliveTimeout: 65_000 });
  try {
    const port = await listen(server, config);
    const origin = config.origin ?? `http://localhost:${port}`;
    return await serve(server, { config, origin, store: held.store, clock, logger, letGo: held.letGo });
  } catch (error) {
    server.close();
    await held.letGo();
    throw error;
  }
}

interface Held {
  readonly store: Store;
  readonly letGo: () => Promise<void>;
}

function holdFolder(folder: string): Held {
  try {
    // What lies here is for the server's own eyes.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    throw new NotStarted('folder-not-writable');
  }
  const lock = lockFolder(folder);
  if (!lock.ok) throw new NotStarted(lock.refusal.code);
  const store = openSqliteStore(path.join(folder, 'bothways.db'));
  if (!store.ok) {
    lock.value.release();
    throw new NotStarted(store.refusal.code);
  }
  const letGo = async (): Promise<void> => {
    await store.value.close();
    lock.value.release();
  };
  return { store: store.value, letGo };
}

function listen(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new NotStarted(error.code === 'EADDRINUSE' ? 'port-in-use' : 'port-refused'));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

interface Parts extends Held {
  readonly config: Config;
  readonly origin: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

async function serve(server: Server, parts: Parts): Promise<RunningServer> {
  const { origin, store, clock, logger } = parts;
  const jobs = startJobs(store, { clock, logger });
  const context = await createContext(parts, jobs);
  const reports = createReports();
  const streams = createStreams(context);
  route(server, { context, streams, reports });

  leaveAddress(parts.config.dataFolder, origin);
  const token = context.founding.token();
  return {
    origin,
    foundingLink: token === null ? null : `${origin}/found#${bytesToText(token)}`,
    cspReports: reports.all,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      takeAddressAway(parts.config.dataFolder);
      streams.close();
      jobs.stop();
      server.closeIdleConnections();
      await context.appender.idle();
      // Answers that are on their way arrive; whoever holds a connection open after that is cut off.
      const patience = setTimeout(() => server.closeAllConnections(), 2000);
      await closed;
      clearTimeout(patience);
      await parts.letGo();
    },
  };
}

async function createContext({ config, origin, store, clock, logger }: Parts, jobs: Jobs): Promise<Context> {
  const log = { store, places: createPlaces(store.read), bus: localBus(), clock, scrubSoon: jobs.scrubSoon };
  return {
    ...log,
    config,
    origin,
    logger,
    guard: createGuard(clock, config.limits),
    appender: createAppender(log),
    sessions: createSessions(store, clock),
    nonces: createNonces(clock),
    attempts: createAttempts(clock),
    founding: createFounding((await store.read.instance()) !== null),
    hostLink: createHostLink(config.dataFolder, clock),
    startedAt: toMinutes(clock()),
    opaqueSetup: await readOpaqueSetup(config.dataFolder),
  };
}

interface Ways {
  readonly context: Context;
  readonly streams: ReturnType<typeof createStreams>;
  readonly reports: Reports;
}

function route(server: Server, { context, streams, reports }: Ways): void {
  const doors = getRequestListener(createApp(context).fetch, {
    // A request that cannot even be read as one.
    errorHandler: () => new Response(null, { status: 400, headers: answerHeaders }),
  });
  const pages = createStatic(context);
  server.on('request', (request, response) => {
    const address = request.url?.split('?', 1)[0] ?? '/';
    if (address === streamPath) return streams.open(request, response);
    if (address === reportPath && context.config.reportCsp) return reports.take(request, response);
    const isDoor = address.startsWith('/api/');
    // A door answers straight to the socket, which leaves nothing for whoever asks for the head of an answer.
    if (isDoor && request.method === 'HEAD') return void response.writeHead(404, answerHeaders).end();
    if (isDoor) return void doors(request, response);
    pages(request, response);
  });
}
