import { chanceFrom } from '#tests/simulator/chance.ts';

/**
 * The ground that device and server stand on, with time, timers and chance in our hands. It stands in for the
 * platform, never for our own code: what is simulated is what a real machine would do by itself.
 *
 * Cryptography is real and runs on other threads, so it would end in another order every time. Here it ends in the
 * order in which it began, one after another, and so does `setImmediate`: nothing is left to the machine's mood.
 */
export interface Platform {
  now(): number;
  /** Runs until nobody does anything any more but wait for a timer or for the network. */
  settle(): Promise<void>;
  /** When the next timer is due, or null. */
  nextTimerAt(): number | null;
  /** Goes on to the next timer and lets it ring. */
  ring(): Promise<void>;
  /** Lets time go by. What was due meanwhile rings at the end of it. */
  sleep(ms: number): void;
  /** New chance for everything that draws some. */
  reseed(seed: number): void;
  /** Gives everything back as it was. */
  restore(): void;
}

interface Timer {
  readonly number: number;
  at: number;
  readonly every: number | null;
  readonly run: () => void;
}

/** What `setTimeout` gives on Node, as far as anybody here asks. */
interface Handle {
  readonly number: number;
  ref(): Handle;
  unref(): Handle;
}

const realImmediate = setImmediate;
const realGlobals = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate };
const asynchronous = [
  'decrypt',
  'deriveBits',
  'deriveKey',
  'digest',
  'encrypt',
  'exportKey',
  'generateKey',
  'importKey',
  'sign',
  'verify',
] as const;

/** Takes the platform over. Only one simulation at a time can have it. */
export function takePlatform(startAt: number): Platform {
  let now = startAt;
  let chance = chanceFrom(0);
  let timers: Timer[] = [];
  let numbers = 0;
  let busy = 0;
  let last: Promise<unknown> = Promise.resolve();

  function set(run: () => void, ms: number, every: number | null): Handle {
    const number = ++numbers;
    timers.push({ number, at: now + Math.max(0, ms), every, run });
    const handle: Handle = { number, ref: () => handle, unref: () => handle };
    return handle;
  }

  function clear(handle: Handle | undefined): void {
    if (handle !== undefined) timers = timers.filter(({ number }) => number !== handle.number);
  }

  /** One after another, each beginning when the one before has come to its end. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    busy += 1;
    const done = last.then(work);
    last = done.then(
      () => (busy -= 1),
      () => (busy -= 1),
    );
    return done;
  }

  Object.assign(globalThis, {
    setTimeout: (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
      set(() => run(...given), ms, null),
    setInterval: (run: () => void, ms: number) => set(run, ms, ms),
    clearTimeout: clear,
    clearInterval: clear,
    setImmediate: (run: () => void) => void inTurn(turn).then(run),
  });
  const { subtle } = crypto;
  for (const name of asynchronous) {
    // What each takes is its own business: it is handed through as it came.
    const real = subtle[name].bind(subtle) as (...given: unknown[]) => Promise<unknown>;
    const own = (...given: unknown[]) => inTurn(() => real(...given));
    Object.defineProperty(subtle, name, { value: own, configurable: true });
  }
  Object.defineProperty(crypto, 'getRandomValues', {
    value: <Numbers extends Uint8Array>(bytes: Numbers): Numbers => {
      chance.fill(bytes);
      return bytes;
    },
    configurable: true,
  });
  const realTimeout = AbortSignal.timeout;
  AbortSignal.timeout = (ms) => {
    const patience = new AbortController();
    set(() => patience.abort(new DOMException('it took too long', 'TimeoutError')), ms, null);
    return patience.signal;
  };

  const first = (): Timer | undefined =>
    timers.reduce<Timer | undefined>(
      (soonest, timer) => (soonest === undefined || timer.at < soonest.at ? timer : soonest),
      undefined,
    );

  const platform: Platform = {
    // A clock shows whole milliseconds.
    now: () => Math.floor(now),
    async settle() {
      // Streams and promises take a few turns to hand on what has come.
      for (let quiet = 0; quiet < 3; quiet += 1) {
        await turn();
        if (busy > 0) quiet = -1;
      }
    },
    nextTimerAt: () => first()?.at ?? null,
    async ring() {
      const timer = first();
      if (timer === undefined) return;
      now = Math.max(now, timer.at);
      if (timer.every === null) timers = timers.filter((one) => one !== timer);
      else timer.at = now + timer.every;
      timer.run();
      await platform.settle();
    },
    sleep(ms) {
      now += ms;
    },
    reseed(seed) {
      chance = chanceFrom(seed);
    },
    restore() {
      Object.assign(globalThis, realGlobals);
      for (const name of asynchronous) Reflect.deleteProperty(subtle, name);
      Reflect.deleteProperty(crypto, 'getRandomValues');
      AbortSignal.timeout = realTimeout;
    },
  };
  return platform;
}

function turn(): Promise<void> {
  return new Promise((resolve) => void realImmediate(resolve));
}
