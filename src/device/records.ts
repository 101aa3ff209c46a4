import type { LogEntry } from '#domain/space/log.ts';
import type { DraftEvent, SpaceKind } from '#domain/space/define.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Millis } from '#kernel/time.ts';
import type { ShardRecord } from '#device/search/shard.ts';
import type { LogEntry as WireEntry, RequestOf } from '#protocol/api.ts';
import type { Earlier } from '#protocol/commit.ts';
import type { SignedEvent } from '#protocol/envelope.ts';
import type { SignedLink } from '#protocol/person.ts';
import type { SpaceState } from '#protocol/space-state.ts';

/** What rests on this device, table by table. All of it is sealed by `safe.ts`, so none of it is read by anybody else. */
export interface Records {
  readonly account: AccountRecord;
  readonly spaces: SpaceRecord;
  readonly entries: ChunkRecord;
  readonly received: { readonly entries: readonly WireEntry[] };
  readonly outbox: OutboxRecord;
  readonly drafts: { readonly text: string; readonly note: string; readonly sentence?: string };
  readonly letters: LetterRecord;
  readonly preferences: { readonly value: Preference };
  readonly people: PersonRecord;
  readonly search: ShardRecord;
  readonly files: FileRecord;
  readonly parts: { readonly bytes: Bytes };
}

export type Preference = string | boolean | number | Bytes;

/** Who is at home on this device, with everything that signs and opens for them. */
export interface AccountRecord {
  readonly person: Bytes;
  readonly signSeed: Bytes;
  readonly sealSeed: Bytes;
  readonly vaultKey: Bytes;
  readonly signinName: string;
  readonly name: string;
  readonly chainHead: Bytes;
  /** Place of the chain's newest link. */
  readonly link: number;
  readonly vaultVersion: number;
  /** What a rotate put out of force, oldest first. */
  readonly formerKeys?: readonly FormerKeys[] | undefined;
  /** Vault keys before this one, oldest first. */
  readonly formerVaultKeys?: readonly Bytes[] | undefined;
  /** Other keys that I asked for. Nobody knows whether they are in force until the server has answered. */
  readonly next?: NextKeys | undefined;
  /** I am going for good: what is left to be done is done whenever there is a line. */
  readonly closing?: Closing | undefined;
}

/** What was decided when somebody went for good. */
export interface Closing {
  /** The end of my chain, signed while I was asked for my passphrase. */
  readonly link: SignedLink;
  /** Spaces from which my words go with me. */
  readonly takingWords: readonly Bytes[];
}

export interface FormerKeys {
  readonly signSeed: Bytes;
  readonly sealSeed: Bytes;
}

/** What an account record says of its keys once a rotate is in force, and the request that asks for it. */
export interface NextKeys {
  readonly request: RequestOf<'changeAccount'>;
  readonly account: Omit<AccountRecord, 'next' | 'closing' | 'name' | 'signinName' | 'person'>;
}

/** How far a space has been verified, so that nothing is verified twice. */
export interface SpaceRecord {
  readonly kind: SpaceKind;
  readonly state: SpaceState;
  readonly seq: number;
  readonly hash: Bytes;
  readonly epochs: readonly Epoch[];
  /** The key that each person who left last had in the roster. */
  readonly former: readonly { readonly person: PersonId; readonly signPk: Bytes }[];
  /** When it became due that a new epoch begins. */
  readonly dueSince?: Millis | undefined;
  readonly problem?: string | undefined;
  /** Somebody else had seen another log than we. */
  readonly doubtful?: boolean | undefined;
  /** The newest version of my vault that an event of mine names. */
  readonly vaultNamed: number;
  /** Number of the newest commit that moved my keys on. */
  readonly movedAt?: number | undefined;
  /** By person who came in: number of the commit that opened their invitation. */
  readonly invited?: readonly { readonly person: PersonId; readonly number: number }[] | undefined;
  /** The first epoch that I may read, where newcomers do not read the past. */
  readonly readsFrom?: number | undefined;
}

/** An epoch, by the commit that began it. Without a secret, its events wait. */
export interface Epoch {
  readonly epoch: number;
  readonly number: number;
  readonly prev: Bytes;
  readonly keyHash: Bytes;
  readonly earlier?: Earlier | undefined;
  readonly secret?: Bytes | undefined;
}

/** About a hundred places of a log, opened: what a device that comes back reads instead of verifying again. */
export interface ChunkRecord {
  readonly places: readonly PlaceRecord[];
}

export interface PlaceRecord {
  readonly hash: Bytes;
  readonly entry: LogEntry;
  /** Kept while its key is not here. */
  readonly sealed?: SignedEvent | undefined;
  /** Opens this event alone: handed on to whoever comes in later. */
  readonly key?: Bytes | undefined;
}

/** Something written here that has not come back from the log. */
export interface OutboxRecord {
  /** In this order they were written. */
  readonly number: number;
  /** As the page knows it: the event's own id once it is sealed. */
  readonly id: EventId;
  readonly draft: DraftEvent;
  /** The same words sealed again carry the same. */
  readonly once: Bytes;
  readonly at: Millis;
  /** May be in the log already, so the same bytes are sent until an answer says otherwise. */
  readonly sealed?: SignedEvent | undefined;
  /** The code of the refusal that stopped it. */
  readonly failed?: string | undefined;
}

export type LetterRecord = ArrivedRecord | OnItsWayRecord;

/** A knock for me, opened and found to be right. */
export interface ArrivedRecord {
  readonly state: 'arrived' | 'let-be' | 'accepted';
  readonly id: number;
  readonly from: Bytes;
  readonly link: string;
  readonly words: string;
  readonly at: Millis;
  /** What the circle is called that it asks me into; a pair where there is none. */
  readonly circle?: string | undefined;
}

/** A knock of mine whose space is open and whose letter the server may not have yet. */
export interface OnItsWayRecord {
  readonly state: 'on-its-way';
  readonly space: Bytes;
  readonly to: Bytes;
  readonly link: string;
  readonly words: string;
  readonly through: Bytes;
  readonly circle?: string | undefined;
}

/** Somebody else's chain as far as I have verified it. */
export interface PersonRecord {
  readonly chainHead: Bytes;
  readonly link: number;
  readonly signPk: Bytes;
  readonly sealPk: Bytes;
  /** They ended their account. */
  readonly ended?: true;
}

/** A sealed picture or recording, as far as it lies on this device. */
export interface FileRecord {
  readonly length: number;
  /** How many of its parts are here, from the first one on. */
  readonly parts: number;
  readonly usedAt: Millis;
}
