import type { RunningDevice } from '#device/create-device.ts';
import { repeatable, serveDevice, type Ask, type DeviceService, type Tell } from '#device/device-port.ts';
import { second } from '#kernel/time.ts';

/**
 * One tab of a browser that may have several. Whoever holds the lock runs the one device that all of them share; the
 * others ask it over a channel. When that tab goes, another takes the lock, starts the device from the same store,
 * and whatever was being watched goes on there.
 */
export interface Tab {
  take(ask: Ask): void;
  /** There may be a network again. */
  poke(): void;
  /** The network is gone. */
  lose(): void;
  /** Somebody leaves in a hurry: the device, if it runs here, drops every key. */
  lock(): void;
  close(): void;
}

export interface TabOptions {
  readonly id: string;
  readonly locks: Pick<LockManager, 'request'>;
  readonly channel: BroadcastChannel;
  readonly start: () => Promise<RunningDevice>;
  readonly tell: (tell: Tell) => void;
  /** A tab that was put to sleep still holds its lock. Whoever is awake does not wait for it longer than this. */
  readonly patienceMs?: number;
}

type Word =
  | { readonly word: 'who-leads' }
  | { readonly word: 'i-lead'; readonly leader: string }
  | { readonly word: 'ask'; readonly leader: string; readonly tab: string; readonly ask: Ask }
  | { readonly word: 'tell'; readonly tab: string; readonly tell: Tell };

const leaderLock = 'bothways-leader';
const tabLock = (id: string) => `bothways-tab-${id}`;
const usualPatienceMs = 5 * second;

export function openTab(options: TabOptions): Tab {
  const { id, locks, channel, start, tell, patienceMs = usualPatienceMs } = options;
  /** What was asked here and is not answered for good: watches, and calls on their way. */
  const open = new Map<string, Ask>();
  /** What a device has been asked: nobody knows whether it was done, if that device goes. */
  const asked = new Set<string>();
  const closing = new AbortController();
  let leader: string | null = null;
  let heardAt = 0;
  let checking: ReturnType<typeof setTimeout> | undefined;
  let leading: { readonly device: RunningDevice; readonly services: Map<string, DeviceService> } | null =
    null;

  function say(word: Word): void {
    if (!closing.signal.aborted) channel.postMessage(word);
  }

  function hear(told: Tell): void {
    if (told.tell !== 'view') forget(told.id);
    tell(told);
  }

  function forget(ask: string): void {
    open.delete(ask);
    asked.delete(ask);
  }

  function forward(ask: Ask): void {
    if (leader !== null && ask.ask !== 'stop') asked.add(ask.id);
    if (leading !== null) serviceFor(id)?.take(ask);
    else if (leader !== null) say({ word: 'ask', leader, tab: id, ask });
  }

  function serviceFor(tab: string): DeviceService | undefined {
    if (leading === null) return undefined;
    const known = leading.services.get(tab);
    if (known !== undefined) return known;
    const { device, services } = leading;
    const service = serveDevice(device, (told) => {
      if (tab === id) hear(told);
      else say({ word: 'tell', tab, tell: told });
    });
    services.set(tab, service);
    if (tab !== id) void forgetWhenGone(tab, services);
    return service;
  }

  /** Each tab holds a lock of its own for as long as it lives. */
  async function forgetWhenGone(tab: string, services: Map<string, DeviceService>): Promise<void> {
    await locks
      .request(tabLock(tab), { signal: closing.signal }, async () => undefined)
      .catch(() => undefined);
    services.get(tab)?.stop();
    services.delete(tab);
  }

  /** Somebody else runs the device now: what is open goes on there, what must not happen twice is given back. */
  function goOn(): void {
    for (const ask of open.values()) {
      if (ask.ask !== 'call' || repeatable.has(ask.name) || !asked.has(ask.id)) forward(ask);
      else hear({ tell: 'done', id: ask.id, value: { ok: false, refusal: { code: 'offline' } } });
    }
  }

  async function lead(): Promise<void> {
    const device = await start();
    leading = { device, services: new Map() };
    leader = id;
    say({ word: 'i-lead', leader: id });
    goOn();
  }

  function stepDown(): void {
    const former = leading;
    leading = null;
    leader = null;
    for (const service of former?.services.values() ?? []) service.stop();
    void former?.device.close();
  }

  function standForLeader(steal: boolean): void {
    let held = false;
    const whileHeld = async () => {
      held = true;
      await lead();
      await new Promise((resolve) => closing.signal.addEventListener('abort', resolve));
    };
    const how: LockOptions = steal ? { steal: true } : { signal: closing.signal };
    void locks
      .request(leaderLock, how, whileHeld)
      .catch(() => undefined)
      .finally(() => {
        stepDown();
        if (closing.signal.aborted) return;
        // Taken from us while we slept: wait for our turn again. A lock that was never had is not asked for in a whirl.
        if (held) standForLeader(false);
        else setTimeout(() => !closing.signal.aborted && standForLeader(false), patienceMs);
      });
  }

  /** Asks who leads, and takes over where nobody answers. */
  function check(): void {
    if (leading !== null || checking !== undefined) return;
    const askedAt = Date.now();
    say({ word: 'who-leads' });
    checking = setTimeout(() => {
      checking = undefined;
      if (leading === null && heardAt < askedAt && !closing.signal.aborted) standForLeader(true);
    }, patienceMs);
  }

  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    switch (data.word) {
      case 'who-leads':
        if (leading !== null) say({ word: 'i-lead', leader: id });
        return;
      case 'i-lead': {
        heardAt = Date.now();
        if (leading !== null || leader === data.leader) return;
        leader = data.leader;
        return goOn();
      }
      case 'ask':
        if (data.leader === id) serviceFor(data.tab)?.take(data.ask);
        return;
      case 'tell':
        if (data.tab !== id) return;
        heardAt = Date.now();
        if (open.has(data.tell.id)) hear(data.tell);
    }
  };

  void locks
    .request(tabLock(id), { signal: closing.signal }, () => {
      return new Promise((resolve) => closing.signal.addEventListener('abort', resolve));
    })
    .catch(() => undefined);
  standForLeader(false);
  check();

  return {
    take(ask) {
      if (ask.ask === 'stop') forget(ask.id);
      else open.set(ask.id, ask);
      forward(ask);
      if (Date.now() - heardAt > patienceMs) check();
    },
    poke: () => leading?.device.poke(),
    lose: () => leading?.device.lose(),
    lock: () => void leading?.device.lock(),
    close() {
      closing.abort();
      clearTimeout(checking);
      channel.close();
    },
  };
}
