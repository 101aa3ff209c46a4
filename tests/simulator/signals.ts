import { second } from '#kernel/time.ts';
import type { Signal, SignalListener, Signals } from '#server/nodes/signals.ts';
import type { Network } from '#tests/simulator/network.ts';

/**
 * Stands in for the notifications of a database: what one node says lies on the network until somebody says what becomes
 * of it. It may be late, lost, doubled or overtaken, a node's line may break and be back a little later, or be broken
 * without anybody noticing.
 */
export interface Switchboard {
  /** The line of a node that starts. */
  lineOf(name: string): Signals;
  /** From now on nothing reaches it, and it does not know. */
  deafen(name: string): void;
  hearAgain(name: string): void;
}

/** As long as a node waits before it takes a new line. */
const backAfter = 2 * second;

export function createSwitchboard(network: () => Network): Switchboard {
  const ears = new Map<string, SignalListener>();
  const deaf = new Set<string>();

  function breakLine(name: string, ear: SignalListener): void {
    const isStillThere = (): boolean => ears.get(name) === ear;
    if (!isStillThere() || deaf.has(name)) return;
    deaf.add(name);
    setTimeout(() => {
      deaf.delete(name);
      if (isStillThere()) ear.missed();
    }, backAfter);
  }

  function send(from: string, signal: Signal): void {
    for (const [name, ear] of ears) {
      if (name === from || deaf.has(name)) continue;
      network().signal({
        line: ear,
        name: `${from} to ${name}: ${signal.kind}`,
        // Whoever died meanwhile hears nothing, and whoever came after was not told.
        arrives: () => void (ears.get(name) === ear && ear.told([signal])),
        fails: () => breakLine(name, ear),
      });
    }
  }

  return {
    lineOf: (name) => ({
      send: (signal) => send(name, signal),
      hear(listener) {
        ears.set(name, listener);
        listener.missed();
      },
      async close() {
        ears.delete(name);
      },
    }),
    deafen: (name) => void deaf.add(name),
    hearAgain(name) {
      if (deaf.delete(name)) ears.get(name)?.missed();
    },
  };
}
