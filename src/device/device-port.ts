import type { RunningDevice } from '#device/create-device.ts';
import type { Device } from '#device/device.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Result } from '#kernel/result.ts';

/**
 * How a page and a device talk when they are not in one place: over a worker's messages, or over a channel between
 * tabs. Everything is plain data. An act carries its own word (`once`), so that asking twice does it once.
 */
export type Ask =
  | { readonly ask: 'call'; readonly id: string; readonly name: CallName; readonly args: readonly unknown[] }
  | {
      readonly ask: 'act';
      readonly id: string;
      readonly args: Parameters<Device['act']>;
      readonly once: Bytes;
    }
  | { readonly ask: 'watch'; readonly id: string; readonly topic: Parameters<Device['watch']>[0] }
  | { readonly ask: 'watch-space'; readonly id: string; readonly space: Parameters<Device['watchSpace']>[0] }
  | {
      readonly ask: 'watch-search';
      readonly id: string;
      readonly question: Parameters<Device['watchSearch']>[0];
    }
  | {
      readonly ask: 'watch-sheets';
      readonly id: string;
      readonly question: Parameters<Device['watchSheets']>[0];
    }
  | { readonly ask: 'stop'; readonly id: string };

/** What a page hears of the network, for a worker whose browser does not tell it. */
export type NetworkWord = 'network-lost' | 'network-back';

export type Tell =
  | { readonly tell: 'done'; readonly id: string; readonly value: unknown }
  | { readonly tell: 'failed'; readonly id: string }
  | { readonly tell: 'view'; readonly id: string; readonly view: unknown };

export type CallName = Exclude<keyof Device, 'watch' | 'watchSpace' | 'watchSearch' | 'watchSheets' | 'act'>;

/** Calls that may be asked again of another device in this browser without doing anything twice. */
export const repeatable: ReadonlySet<CallName> = new Set<CallName>([
  'instance',
  'drawAccount',
  'sayYesToCard',
  'machineRoom',
  'changeCard',
  'changePublicText',
  'changeHelpLine',
  'isFoundingOpen',
  'readInvitation',
  'openKit',
  'proveKit',
  'drawAgain',
  'closeInvitation',
  'openJournal',
  'putBeginningAway',
  'letKnockBe',
  'closeSeat',
  'lookAtSeat',
  'dropLeft',
  'bring',
  'file',
  'retry',
  'discard',
  'keepNote',
  'forgetNote',
  'offerNote',
  'getReady',
  'takeBackCare',
  'seen',
  'mute',
  'muteWord',
  'keepApart',
  'meetsSomebodyApart',
  'takeBreak',
  'keepDraft',
  'chooseKeeping',
  'keepAside',
  'aside',
  'takeAlong',
  'openArchive',
  'openArchivedFile',
  'eraseMe',
  'signOut',
  'lock',
  'unlock',
]);

export interface DeviceService {
  take(ask: Ask): void;
  /** Nobody listens there any more. */
  stop(): void;
}

/** The device's side. */
export function serveDevice(device: RunningDevice, tell: (tell: Tell) => void): DeviceService {
  const watches = new Map<string, () => void>();

  function answer(id: string, result: Promise<unknown>): void {
    // Why it failed may hold private words, and stays here.
    void result.then(
      (value) => tell({ tell: 'done', id, value }),
      () => tell({ tell: 'failed', id }),
    );
  }

  function watch(id: string, begin: (run: (view: unknown) => void) => () => void): void {
    watches.get(id)?.();
    watches.set(
      id,
      begin((view) => tell({ tell: 'view', id, view })),
    );
  }

  return {
    take(ask) {
      switch (ask.ask) {
        case 'call': {
          // The other side takes name and arguments from the same interface.
          const call = device[ask.name] as (...args: readonly unknown[]) => Promise<unknown>;
          return answer(ask.id, call(...ask.args));
        }
        case 'act':
          return answer(ask.id, device.actOnce(...ask.args, ask.once));
        case 'watch':
          return watch(ask.id, (run) => device.watch(ask.topic, run));
        case 'watch-space':
          return watch(ask.id, (run) => device.watchSpace(ask.space, run));
        case 'watch-search':
          return watch(ask.id, (run) => device.watchSearch(ask.question, run));
        case 'watch-sheets':
          return watch(ask.id, (run) => device.watchSheets(ask.question, run));
        case 'stop':
          watches.get(ask.id)?.();
          watches.delete(ask.id);
      }
    },
    stop() {
      for (const end of watches.values()) end();
      watches.clear();
    },
  };
}

