import type { DeviceView, MessageDraft } from '#device/device.ts';
import { createVaultKeeper, type VaultKeeper } from '#device/account/vault-keeper.ts';
import { takeTold } from '#device/told.ts';
import { openSession } from '#device/door/session.ts';
import type { Home } from '#device/home.ts';
import { catchUp } from '#device/inbox/inbox.ts';
import { openLine, type Line } from '#device/line.ts';
import { openHome } from '#device/open-home.ts';
import { send } from '#device/outbox/send.ts';
import type { AccountRecord } from '#device/records.ts';
import { createSafe, type Safe } from '#device/safe.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { Store } from '#device/store/store.ts';
import { createTopics, type Topics } from '#device/topics.ts';
import { createTransport, type Fetch, type Transport } from '#device/transport.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { second, type Clock } from '#kernel/time.ts';

export interface DeviceOptions {
  /** The server's address, without a slash at its end. */
  readonly origin: string;
  readonly store: Store;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

/** What keeps a device running. The doors of `Device` stand on it, in `create-device.ts`. */
export interface Engine {
  readonly transport: Transport;
  readonly safe: Safe;
  readonly clock: Clock;
  readonly topics: Topics;
  readonly drafts: Map<SpaceId, MessageDraft>;
  readonly ready: Promise<void>;
  home(): Home | null;
  vault(): VaultKeeper | null;
  situation(): DeviceView['situation'];
  line(): DeviceView['line'];
  /** Somebody is at home on this device from now on. */
  moveIn(account: AccountRecord): Promise<Home>;
  /** Whoever is at home opened their account again: what waits here stays. */
  renew(account: AccountRecord): Promise<Home>;
  /** Nobody is any more, and nothing stays. */
  moveOut(): Promise<void>;
  /** There may be a network again. */
  poke(): void;
  /** The network is gone. */
  lose(): void;
  close(): void;
}

export function spaceTopic(space: SpaceId): string {
  return `space ${space}`;
}

export function createEngine({ origin, store, fetch, clock }: DeviceOptions): Engine {
  const topics = createTopics();
  const safe = createSafe(store);
  const transport = createTransport(origin, fetch);
  const drafts = new Map<SpaceId, MessageDraft>();
  const retries = new Map<SpaceId, { timer: ReturnType<typeof setTimeout>; waitMs: number }>();
  let situation: DeviceView['situation'] = 'starting';
  let home: Home | null = null;
  let vault: VaultKeeper | null = null;
  let line: Line | null = null;
  let closed = false;
  /** The newest vault version that was asked for because an event names it. */
  let askedForVault = 0;
  /** Spaces that my other devices hear of by the vault. */
  const inVault = new Set<SpaceId>();

  const changedAtHome = () => topics.changed('device', 'home', 'community');

  function changed(live: LiveSpace): void {
    topics.changed('device', 'home', 'community', spaceTopic(live.id));
    // Names come from the community where a space has none of its own.
    if (live.kind === 'community') topics.changed(...[...(home?.spaces.keys() ?? [])].map(spaceTopic));
    if (live.outbox.length === 0) retries.delete(live.id);
    if (live.kept && !inVault.has(live.id)) vault?.saveSoon();
    else vault?.saveSometime();
    inVault.add(live.id);
    checkVault(live);
  }

  /** An event of mine names a newer vault than the one here: another device of mine wrote it, so it has to be there. */
  function checkVault({ vaultNamed }: LiveSpace): void {
    const keeper = vault;
    if (home === null || keeper === null || vaultNamed <= home.account.vaultVersion) return;
    if (vaultNamed <= askedForVault) return;
    askedForVault = vaultNamed;
    void keeper.refresh(vaultNamed).then((there) => {
      if (situation !== 'keys-changed') setSituation(there ? 'open' : 'gone-elsewhere');
    });
  }

  function setSituation(next: DeviceView['situation']): void {
    if (situation === next || closed) return;
    situation = next;
    // All of them: somebody may have waited for a space that, as is known only now, is not here.
    topics.changed(...topics.watched());
  }

  /** Tries again in a while, and less often each time. */
  function tryLater(live: LiveSpace): void {
    const before = retries.get(live.id);
    clearTimeout(before?.timer);
    const waitMs = Math.min(60 * second, (before?.waitMs ?? second / 2) * 2);
    const again = () => home !== null && !closed && void send(home, live);
    retries.set(live.id, { waitMs, timer: setTimeout(again, waitMs) });
  }

  async function settleIn(account: AccountRecord): Promise<Home> {
    const opened = await openHome({
      account,
      transport,
      safe,
      clock,
      changed,
      changedAtHome,
      tryLater,
      isLookedAt: (space) => topics.isWatched(spaceTopic(space)),
    });
    home = opened;
    vault = createVaultKeeper(opened, () => setSituation('keys-changed'));
    for (const { key, value } of await safe.list('drafts')) drafts.set(key as SpaceId, value);
    for (const id of opened.spaces.keys()) inVault.add(id);
    setSituation('open');
    topics.changed('device', 'home', 'community', ...[...opened.spaces.keys()].map(spaceTopic));
    // Whoever has a space before their eyes does not wait for the stream to say that there is more of it.
    for (const live of opened.spaces.values()) {
      if (opened.isLookedAt(live.id)) void catchUp(opened, live).catch(() => undefined);
    }
    line = openLine({
      transport: opened.transport,
      clock,
      tell: (told) => void takeTold(opened, told),
      changed: () => {
        topics.changed('device');
        if (line?.state().state !== 'online') return;
        askedForVault = 0;
        for (const { timer } of retries.values()) clearTimeout(timer);
        retries.clear();
      },
      openSession: async () => (await openSession(transport, opened.me)).ok,
    });
    return opened;
  }

  const ready = (async () => {
    const account = await safe.get('account', 'me');
    if (account === null) setSituation('nobody');
    else await settleIn(account);
  })().catch(() => setSituation('broken'));

  function leaveHome(): void {
    line?.close();
    vault?.close();
    for (const { timer } of retries.values()) clearTimeout(timer);
    retries.clear();
    inVault.clear();
    line = null;
    vault = null;
    home = null;
  }

  return {
    transport,
    safe,
    clock,
    topics,
    drafts,
    ready,
    home: () => home,
    vault: () => vault,
    situation: () => situation,
    line: () => line?.state() ?? { state: 'online' },
    async moveIn(account) {
      // Whatever of somebody else is left here is not readable any more, and not theirs to find.
      await safe.wipe();
      await safe.write([{ table: 'account', key: 'me', value: account }]);
      return settleIn(account);
    },
    async renew(account) {
      leaveHome();
      await safe.write([{ table: 'account', key: 'me', value: account }]);
      return settleIn(account);
    },
    async moveOut() {
      const spaces = [...(home?.spaces.keys() ?? [])];
      leaveHome();
      drafts.clear();
      await safe.wipe();
      setSituation('nobody');
      topics.changed('device', 'home', 'community', ...spaces.map(spaceTopic));
    },
    poke() {
      line?.poke();
    },
    lose() {
      line?.lose();
    },
    close() {
      closed = true;
      leaveHome();
      store.close();
    },
  };
}
