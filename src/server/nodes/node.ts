import { bytesToText, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { second, type Millis } from '#kernel/time.ts';
import type { LocalBus } from '#server/bus.ts';
import type { Logger } from '#server/logger.ts';
import type { Sessions } from '#server/people/sessions.ts';
import type { SharedStore } from '#server/store/shared-store.ts';
import { sharedBus, type SharedBus } from './shared-bus.ts';
import type { Signals } from './signals.ts';

/** How long something may stay unheard of that a lost signal was about. */
export const sweepEvery: Millis = 20 * second;

/** One process among several on the same store. */
export interface Node {
  readonly bus: SharedBus;
  /** From now on it hears the others. */
  start(sessions: Sessions): void;
  /** A session was ended here. */
  sessionEnded(tokenHash: Bytes): void;
  stop(): Promise<void>;
}

interface Parts {
  readonly local: LocalBus;
  readonly store: SharedStore;
  readonly signals: Signals;
  readonly logger: Logger;
  readonly sweepEvery: Millis;
}

export function createNode({ local, store, signals, logger, sweepEvery: every }: Parts): Node {
  const bus = sharedBus({ local, store, signals, logger });
  let timer: NodeJS.Timeout | null = null;
  let sweeping: Promise<void> | null = null;

  function sweep(sessions: Sessions): void {
    sweeping ??= sweepAll(sessions)
      .catch((error: unknown) => logger.trouble('nodes', error))
      .finally(() => {
        sweeping = null;
      });
  }

  async function sweepAll(sessions: Sessions): Promise<void> {
    await bus.sweep();
    const watched = sessions.watched();
    if (watched.length === 0) return;
    const living = new Set((await store.glances.livingSessions(watched)).map(bytesToText));
    for (const tokenHash of watched) if (!living.has(bytesToText(tokenHash))) sessions.forget(tokenHash);
  }

  return {
    bus,
    start(sessions) {
      signals.hear({
        told(told) {
          bus.heed(told);
          for (const { kind, id } of told) {
            const tokenHash = kind === 'session' ? textToBytes(id) : null;
            if (tokenHash !== null) sessions.forget(tokenHash);
          }
        },
        missed: () => sweep(sessions),
      });
      timer = setInterval(() => sweep(sessions), every);
      timer.unref();
    },
    sessionEnded: (tokenHash) => signals.send({ kind: 'session', id: bytesToText(tokenHash) }),
    async stop() {
      if (timer !== null) clearInterval(timer);
      await signals.close();
      await sweeping;
      await bus.idle();
    },
  };
}