/** What a page hands over may be wrapped in whatever its framework watches with; only the plain thing crosses. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  // A file that somebody chose crosses as it is.
  if (value instanceof Blob) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

/** The page's side: the same interface, somewhere else. */
export function deviceThrough(
  ask: (ask: Ask) => void,
  listen: (take: (tell: Tell) => void) => void,
  newId: () => string,
  newOnce: () => Bytes,
): Device {
  const waiting = new Map<string, (tell: Tell) => void>();

  listen((tell) => waiting.get(tell.id)?.(tell));

  function askOnce(make: (id: string) => Ask): Promise<unknown> {
    const id = newId();
    return new Promise((resolve, reject) => {
      waiting.set(id, (tell) => {
        waiting.delete(id);
        if (tell.tell === 'done') resolve(tell.value);
        else reject(new Error('the device could not do this'));
      });
      ask(make(id));
    });
  }

  function watch(make: (id: string) => Ask, run: (view: never) => void): () => void {
    const id = newId();
    // The topic that was asked for decides what its views are.
    waiting.set(id, (tell) => tell.tell === 'view' && run(tell.view as never));
    ask(make(id));
    return () => {
      waiting.delete(id);
      ask({ ask: 'stop', id });
    };
  }

  // What comes back is what the same call of the same interface gave on the other side.
  const call = <Name extends CallName>(name: Name) =>
    ((...args: readonly unknown[]) =>
      askOnce((id) => ({ ask: 'call', id, name, args: args.map(plain) }))) as unknown as Device[Name];

  return {
    watch: (topic, run) => watch((id) => ({ ask: 'watch', id, topic }), run),
    watchSpace: (space, run) => watch((id) => ({ ask: 'watch-space', id, space }), run),
    watchSearch: (question, run) =>
      watch((id) => ({ ask: 'watch-search', id, question: { ...question } }), run),
    watchSheets: (question, run) =>
      watch((id) => ({ ask: 'watch-sheets', id, question: { ...question } }), run),
    act: (...args) => askOnce((id) => ({ ask: 'act', id, args, once: newOnce() })) as Promise<Result<never>>,
    instance: call('instance'),
    drawAccount: call('drawAccount'),
    sayYesToCard: call('sayYesToCard'),
    machineRoom: call('machineRoom'),
    changeCard: call('changeCard'),
    changePublicText: call('changePublicText'),
    changeHelpLine: call('changeHelpLine'),
    isFoundingOpen: call('isFoundingOpen'),
    found: call('found'),
    readInvitation: call('readInvitation'),
    join: call('join'),
    signIn: call('signIn'),
    openKit: call('openKit'),
    comeBack: call('comeBack'),
    signOut: call('signOut'),
    proveKit: call('proveKit'),
    drawAgain: call('drawAgain'),
    changePassphrase: call('changePassphrase'),
    changeKit: call('changeKit'),
    rotateKeys: call('rotateKeys'),
    takeAlong: call('takeAlong'),
    openArchive: call('openArchive'),
    openArchivedFile: call('openArchivedFile'),
    eraseMe: call('eraseMe'),
    lock: call('lock'),
    unlock: call('unlock'),
    invite: call('invite'),
    closeInvitation: call('closeInvitation'),
    openJournal: call('openJournal'),
    putBeginningAway: call('putBeginningAway'),
    knock: call('knock'),
    acceptKnock: call('acceptKnock'),
    letKnockBe: call('letKnockBe'),
    introduce: call('introduce'),
    openCircle: call('openCircle'),
    askIntoCircle: call('askIntoCircle'),
    openSeat: call('openSeat'),
    closeSeat: call('closeSeat'),
    lookAtSeat: call('lookAtSeat'),
    takeSeat: call('takeSeat'),
    rename: call('rename'),
    bring: call('bring'),
    file: call('file'),
    retry: call('retry'),
    discard: call('discard'),
    keepNote: call('keepNote'),
    forgetNote: call('forgetNote'),
    offerNote: call('offerNote'),
    takeBackOffer: call('takeBackOffer'),
    getReady: call('getReady'),
    showEarlier: call('showEarlier'),
    seen: call('seen'),
    keepDraft: call('keepDraft'),
    chooseKeeping: call('chooseKeeping'),
    keepAside: call('keepAside'),
    aside: call('aside'),
    leave: call('leave'),
    askCare: call('askCare'),
    agreeToCare: call('agreeToCare'),
    takeBackCare: call('takeBackCare'),
    leaveCareCircle: call('leaveCareCircle'),
    dropLeft: call('dropLeft'),
    mute: call('mute'),
    muteWord: call('muteWord'),
    keepApart: call('keepApart'),
    meetsSomebodyApart: call('meetsSomebodyApart'),
    takeBreak: call('takeBreak'),
    swapSides: call('swapSides'),
  };
}
