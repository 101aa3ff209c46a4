import { sealKeyFromSeed } from '#crypto/box.ts';
import { signKeyFromSeed } from '#crypto/signature.ts';
import { cardSeenBefore } from '#device/account/card.ts';
import { withSession } from '#device/door/session.ts';
import type { Home, Me } from '#device/home.ts';
import { loadPreferences } from '#device/preferences.ts';
import { createQueue } from '#device/queue.ts';
import type { AccountRecord } from '#device/records.ts';
import type { Safe } from '#device/safe.ts';
import { fromRest } from '#device/space/rest.ts';
import type { Transport } from '#device/transport.ts';
import { idFromBytes, isId, type Id, type SpaceId } from '#kernel/ids.ts';
import type { Clock } from '#kernel/time.ts';

/** What this device does when something changed. */
export type HomeCalls = Pick<Home, 'changed' | 'changedAtHome' | 'tryLater' | 'readLater' | 'isLookedAt'>;

export interface OpenHome extends HomeCalls {
  readonly account: AccountRecord;
  readonly transport: Transport;
  readonly safe: Safe;
  readonly clock: Clock;
  /** Opens a session again where the last one has ended. */
  readonly openSession: (home: Home) => Promise<boolean>;
}

/** Puts together everything that rests here for somebody. */
export async function openHome(options: OpenHome): Promise<Home> {
  const { account, transport, safe, clock, changed, changedAtHome, tryLater, readLater, isLookedAt } =
    options;
  const [me, kept, letters, waiting, preferences] = await Promise.all([
    meFrom(account),
    safe
      .list('spaces')
      .then((records) =>
        Promise.all(records.map(({ key }) => (isId(key) ? fromRest(safe, asSpace(key)) : null))),
      ),
    safe.list('letters', 'in '),
    safe.list('outbox'),
    loadPreferences(safe),
  ]);
  const spaces: Home['spaces'] = new Map();
  for (const live of kept) {
    if (live === null) continue;
    // A newer page than the one that stopped may be here now.
    if (live.problem === 'please-update') live.problem = undefined;
    spaces.set(live.id, live);
  }
  const knocks: Home['knocks'] = new Map();
  for (const { value } of letters) if (value.state !== 'on-its-way') knocks.set(value.id, value);
  let number = Math.max(0, ...waiting.map(({ value }) => value.number));

  const home: Home = {
    me,
    account,
    transport: withSession(transport, () => options.openSession(home)),
    safe,
    clock,
    spaces,
    preferences,
    cardAtDoor: cardSeenBefore(preferences),
    cardHeard: false,
    machineRelease: null,
    knocks,
    meeting: createQueue(),
    verifiedBefore: new Map(),
    changed,
    changedAtHome,
    tryLater,
    readLater,
    isLookedAt,
    nextNumber: () => ++number,
  };
  return home;
}

export async function meFrom(account: AccountRecord): Promise<Me> {
  const [signKey, sealKey] = await Promise.all([
    signKeyFromSeed(account.signSeed),
    sealKeyFromSeed(account.sealSeed),
  ]);
  const { person, chainHead, link } = account;
  const former = [...(account.formerKeys ?? [])].reverse().map(async (seeds) => ({
    signKey: await signKeyFromSeed(seeds.signSeed),
    sealKey: await sealKeyFromSeed(seeds.sealSeed),
  }));
  const line = { person, chainHead, link, signPk: signKey.publicKey, sealPk: sealKey.publicKey };
  return { person: idFromBytes(person), signKey, sealKey, line, former: await Promise.all(former) };
}

/** Spaces rest under their own id. */
function asSpace(key: Id<string>): SpaceId {
  // Nothing else is ever a key of that table.
  return key as SpaceId;
}
