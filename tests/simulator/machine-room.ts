import { toMinutes, type Clock } from '#kernel/time.ts';
import { streamPath } from '#protocol/api.ts';
import { createApp } from '#server/app.ts';
import { localBus } from '#server/bus.ts';
import { defaultConfig } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import { createGuard } from '#server/guard.ts';
import { createHostLink } from '#server/host/link.ts';
import { startJobs } from '#server/jobs.ts';
import { createAppender } from '#server/log/append.ts';
import { createPlaces } from '#server/log/places.ts';
import { createSharedPlaces } from '#server/log/shared-places.ts';
import { createLogger } from '#server/logger.ts';
import { createNode, sweepEvery } from '#server/nodes/node.ts';
import type { Signals } from '#server/nodes/signals.ts';
import { createAttempts } from '#server/people/attempts.ts';
import { createFounding } from '#server/people/founding.ts';
import { createNonces } from '#server/people/nonces.ts';
import { createSessions } from '#server/people/sessions.ts';
import type { SharedStore } from '#server/store/shared-store.ts';
import type { Store } from '#server/store/store.ts';
import { createStreams } from '#server/stream.ts';
import { plugged, type Plug } from '#tests/simulator/plug.ts';
import { pluggedSharedStore, pluggedStore } from '#tests/simulator/store-plug.ts';
import { connect, type Asked, type Hears } from '#tests/simulator/wire.ts';

export const origin = 'http://localhost:8080';

/** The real server, with every door and the real store, alone or among others, killed and started as a story wants. */
export interface MachineRoom {
  readonly name: string;
  isUp(): boolean;
  start(): Promise<void>;
  /** As by `kill -9`: what was not in the store is gone. */
  crash(): void;
  /** Dies by itself when the store has been used this many times more. */
  crashAfter(uses: number): void;
  /** Hands a request over. Returns how to hang up; null where nobody listens. */
  take(asked: Asked, hears: Hears): (() => void) | null;
  /** Of an unfounded house. */
  foundingToken(): Uint8Array | null;
  /** What went wrong inside in a way that nobody expected. */
  readonly trouble: readonly string[];
}

interface Running {
  readonly plug: Plug;
  readonly context: Context;
  readonly app: ReturnType<typeof createApp>;
  readonly streams: ReturnType<typeof createStreams>;
  readonly stop: () => void;
}

interface Parts {
  readonly name: string;
  readonly store: Store;
  /** What it shares with other nodes, where there are any. */
  readonly among: { readonly store: SharedStore; readonly signals: () => Signals } | null;
  readonly clock: Clock;
  readonly opaqueSetup: string;
  readonly crashed: () => void;
}

export function createMachineRoom({ name, store, among, clock, opaqueSetup, crashed }: Parts): MachineRoom {
  const trouble: string[] = [];
  const limits = { personPerMinute: 1e6, addressPerMinute: 1e6, triesPerHour: 1e6 };
  const config = { ...defaultConfig, dataFolder: '/nowhere', buildFolder: '/nowhere', limits };
  let running: Running | null = null;

  async function start(): Promise<Running> {
    const plug = plugged(die);
    const logger = createLogger((line) => {
      // A server that is being killed may well be surprised.
      if (line.startsWith('trouble') && !plug.isPulled()) trouble.push(line);
    });
    const local = localBus();
    const shared = among && pluggedSharedStore(among.store, plug);
    const own = shared ?? pluggedStore(store, plug);
    const node =
      among && shared && createNode({ local, store: shared, signals: among.signals(), logger, sweepEvery });
    const jobs = startJobs(own, { clock, logger });
    const log = {
      store: own,
      places: shared === null ? createPlaces(own.read) : createSharedPlaces(shared),
      bus: node?.bus ?? local,
      clock,
      scrubSoon: jobs.scrubSoon,
    };
    const context: Context = {
      ...log,
      config,
      origin,
      logger,
      guard: createGuard(clock, limits, own.passing),
      appender: createAppender(log),
      sessions: createSessions(own, clock, (tokenHash) => node?.sessionEnded(tokenHash)),
      nonces: createNonces(own.passing, clock),
      attempts: createAttempts(own.passing, clock),
      founding: await createFounding(own, clock),
      hostLink: createHostLink(config.dataFolder, clock),
      startedAt: toMinutes(clock()),
      opaqueSetup,
    };
    node?.start(context.sessions);
    const streams = createStreams(context);
    const stop = (): void => {
      // What it is in the middle of never ends.
      void node?.stop();
      jobs.stop();
      streams.close();
    };
    return { plug, context, app: createApp(context), streams, stop };
  }

  function die(): void {
    const dying = running;
    if (dying === null) return;
    running = null;
    dying.plug.pull();
    crashed();
    dying.stop();
  }

  return {
    name,
    isUp: () => running !== null,
    async start() {
      running ??= await start();
    },
    crash: die,
    crashAfter: (uses) => running?.plug.pullAfter(uses),
    take(asked, hears) {
      if (running === null) return null;
      const { app, streams, plug } = running;
      const alive = <Given extends unknown[]>(run: (...given: Given) => void) => {
        return (...given: Given) => void (plug.isPulled() || run(...given));
      };
      const ends = connect(asked, {
        begins: alive(hears.begins),
        portion: alive(hears.portion),
        ends: alive(hears.ends),
      });
      if (asked.path === streamPath) streams.open(ends.incoming, ends.outgoing);
      else void answer(app, asked, { ends, hears });
      return ends.hangUp;
    },
    foundingToken: () => running?.context.founding.token ?? null,
    trouble,
  };
}

interface Connection {
  readonly ends: ReturnType<typeof connect>;
  readonly hears: Hears;
}

async function answer(app: Running['app'], { method, path }: Asked, { ends, hears }: Connection) {
  const response = await app.fetch(new Request(`${origin}${path}`, { method }), ends);
  // Most doors write to the connection themselves.
  if (ends.outgoing.writableEnded || response.headers.has('x-hono-already-sent')) return;
  hears.begins(response.status, response.headers);
  hears.ends(new Uint8Array(await response.arrayBuffer()));
}
