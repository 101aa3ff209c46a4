import { placeAside } from '#device/asides.ts';
import type { DeviceView, MessageDraft } from '#device/device.ts';
import { createVaultKeeper, type VaultKeeper } from '#device/account/vault-keeper.ts';
import { waitsForYes } from '#device/account/card.ts';
import { leaveWaitingLetters } from '#device/knock/letters-out.ts';
import { takeTold } from '#device/told.ts';
import { openSession } from '#device/door/session.ts';
import type { Home } from '#device/home.ts';
import { catchUp } from '#device/inbox/inbox.ts';
import { openLine, type Line } from '#device/line.ts';
import { openHome } from '#device/open-home.ts';
import { send } from '#device/outbox/send.ts';
import type { AccountRecord } from '#device/records.ts';
import { createRounds, type Rounds } from '#device/retention/rounds.ts';
import { usualCost } from '#crypto/rest-lock.ts';
import { createKeyring, type Keyring } from '#device/keyring.ts';
import { createSafe, type Safe } from '#device/safe.ts';
import { lazySearch, searchTopic, type LazySearch } from '#device/search/lazy-search.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { Store } from '#device/store/store.ts';
import { createTopics, type Topics } from '#device/topics.ts';
import { lazyDesk, sheetsTopic, type LazyDesk } from '#device/worksheet/lazy-desk.ts';
import { createTransport, type Fetch, type Transport } from '#device/transport.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { idFromBytes, isId, type SpaceId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { second, type Clock, type Millis } from '#kernel/time.ts';

export interface DeviceOptions {
  /** The server's address, without a slash at its end. */
  readonly origin: string;
  readonly store: Store;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** What a guess at the lock of this device costs, as a power of two. */
  readonly lockCost?: number;
}

/** What opens the lock of this device from now on. */
type VaultSide = Parameters<Keyring['follow']>[1];

/** What keeps a device running. The doors of `Device` stand on it, in `create-device.ts`. */
export interface Engine {
  readonly transport: Transport;
  readonly safe: Safe;
  readonly clock: Clock;
  readonly topics: Topics;
  readonly drafts: Map<SpaceId, MessageDraft>;
  /** The places beside the spaces where something stands half written. */
  readonly asides: Set<string>;
  readonly search: LazySearch;
  readonly desk: LazyDesk;
  readonly ready: Promise<void>;
  home(): Home | null;
  vault(): VaultKeeper | null;
  situation(): DeviceView['situation'];
  line(): DeviceView['line'];
  /** Somebody is at home on this device from now on. Whoever had locked it finds what they left. */
  moveIn(account: AccountRecord, passphrase?: string): Promise<Home>;
  /** Whether this device is free for whoever has these vault keys: nobody lives here, or it is they who locked it. */
  isFreeFor(vaultKeys: readonly Bytes[]): Promise<boolean>;
  /** Drops every key, and keeps what rests here for whoever can open it again. */
  lock(): Promise<void>;
  unlock(passphrase: string): Promise<Result<void>>;
  /** Whoever is at home opened their account again: what waits here stays. */
  renew(account: AccountRecord, passphrase?: string): Promise<Home>;
  /** The vault has another key than this one: the lock of this device follows. */
  followVault(before: Bytes, now: VaultSide): Promise<void>;
  /** Nobody is any more, and nothing stays. */
  moveOut(): Promise<void>;
  /** Goes on with the end of this account, where that was begun. */
  goOnErasing(): void;
  /** There may be a network again. */
  poke(): void;
  /** The network is gone. */
  lose(): void;
  close(): Promise<void>;
}

export function spaceTopic(space: SpaceId): string {
  return `space ${space}`;
}

