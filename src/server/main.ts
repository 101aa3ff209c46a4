import { getRequestListener } from '@hono/node-server';
import { createServer, type Server } from 'node:http';
import { bytesToText } from '#kernel/bytes.ts';
import { toMinutes, type Clock, type Millis } from '#kernel/time.ts';
import { streamPath } from '#protocol/api.ts';
import { createApp } from './app.ts';
import { localBus, type LocalBus } from './bus.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { createGuard } from './guard.ts';
import { hold, type Held } from './held.ts';
import { leaveAddress, takeAddressAway } from './host/address.ts';
import { createHostLink, createSharedHostLink } from './host/link.ts';
import { startJobs, type Jobs } from './jobs.ts';
import { createReports, type Reports } from './http/csp-reports.ts';
import { answerHeaders } from './http/headers.ts';
import { reportPath } from './http/content-policy.ts';
import { createAppender } from './log/append.ts';
import { createPlaces } from './log/places.ts';
import { createSharedPlaces } from './log/shared-places.ts';
import { createLogger, type Logger } from './logger.ts';
import { createNode, sweepEvery, type Node } from './nodes/node.ts';
import type { Signals } from './nodes/signals.ts';
import { readOpaqueSetup } from './opaque-setup.ts';
import { createAttempts } from './people/attempts.ts';
import { createFounding } from './people/founding.ts';
import { createNonces } from './people/nonces.ts';
import { createSessions } from './people/sessions.ts';
import { createStatic } from './static.ts';
import { NotStarted } from './not-started.ts';
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
  /** Told the port, where the config left it open. */
  readonly listening?: (port: number) => void;
  /** What this node hears of others may take another way. */
  readonly signals?: (signals: Signals) => Signals;
  readonly sweepEvery?: Millis;
}

/** @throws NotStarted where something outside stands in the way: the folder, the port, the database. */
export async function startServer(config: Config, surroundings: Surroundings = {}): Promise<RunningServer> {
  const { clock = Date.now, write = () => undefined } = surroundings;
  const logger = createLogger(write);
  const held = await hold(config, logger);
  const server = createServer({ keepAliveTimeout: 65_000 });
  try {
    const port = await listen(server, config);
    surroundings.listening?.(port);
    const origin = config.origin ?? `http://localhost:${port}`;
    return await serve(server, { ...held, config, origin, clock, logger, surroundings });
  } catch (error) {
    server.close();
    await held.letGo();
    throw error;
  }
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
  readonly surroundings: Surroundings;
}

async function serve(server: Server, parts: Parts): Promise<RunningServer> {
  const { origin, store, clock, logger } = parts;
  const setup = await readOpaqueSetup(parts.config.dataFolder, store);
  if (!setup.ok) throw new NotStarted(setup.refusal.code);
  const jobs = startJobs(store, { clock, logger });
  const local = localBus();
  const node = createNodeOn(parts, local);
  const context = await createContext(parts, { jobs, local, node, opaqueSetup: setup.value });
  node?.start(context.sessions);
  const reports = createReports();
  const streams = createStreams(context);
  route(server, { context, streams, reports });

  leaveAddress(parts.config.dataFolder, origin);
  const { token } = context.founding;
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
      await node?.stop();
      await parts.letGo();
    },
  };
}

/** Null where nobody shares the store. */
function createNodeOn({ shared, logger, surroundings }: Parts, local: LocalBus): Node | null {
  if (shared === null) return null;
  const { signals: around = (signals) => signals, sweepEvery: every = sweepEvery } = surroundings;
  return createNode({
    local,
    store: shared.store,
    signals: around(shared.signals),
    logger,
    sweepEvery: every,
  });
}

interface Running {
  readonly jobs: Jobs;
  readonly local: LocalBus;
  readonly node: Node | null;
  readonly opaqueSetup: string;
}

async function createContext(
  { config, origin, store, shared, clock, logger }: Parts,
  { jobs, local, node, opaqueSetup }: Running,
): Promise<Context> {
  const { dataFolder } = config;
  const { passing } = store;
  const places = shared === null ? createPlaces(store.read) : createSharedPlaces(shared.store);
  const log = { store, places, bus: node?.bus ?? local, clock, scrubSoon: jobs.scrubSoon };
  return {
    ...log,
    config,
    origin,
    logger,
    guard: createGuard(clock, config.limits, passing),
    appender: createAppender(log),
    sessions: createSessions(store, clock, (tokenHash) => node?.sessionEnded(tokenHash)),
    nonces: createNonces(passing, clock),
    attempts: createAttempts(passing, clock),
    founding: await createFounding(store, clock),
    hostLink: shared === null ? createHostLink(dataFolder, clock) : createSharedHostLink(passing, clock),
    startedAt: toMinutes(clock()),
    opaqueSetup,
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
