import { randomBytes } from '#crypto/suite.ts';
import { readStream, type Told } from '#device/stream.ts';
import type { Transport } from '#device/transport.ts';
import { second, type Clock, type Millis } from '#kernel/time.ts';

/** Keeps one stream open for as long as the device runs, and knows whether there is one. */
export interface Line {
  state(): { readonly state: 'online' } | { readonly state: 'offline'; readonly since: Millis };
  /** Something says that there may be a network again: tries at once. */
  poke(): void;
  /** The network is gone. A stream may lie open for a minute before it breaks, and nobody should be told late. */
  lose(): void;
  close(): void;
}

export interface LineOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly tell: (told: Told) => void;
  readonly changed: () => void;
  /** There is no session; true once there is one again. */
  readonly openSession: () => Promise<boolean>;
}

const firstWaitMs = second / 2;
const longestWaitMs = 30 * second;

export function openLine({ transport, clock, tell, changed, openSession }: LineOptions): Line {
  const closing = new AbortController();
  // Until the first try has failed there is nothing to say about the line.
  let offlineSince: Millis | null = null;
  let reading = new AbortController();
  let wakeUp = () => {};
  let failures = 0;

  const isOnline = (online: boolean) => {
    if (online === (offlineSince === null)) return;
    offlineSince = online ? null : clock();
    changed();
  };

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      reading = new AbortController();
      const either = AbortSignal.any([closing.signal, reading.signal]);
      const end = await readStream(transport, either, (told) => {
        failures = 0;
        isOnline(true);
        tell(told);
      });
      if (end === 'signed-out' && (await openSession())) continue;
      isOnline(false);
      failures += 1;
      if (!closing.signal.aborted) await pause(waitOf(failures), (wake) => (wakeUp = wake));
    }
  }
  void run();

  return {
    state: () => (offlineSince === null ? { state: 'online' } : { state: 'offline', since: offlineSince }),
    poke: () => wakeUp(),
    lose: () => reading.abort(),
    close() {
      closing.abort();
      wakeUp();
    },
  };
}

/** Longer each time, and never the same for two devices: a server that comes back is not met by all of them at once. */
function waitOf(failures: number): number {
  const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures - 1, 10));
  const [chance = 0] = randomBytes(1);
  return longest * (0.5 + chance / 512);
}

function pause(ms: number, whenAsleep: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    whenAsleep(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