export function createEngine(options: DeviceOptions): Engine {
  const { origin, store, fetch, clock, lockCost = usualCost } = options;
  const topics = createTopics();
  const safe = createSafe(store);
  const keyring = createKeyring(store, lockCost);
  const transport = createTransport(origin, fetch);
  const drafts = new Map<SpaceId, MessageDraft>();
  const asides = new Set<string>();
  const search = lazySearch(() => topics.changed(searchTopic));
  const desk = lazyDesk(() => topics.changed(sheetsTopic));
  const retries = new Map<string, { timer: ReturnType<typeof setTimeout>; waitMs: number }>();
  let situation: DeviceView['situation'] = 'starting';
  let home: Home | null = null;
  let vault: VaultKeeper | null = null;
  let line: Line | null = null;
  let rounds: Rounds | null = null;
  let closed = false;
  /** The newest vault version that was asked for because an event names it. */
  let askedForVault = 0;
  /** Spaces that my other devices hear of by the vault. */
  const inVault = new Set<SpaceId>();
  /** Counts how often somebody locked or left: what was being opened for the one before is dropped. */
  let turn = 0;
  /** The lock is being told of a passphrase. */
  let learning: Promise<void> = Promise.resolve();

  /** What somebody typed waited for their yes to the card, when that was looked at last. */
  let waited = false;

  function changedAtHome(): void {
    // Also what is closed in a space, by a choice of mine, may be otherwise.
    const spaces = [...(home?.spaces.keys() ?? [])].map(spaceTopic);
    topics.changed('device', 'home', 'community', sheetsTopic, ...spaces);
    const waits = home !== null && waitsForYes(home);
    const isOver = waited && !waits;
    waited = waits;
    if (home === null || !isOver) return;
    // A yes, here or on another device of mine, lets go out what waited for it.
    for (const live of home.spaces.values()) void send(home, live);
    void leaveWaitingLetters(home);
  }

  function changed(live: LiveSpace): void {
    topics.changed('device', 'home', 'community', sheetsTopic, spaceTopic(live.id));
    search.changed(live);
    desk.changed(home, live);
    rounds?.look(live);
    // Names come from the community where a space has none of its own.
    if (live.kind === 'community') topics.changed(...[...(home?.spaces.keys() ?? [])].map(spaceTopic));
    if (live.outbox.length === 0) retries.delete(`send ${live.id}`);
    if (live.caughtUp) retries.delete(`read ${live.id}`);
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

  /** Tries again in a while, and less often each time; or after so long. */
  function later(what: string, again: (home: Home) => void, afterMs?: Millis): void {
    const before = retries.get(what);
    clearTimeout(before?.timer);
    const waitMs = afterMs ?? Math.min(60 * second, (before?.waitMs ?? second / 2) * 2);
    const run = () => home !== null && !closed && again(home);
    retries.set(what, { waitMs, timer: setTimeout(run, waitMs) });
  }

  async function settleIn(account: AccountRecord): Promise<Home> {
    const began = turn;
    const opened = await openHome({
      account,
      transport,
      safe,
      clock,
      changed,
      changedAtHome,
      tryLater: (live, afterMs) => later(`send ${live.id}`, (now) => void send(now, live), afterMs),
      readLater: (head) =>
        later(`read ${idFromBytes(head.space)}`, (now) => void takeTold(now, { event: 'space', told: head })),
      isLookedAt: (space) => topics.isWatched(spaceTopic(space)),
      openSession: reopenSession,
    });
    const kept = await safe.list('drafts');
    if (began !== turn) return opened;
    home = opened;
    rounds = createRounds(opened);
    vault = createVaultKeeper(opened, () => setSituation('keys-changed'));
    // Under an id lies the draft of that space; of what was put aside elsewhere only the places are known.
    for (const { key, value } of kept) {
      const place = placeAside(key);
      if (place !== null) asides.add(place);
      else if (isId(key)) drafts.set(key as SpaceId, { sentence: '', ...value });
    }
    for (const id of opened.spaces.keys()) inVault.add(id);
    waited = waitsForYes(opened);
    setSituation('open');
    topics.changed('device', 'home', 'community', searchTopic, sheetsTopic);
    for (const live of opened.spaces.values()) desk.changed(opened, live);
    topics.changed(...[...opened.spaces.keys()].map(spaceTopic));
    // Whoever has a space before their eyes does not wait for the stream to say that there is more of it.
    for (const live of opened.spaces.values()) {
      if (opened.isLookedAt(live.id)) void catchUp(opened, live).catch(() => undefined);
    }
    line = openLine({
      transport: opened.transport,
      clock,
      tell: (told) => {
        if (told.event === 'heads') void finishKeys(opened);
        const taken = takeTold(opened, told);
        // What other devices of mine chose while this one had no line comes last.
        if (told.event === 'heads') void taken.then(() => vault?.hear());
        if (told.event === 'vault') void vault?.hear(told.told.version);
        if (told.event === 'heads') void goOnErasing(opened);
      },
      changed: () => {
        topics.changed('device');
        // What waited behind the line is not waited for any longer.
        if (line?.state().state !== 'online')
          return topics.changed(...[...opened.spaces.keys()].map(spaceTopic));
        askedForVault = 0;
        for (const { timer } of retries.values()) clearTimeout(timer);
        retries.clear();
      },
      openSession: () => reopenSession(opened),
    });
    return opened;
  }

  /** Other keys may have been asked for, and the answer been lost. */
  async function finishKeys(opened: Home): Promise<void> {
    if (opened.account.next === undefined || opened !== home) return;
    const { rotateKeys } = await import('#device/account/rotate.ts');
    await vault?.alone(() => rotateKeys(opened, followInto));
  }

  /** Somebody goes for good: what is left of that, one try at a time. */
  let erasing: Home | null = null;
  async function goOnErasing(opened: Home): Promise<void> {
    if (opened.account.closing === undefined || opened !== home || erasing === opened) return;
    erasing = opened;
    const { goOnErasing: goOn } = await import('#device/erase/go-on.ts');
    const erased = await goOn(opened);
    if (opened !== home) return;
    erasing = null;
    if (erased === 'gone') await endHere('closed');
    else if (erased === 'later') later('erase', (now) => void goOnErasing(now));
  }

  async function endHere(next: 'closed' | 'ended-elsewhere'): Promise<void> {
    leave();
    await safe.wipe();
    setSituation(next);
  }

  /** With the keys of this device. Where they are out of force, nothing of it stays here. */
  async function reopenSession(opened: Home): Promise<boolean> {
    const answer = await openSession(transport, opened.me);
    if (answer.ok || answer.refusal.code !== 'signature-wrong' || opened !== home) return answer.ok;
    const { whyEnded } = await import('#device/account/why-ended.ts');
    const why = await whyEnded(transport, opened);
    if (why === 'unknown' || opened !== home) return false;
    if (why === 'mine') {
      const { liveByNext } = await import('#device/account/rotate.ts');
      await liveByNext(opened, followInto);
      return (await openSession(transport, opened.me)).ok;
    }
    await endHere(why === 'closed' ? 'closed' : 'ended-elsewhere');
    return false;
  }

  const followInto = (before: Bytes, vaultKey: Bytes) => followVault(before, { vaultKey });

  async function openUp(): Promise<void> {
    const account = await safe.get('account', 'me');
    if (account === null) setSituation('nobody');
    else await settleIn(account);
  }

  // Not the promise of the work itself: that one never ends where somebody locks in the middle of it.
  const started = Promise.withResolvers<void>();
  void keyring
    .state()
    .then((state) => (state === 'open' ? openUp() : setSituation(state)))
    .catch(() => setSituation('broken'))
    .finally(started.resolve);

  function leaveHome(): void {
    turn += 1;
    line?.close();
    vault?.close();
    rounds?.close();
    search.close();
    desk.close();
    for (const { timer } of retries.values()) clearTimeout(timer);
    retries.clear();
    inVault.clear();
    line = null;
    vault = null;
    rounds = null;
    home = null;
  }

  function leave(): void {
    const spaces = [...(home?.spaces.keys() ?? [])];
    leaveHome();
    drafts.clear();
    asides.clear();
    topics.changed('device', 'home', 'community', searchTopic, sheetsTopic, ...spaces.map(spaceTopic));
  }

  function followVault(before: Bytes, now: VaultSide): Promise<void> {
    learning = learning.then(() => keyring.follow(before, now));
    return learning;
  }

  return {
    transport,
    safe,
    clock,
    topics,
    drafts,
    asides,
    search,
    desk,
    ready: started.promise,
    home: () => home,
    vault: () => vault,
    situation: () => situation,
    line: () => line?.state() ?? { state: 'online' },
    async moveIn(account, passphrase) {
      const { vaultKey, formerVaultKeys = [] } = account;
      const opens = [vaultKey, ...formerVaultKeys];
      const lockedBy = situation === 'locked' ? await keyring.openByVault(opens) : null;
      if (lockedBy === null) {
        // Whatever of somebody else is left here is not readable any more, and not theirs to find.
        await safe.wipe();
        await keyring.begin(vaultKey);
      }
      await safe.write([{ table: 'account', key: 'me', value: account }]);
      const settled = await settleIn(account);
      // Whoever came in does not wait for it.
      void followVault(lockedBy ?? vaultKey, { vaultKey, passphrase });
      return settled;
    },
    async renew(account, passphrase) {
      const before = home?.account.vaultKey ?? account.vaultKey;
      leaveHome();
      await safe.write([{ table: 'account', key: 'me', value: account }]);
      const settled = await settleIn(account);
      await followVault(before, { vaultKey: account.vaultKey, passphrase });
      return settled;
    },
    followVault,
    isFreeFor: (vaultKeys) => keyring.isFreeFor(vaultKeys),
    async moveOut() {
      leave();
      await safe.wipe();
      setSituation('nobody');
    },
    async lock() {
      // The key first: whatever happens next, it is not on this device any more.
      if (!(await keyring.lock())) return;
      leave();
      setSituation('locked');
      started.resolve();
      // Of no use to whoever finds this browser. Without a line the session ends by itself, later.
      void transport.call('endSession', {});
      await learning;
    },
    async unlock(passphrase) {
      await started.promise;
      if (situation !== 'locked') return situation === 'open' ? ok(undefined) : refuse('not-found');
      if (!(await keyring.openByPassphrase(passphrase))) return refuse('wrong-words');
      await openUp().catch(() => setSituation('broken'));
      return ok(undefined);
    },
    goOnErasing() {
      if (home !== null) void goOnErasing(home);
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
      return safe.close();
    },
  };
}
