import type { CardQuestion } from '#device/device.ts';
import type { SealKey } from '#crypto/box.ts';
import type { SignKey } from '#crypto/signature.ts';
import type { Preferences } from '#device/preferences.ts';
import type { Queue } from '#device/queue.ts';
import type { AccountRecord, ArrivedRecord } from '#device/records.ts';
import type { Safe } from '#device/safe.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { Transport } from '#device/transport.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { PersonId, SpaceId } from '#kernel/ids.ts';
import type { Clock, Millis } from '#kernel/time.ts';
import type { Head } from '#protocol/api.ts';
import type { Update } from '#protocol/commit.ts';

/** Who is at home on this device, ready to sign and to open. */
export interface Me extends Keys {
  readonly person: PersonId;
  /** How rosters write me down. */
  readonly line: Update;
  /** Out of force, newest first: rosters that have not heard of my keys of now know me by one of these. */
  readonly former: readonly Keys[];
}

interface Keys {
  readonly signKey: SignKey;
  readonly sealKey: SealKey;
}

/** The card that stands at the door. */
interface CardAtDoor extends CardQuestion {
  /** Under which a yes to it is kept. */
  readonly key: string;
}

/** What the organs of a device with an account share. */
export interface Home {
  /** Moves on with my chain, so it is asked for each time. */
  me: Me;
  account: AccountRecord;
  readonly transport: Transport;
  readonly safe: Safe;
  readonly clock: Clock;
  readonly spaces: Map<SpaceId, LiveSpace>;
  readonly preferences: Preferences;
  /** Null until this device has looked. */
  cardAtDoor: CardAtDoor | null;
  /** The release that the server runs, as it said last. */
  machineRelease: string | null;
  /** The server spoke of another card, and this device has not seen it yet. */
  cardHeard: boolean;
  /** Knocks for me that are on this device, by the id of their letter, oldest first. */
  readonly knocks: Map<number, ArrivedRecord>;
  /** Where another device of mine had verified a space, until this one has read as far. */
  readonly verifiedBefore: Map<SpaceId, { readonly seq: number; readonly hash: Bytes }>;
  /** One space after another, so that none forgets what another has just seen of somebody's chain. */
  readonly meeting: Queue;
  /** Whether somebody has this space before their eyes. */
  isLookedAt(space: SpaceId): boolean;
  /** Something of this space is otherwise than before. */
  changed(live: LiveSpace): void;
  /** Something about the account, its letters or its preferences is. */
  changedAtHome(): void;
  /** A space could not be read up to this head, though the line stands: it is read again in a while. */
  readLater(head: Head): void;
  /** Something could not be sent and is worth another try in a while: less often each time, or after so long. */
  tryLater(live: LiveSpace, waitMs?: Millis): void;
  /** A number higher than all before, also those of former runs. */
  nextNumber(): number;
}
