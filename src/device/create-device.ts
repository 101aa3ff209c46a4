import { asideAt } from '#device/asides.ts';
import type { createKeys } from '#device/account/keys.ts';
import { kitProvedPreference } from '#device/account/kit-proved.ts';
import { cardAsks, sayYesToCard, withYes } from '#device/account/card.ts';
import type { Device, SpaceView, Views } from '#device/device.ts';
import { circleDoors } from '#device/circle/doors.ts';
import { createEngine, spaceTopic, type DeviceOptions, type Engine } from '#device/engine.ts';
import type { Home } from '#device/home.ts';
import { act, retry } from '#device/outbox/act.ts';
import { discard } from '#device/outbox/send.ts';
import { searchTopic } from '#device/search/lazy-search.ts';
import { sheetDoors } from '#device/worksheet/doors.ts';
import { sheetsTopic } from '#device/worksheet/lazy-desk.ts';
import { dropLeft } from '#device/space/left.ts';
import { asShown, turnsShown, type LiveSpace } from '#device/space/live.ts';
import { communityView, noCommunity } from '#device/view/community-view.ts';
import { findEnded, forgetUnended } from '#device/view/ended.ts';
import { beginningAwayPreference, homeView, noHome } from '#device/view/home-view.ts';
import { communityOf, nameAmongAll } from '#device/view/names.ts';
import { mutedPreference, seenUpTo } from '#device/view/news.ts';
import { findSafetyWords } from '#device/view/safety.ts';
import { emptySpaceView, firstNewTurn, noDraft, spaceView } from '#device/view/space-view.ts';
import { introduced } from '#domain/community/introduced.ts';
import { textToBytes, type Bytes } from '#kernel/bytes.ts';
import type { PersonId, SpaceId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

type Keys = ReturnType<typeof createKeys>;

/** A device that runs until it is closed. What rests in its store stays there. */
export interface RunningDevice extends Device {
  /** The same, where one act may be asked for twice: the second time is the first. */
  actOnce(space: SpaceId, draft: Parameters<Device['act']>[1], once: Bytes): ReturnType<Device['act']>;
  /** There may be a network again. */
  poke(): void;
  /** The network is gone. */
  lose(): void;
  /** Whoever begins anew over the same store waits for it: what was being written is on disk then. */
  close(): Promise<void>;
}

export function createDevice(options: DeviceOptions): RunningDevice {
  const engine = createEngine(options);
  const { topics } = engine;

  async function withHome<Value>(run: (home: Home) => Promise<Result<Value>>): Promise<Result<Value>> {
    await engine.ready;
    const home = engine.home();
    return home === null ? refuse('signed-out') : run(home);
  }

  /**
   * A choice that my other devices hear of by the vault, no sooner and no later than any other: the server sees one
   * written, and not what for.
   */
  async function withChoice(run: (home: Home) => Promise<Result<void>>): Promise<Result<void>> {
    const done = await withHome(run);
    if (done.ok) engine.vault()?.saveSoon();
    return done;
  }

  function inSpace<Value>(
    space: SpaceId,
    run: (live: LiveSpace, home: Home) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    return withHome(async (home) => {
      const live = home.spaces.get(space);
      return live === undefined ? refuse('not-found') : run(live, home);
    });
  }

  /** Most people are never the host. */
  const hostDoors = async () => (await import('#device/host.ts')).hostDoors(engine.transport);

  function inCommunity<Value>(run: (live: LiveSpace, home: Home) => Promise<Result<Value>>) {
    return withHome(async (home) => {
      const live = communityOf(home);
      return live === undefined ? refuse('not-found') : run(live, home);
    });
  }

  function withKeys<Value>(
    run: (keys: Keys) => Promise<Result<Value>>,
    passphrase?: string,
  ): Promise<Result<Value>> {
    return withHome(async (home) => {
      const keeper = engine.vault();
      if (keeper === null) return refuse('signed-out');
      const { createKeys } = await import('#device/account/keys.ts');
      const { vaultKey: before } = home.account;
      const follow = (former: Bytes, vaultKey: Bytes) => engine.followVault(former, { vaultKey });
      const done = await run(createKeys(home, keeper, follow));
      const { vaultKey } = home.account;
      if (done.ok && vaultKey !== before) await engine.followVault(before, { vaultKey, passphrase });
      return done;
    });
  }

  const looks: { readonly [Topic in keyof Views]: () => Views[Topic] } = {
    device: () => deviceView(engine),
    home: () => lookAt(engine, (home) => homeView(home, engine.drafts, engine.asides), noHome),
    community: () => lookAt(engine, communityView, noCommunity),
  };

  return {
    watch: (topic, run) => topics.watch(topic, looks[topic], run),
    watchSpace: (space, run) => watchSpace(engine, space, run),
    watchSearch: (question, run) =>
      topics.watch(searchTopic, () => engine.search.look(engine.home(), question), run),
    watchSheets: (question, run) =>
      topics.watch(sheetsTopic, () => engine.desk.look(engine.home(), question), run),

    instance: () => engine.transport.instance(),
    sayYesToCard: (card) =>
      withHome(async (home) => {
        const done = await sayYesToCard(home, card);
        engine.vault()?.saveSoon();
        return done;
      }),
    machineRoom: async (token) => (await hostDoors()).machineRoom(token),
    changeCard: async (change) => (await hostDoors()).changeCard(change),
    changePublicText: async (change) => (await hostDoors()).changePublicText(change),
    changeHelpLine: async (change) => (await hostDoors()).changeHelpLine(change),
    drawAccount: () => loaded(engine).then((door) => door.drawAccount()),
    isFoundingOpen: (token) => loaded(engine).then((door) => door.isFoundingOpen(token)),
    found: (founding) => whileEmpty(engine, (door) => door.found(founding), 'nobody'),
    readInvitation: (fragment) => loaded(engine).then((door) => door.readInvitation(fragment)),
    join: (joining) => whileEmpty(engine, (door) => door.join(joining), 'nobody'),
    signIn: (signIn) => whileOut(engine, async () => (await loaded(engine)).signIn(signIn)),
    openKit: (kit) => whileOut(engine, async () => (await loadedKit(engine)).openKit(kit)),
    comeBack: (back) => whileOut(engine, async () => (await loadedKit(engine)).comeBack(back)),
    async signOut() {
      await engine.ready;
      // Without a line the session ends by itself, later; nothing of what was here can be opened either way.
      await engine.transport.call('endSession', {});
      await engine.moveOut();
      return ok(undefined);
    },
    takeAlong: (taking) =>
      withHome(async (home) => (await import('#device/archive/take-along.ts')).takeAlong(home, taking)),
    openArchive: async (file) => (await import('#device/archive/open-archive.ts')).viewArchive(file),
    openArchivedFile: async (archived) =>
      (await import('#device/archive/open-archived-file.ts')).openArchivedFile(archived),
    eraseMe: (erasing) =>
      withHome(async (home) => (await import('#device/erase/erase-me.ts')).eraseMe(engine, home, erasing)),
    lock: () => engine.lock(),
    unlock: (passphrase) => engine.unlock(passphrase),

    proveKit: (kit) => withKeys((keys) => keys.proveKit(kit)),
    drawAgain: () => withKeys((keys) => keys.drawAgain()),
    changePassphrase: (change) => withKeys((keys) => keys.changePassphrase(change), change.next),
    changeKit: (change) => withKeys((keys) => keys.changeKit(change)),
    rotateKeys: () => withKeys((keys) => keys.rotateKeys()),

    invite: () =>
      inCommunity((live, home) =>
        withYes(home, async () => (await import('#device/space/invite.ts')).openInvitation(home, live)),
      ),
    closeInvitation: (id) =>
      inCommunity(async (live, home) => {
        const signPk = textToBytes(id);
        if (signPk === null) return refuse('not-found');
        return (await import('#device/space/invite.ts')).closeInvitation(home, live, signPk);
      }),
    openJournal: () =>
      withHome(async (home) => {
        // It may be that this browser has not got all of the house yet, and that the line is gone.
        const loaded = await import('#device/journal/open-journal.ts').catch(() => null);
        return loaded === null ? refuse('offline') : loaded.openJournal(home);
      }),
    putBeginningAway: (away) =>
      withHome(async (home) => {
        await home.preferences.set(beginningAwayPreference, away);
        engine.vault()?.saveSoon();
        topics.changed('home');
        return ok(undefined);
      }),
    knock: (asked) =>
      withHome((home) =>
        withYes(home, async () => (await import('#device/knock/knock.ts')).knock(home, asked)),
      ),
    acceptKnock: (id) =>
      withHome((home) =>
        withYes(home, async () => (await import('#device/knock/accept.ts')).acceptKnock(home, id)),
      ),
    letKnockBe: (id) =>
      withHome(async (home) => {
        const done = await (await import('#device/knock/accept.ts')).letKnockBe(home, id);
        engine.vault()?.saveSoon();
        return done;
      }),
    rename: (name) =>
      withHome(async (home) => {
        const { rename } = await import('#device/space/rename.ts');
        const done = await rename(home, name.trim());
        if (done.ok) await home.preferences.set('name', name.trim());
        engine.vault()?.saveSoon();
        return done;
      }),
    introduce: (words) =>
      inCommunity(async (live, home) => {
        const previous = live.fold.state.community.introductions.get(home.me.person);
        const done = await act(home, live, introduced({ words }, previous?.id ?? null));
        return done.ok ? ok(undefined) : done;
      }),

    ...circleDoors(withHome, inSpace),
    ...sheetDoors(withHome),

    act: (space, draft) => inSpace(space, (live, home) => act(home, live, draft)),
    actOnce: (space, draft, once) => inSpace(space, (live, home) => act(home, live, draft, once)),
    bring: (space, file) =>
      inSpace(space, async (live, home) => {
        const { bring } = await import('#device/blob/bring.ts');
        return bring(home, live, file);
      }),
    file: (space, turn) =>
      inSpace(space, async (live, home) => {
        const { openFile } = await import('#device/blob/open.ts');
        return openFile(home, live, turn);
      }),
    retry: (space, pending) => inSpace(space, (live, home) => retry(home, live, pending)),
    discard: (space, pending) => inSpace(space, (live, home) => discard(home, live, pending)),
    async showEarlier(space, to) {
      await inSpace(space, async (live, home) => {
        const { turns } = live.fold.state.conversation;
        const wanted = turns.size - ((to && turns.positionOf(to)) ?? turns.size);
        live.window = Math.max(live.window, wanted) + turnsShown;
        home.changed(live);
        return ok(undefined);
      });
    },
    async seen(space, seq) {
      await inSpace(space, async (live, home) => {
        if (seq <= seenUpTo(home, live)) return ok(undefined);
        await home.preferences.set(`seen ${space}`, Math.min(seq, live.place.seq));
        engine.vault()?.saveSometime();
        topics.changed('home');
        return ok(undefined);
      });
    },
    async keepDraft(space, part) {
      if (engine.home() === null) return;
      const draft = { ...(engine.drafts.get(space) ?? noDraft), ...part };
      engine.drafts.set(space, draft);
      topics.changed('home');
      const isEmpty = Object.values(draft).every((text) => text === '');
      await engine.safe.write([{ table: 'drafts', key: space, ...(!isEmpty && { value: draft }) }]);
    },
    chooseKeeping: (space, keeping) =>
      inSpace(space, async (live, home) => {
        const { chooseKeeping } = await import('#device/space/keeping.ts');
        const done = await chooseKeeping(home, live, keeping);
        engine.vault()?.saveSoon();
        return done;
      }),
    async keepAside(place, text) {
      if (engine.home() === null) return;
      if (text === '') engine.asides.delete(place);
      else engine.asides.add(place);
      topics.changed('home');
      const value = text !== '' && { value: { text, note: '' } };
      await engine.safe.write([{ table: 'drafts', key: asideAt(place), ...value }]);
    },
    async aside(place) {
      await engine.ready;
      if (engine.home() === null) return '';
      return (await engine.safe.get('drafts', asideAt(place)))?.text ?? '';
    },
    mute: (space, muted) =>
      inSpace(space, async (live, home) => {
        await home.preferences.set(mutedPreference(space), muted);
        engine.vault()?.saveSoon();
        home.changed(live);
        return ok(undefined);
      }),
    muteWord: (word, muted) =>
      withChoice(async (home) => (await import('#device/apart-doors.ts')).muteWord(home, word, muted)),
    keepApart: (person, apart) =>
      withChoice(async (home) => (await import('#device/apart-doors.ts')).keepApart(home, person, apart)),
    meetsSomebodyApart: (roster) =>
      withHome(async (home) => (await import('#device/apart-doors.ts')).meetsApart(home, roster)),
    takeBreak: (away) =>
      withHome(async (home) => (await import('#device/apart-doors.ts')).takeBreak(home, away)),
    leave: (space) =>
      inSpace(space, async (live, home) => {
        const { leaveSpace } = await import('#device/space/leave.ts');
        return leaveSpace(home, live);
      }),
    askCare: (asking) =>
      inCommunity((live, home) => withYes(home, async () => (await care()).askCare(home, live, asking))),
    agreeToCare: (ask) =>
      inCommunity((live, home) => withYes(home, async () => (await care()).agreeToCare(home, live, ask))),
    takeBackCare: (ask) => inCommunity(async (live, home) => (await care()).takeBackCare(home, live, ask)),
    leaveCareCircle: () => inCommunity(async (live, home) => (await care()).leaveCareCircle(home, live)),
    dropLeft: (space) =>
      inSpace(space, async (live, home) => {
        const done = await dropLeft(home, live);
        engine.vault()?.saveSoon();
        return done;
      }),
    async swapSides(space) {
      await inSpace(space, async (live, home) => {
        const name = `here swapped ${space}`;
        await home.preferences.set(name, home.preferences.get(name) !== true);
        home.changed(live);
        return ok(undefined);
      });
    },
    poke: () => engine.poke(),
    lose: () => engine.lose(),
    close: () => engine.close(),
  };
}

/** Coming in needs much that talking does not: it is loaded when somebody stands at the door. */
async function loaded(engine: Engine) {
  const { createDoor } = await import('#device/door/door.ts');
  await engine.ready;
  return createDoor(engine);
}

/** Asked for seldom, and loaded only then. */
const care = () => import('#device/care/sign.ts');

async function loadedKit(engine: Engine) {
  const { createKitDoor } = await import('#device/door/kit-door.ts');
  return createKitDoor(engine);
}

/** Somebody opens their account: nobody is here yet, or this device has lost the key to their vault. */
async function whileOut<Value>(engine: Engine, run: () => Promise<Result<Value>>): Promise<Result<Value>> {
  await engine.ready;
  const mayOpen = engine.home() === null || engine.situation() === 'keys-changed';
  return mayOpen ? run() : refuse('already-here');
}

/**
 * One person at a time: whoever is here signs out first. Where it was locked they are here still, and only they can
 * sign in: somebody new waits until `nobody` is.
 */
async function whileEmpty<Value>(
  engine: Engine,
  run: (door: Awaited<ReturnType<typeof loaded>>) => Promise<Result<Value>>,
  unless?: 'nobody',
): Promise<Result<Value>> {
  const door = await loaded(engine);
  const isTaken = engine.home() !== null || (unless === 'nobody' && engine.situation() === 'locked');
  return isTaken ? refuse('already-here') : run(door);
}

function lookAt<View>(engine: Engine, look: (home: Home) => View, otherwise: View): View {
  const home = engine.home();
  return home === null ? otherwise : look(home);
}

function deviceView(engine: Engine): Views['device'] {
  const home = engine.home();
  return {
    situation: engine.situation(),
    me: home && {
      person: home.me.person,
      name: nameAmongAll(home, home.me.person),
      signinName: home.account.signinName,
    },
    line: engine.line(),
    unsent: [...(home?.spaces.values() ?? [])].some(({ outbox }) => outbox.length > 0),
    kitProved: home?.preferences.get(kitProvedPreference) === true,
    machineRelease: home && home.machineRelease,
    cardAsks: home && cardAsks(home),
    keysAsked: home?.account.next !== undefined,
    erasing: home?.account.closing !== undefined,
  };
}

function watchSpace(engine: Engine, space: SpaceId, run: (view: SpaceView) => void): () => void {
  const topic = spaceTopic(space);
  const stop = engine.topics.watch(topic, () => lookAtSpace(engine, space), run);
  return () => {
    stop();
    const live = engine.home()?.spaces.get(space);
    if (live === undefined || engine.topics.isWatched(topic)) return;
    // The next time that somebody comes to this page, other things are new.
    live.firstNew = undefined;
    forgetUnended(live);
    live.window = turnsShown;
  };
}

function lookAtSpace(engine: Engine, space: SpaceId): SpaceView {
  const home = engine.home();
  const live = home?.spaces.get(space);
  // Nobody's id: there is nobody here yet whose margin this could be.
  const me = home?.me.person ?? ('' as PersonId);
  if (home === null || live === undefined) {
    return emptySpaceView(space, me, engine.situation() === 'starting' ? 'opening' : 'not-here');
  }
  if (live.firstNew === undefined || !live.caughtUp) live.firstNew = firstNewTurn(home, asShown(live));
  // Their list is fetched behind what somebody came to read.
  if (live.caughtUp || engine.line().state === 'offline') {
    void findSafetyWords(home, live);
    void findEnded(home, live);
  }
  return spaceView(home, asShown(live), engine.drafts.get(space) ?? noDraft);
}
