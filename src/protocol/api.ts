import * as v from 'valibot';
import { blobLeast, blobMost, partLength } from '#protocol/blob.ts';
import { bytesUpTo, hash, publicKey, signature, whole, type Encodable } from '#protocol/cbor.ts';
import {
  boxSchema,
  signedCommitSchema,
  signedDropSchema,
  signedLeaveSchema,
  spaceKinds,
} from '#protocol/commit.ts';
import { signedEventSchema } from '#protocol/envelope.ts';
import { helpLineChangeSchema, helpLineName, helpLineSeenSchema } from '#protocol/help-line.ts';
import { hostCardSchema, publicTextMost, writtenCardSchema } from '#protocol/instance.ts';
import { machineRoomSchema } from '#protocol/machine-room.ts';
import { chainSchema, signedLinkSchema, signedVaultSchema, unlockersSchema } from '#protocol/person.ts';

/**
 * All that crosses the wire, on one page. Requests and answers are deterministic CBOR (`application/cbor`), except
 * `instance`, which is JSON and public, and `stream`, which is an event stream. In a path `:space` and `:person` are
 * ids in base64url.
 */

/** An account's parts that the server keeps; only the vault's ciphertext is secret, and the server cannot open it. */
export const accountSchema = v.strictObject({
  genesis: signedLinkSchema,
  /** H("signin-name", origin ‖ words) */
  signinName: hash,
  /** OPAQUE registration record, as the library writes it. */
  passphrase: v.pipe(v.string(), v.maxLength(2048)),
  /** HKDF(kit, "bw1/kit-lookup") */
  kitLookup: hash,
  unlockers: unlockersSchema,
  vault: signedVaultSchema,
});
export type Account = v.InferOutput<typeof accountSchema>;

const opaqueText = v.pipe(v.string(), v.maxLength(4096));
const signedIn = v.strictObject({ person: hash });
const committedSchema = v.strictObject({ seq: whole(1), hash, at: whole() });
/** As many as a community of five thousand needs, with its open invitations. */
export const boxesMost = 6000;
const commitWithBoxesSchema = v.strictObject({
  commit: signedCommitSchema,
  boxes: v.pipe(v.array(boxSchema), v.maxLength(boxesMost)),
});

/** One place in a space's log. Exactly one of event, commit, leave and drop is there. `at` in minutes, by the server's clock. */
export const logEntrySchema = v.strictObject({
  seq: whole(1),
  at: whole(),
  event: v.optional(signedEventSchema),
  commit: v.optional(signedCommitSchema),
  leave: v.optional(signedLeaveSchema),
  drop: v.optional(signedDropSchema),
});
export type LogEntry = v.InferOutput<typeof logEntrySchema>;

export const headSchema = v.strictObject({ space: hash, kind: v.picklist(spaceKinds), seq: whole(), hash });
export type Head = v.InferOutput<typeof headSchema>;

export const logPageSchema = v.strictObject({
  entries: v.array(logEntrySchema),
  head: v.strictObject({ seq: whole(), hash }),
  /** Only where the log is read with an invitation: those sealed to it. */
  boxes: v.optional(v.array(boxSchema)),
});
export type LogPage = v.InferOutput<typeof logPageSchema>;

/** Largest page of a log. */
export const pageMost = 500;

/** Asks for boxes that are told at once. */
export const boxAsksMost = 200;

export const letterArrivedSchema = v.strictObject({
  id: whole(1),
  from: hash,
  at: whole(),
  /** HPKE, use `letter`, to the receiver's sealPk. */
  sealed: bytesUpTo(20 * 1024),
});
export type LetterArrived = v.InferOutput<typeof letterArrivedSchema>;

export const proofSchema = v.strictObject({ nonce: hash, signature });
export type Proof = v.InferOutput<typeof proofSchema>;

/** An account as it is handed to a new device. */
const handedSchema = v.strictObject({
  person: hash,
  chain: chainSchema,
  unlockers: unlockersSchema,
  vault: signedVaultSchema,
});

const nothing = v.strictObject({});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
/**
 * `anyone` is signed out or in, with the same answer; `session` is any signed-in person; `member` and `former` of
 * `:space`. `host` is whoever holds the link that the machine printed in the last 15 minutes, member or not.
 */
export type Who =
  'anyone' | 'host' | 'session' | 'member' | 'member-or-invited' | 'former' | 'shares-a-space';
interface Door {
  readonly method: Method;
  readonly path: string;
  readonly who: Who;
  readonly request: v.GenericSchema<unknown, Encodable>;
  readonly answer: v.GenericSchema<unknown, Encodable>;
}

export const doors = {
  /** A nonce for one proof, good for two minutes. */
  nonce: {
    method: 'POST',
    path: '/api/nonce',
    who: 'anyone',
    request: nothing,
    answer: v.strictObject({ nonce: hash }),
  },
  /** OPAQUE registration, first half. Holds no secret of anybody; rate limited. */
  registerPassphrase: {
    method: 'POST',
    path: '/api/passphrase/register',
    who: 'anyone',
    request: v.strictObject({ signinName: hash, request: opaqueText }),
    answer: v.strictObject({ response: opaqueText }),
  },
  /** The founding link is spent by this: first person, community, host card. */
  found: {
    method: 'POST',
    path: '/api/found',
    who: 'anyone',
    request: v.strictObject({
      token: hash,
      account: accountSchema,
      card: hostCardSchema,
      ...commitWithBoxesSchema.entries,
    }),
    answer: signedIn,
  },
  /** Whether a founding link still opens something. */
  founding: {
    method: 'POST',
    path: '/api/founding',
    who: 'anyone',
    request: v.strictObject({ token: hash }),
    answer: v.strictObject({ open: v.boolean() }),
  },
  /** A newcomer reads what their invitation opens. Refusals: `invitation-used`, `invitation-expired`, `invitation-unknown`. */
  readByInvitation: {
    method: 'POST',
    path: '/api/invitation',
    who: 'anyone',
    request: v.strictObject({ space: hash, invitation: publicKey, proof: proofSchema, after: whole() }),
    /** With the chain of whoever opened the invitation, for the newcomer cannot ask for it at its own door yet. */
    answer: v.strictObject({ ...logPageSchema.entries, chain: chainSchema }),
  },
  /** A newcomer's account and their own commit into the community, together. */
  join: {
    method: 'POST',
    path: '/api/join',
    who: 'anyone',
    request: v.strictObject({ account: accountSchema, space: hash, ...commitWithBoxesSchema.entries }),
    answer: signedIn,
  },
  /** OPAQUE. An unknown name gets an answer that looks like a true one. */
  signInStart: {
    method: 'POST',
    path: '/api/sign-in/start',
    who: 'anyone',
    request: v.strictObject({ signinName: hash, request: opaqueText }),
    answer: v.strictObject({ attempt: hash, response: opaqueText }),
  },
  signInFinish: {
    method: 'POST',
    path: '/api/sign-in/finish',
    who: 'anyone',
    request: v.strictObject({ attempt: hash, request: opaqueText }),
    answer: handedSchema,
  },
  /**
   * Twelve words and nothing else: the proof is by the recovery key, over the look-up id. Words that nobody has and a
   * proof that is wrong get the same refusal, `kit-unknown`. `former` is what the account was before the changes of the last 30 days.
   */
  openByKit: {
    method: 'POST',
    path: '/api/kit',
    who: 'anyone',
    request: v.strictObject({ lookup: hash, proof: proofSchema }),
    answer: v.strictObject({
      ...handedSchema.entries,
      former: v.array(v.strictObject({ unlockers: unlockersSchema, vault: signedVaultSchema })),
    }),
  },
  /**
   * New links of my chain, and with them the unlockers and the vault as they are from then on. `passphrase` comes along exactly where
   * the passphrase is another one, `kitLookup` exactly where the recovery key is. Sent twice it is done once. A `rotate`
   * among the links ends every other session of mine. `close` has
   * a door of its own.
   */
  changeAccount: {
    method: 'POST',
    path: '/api/account',
    who: 'session',
    request: v.strictObject({
      links: v.pipe(v.array(signedLinkSchema), v.minLength(1), v.maxLength(4)),
      unlockers: unlockersSchema,
      vault: signedVaultSchema,
      passphrase: v.optional(accountSchema.entries.passphrase),
      kitLookup: v.optional(hash),
    }),
    answer: nothing,
  },
  /**
   * The end of my account: a `close` link. Whatever opened it is destroyed, all sessions end, and what it was called by
   * is free. Sent again it meets `signed-out`, and `whyEnded` hands out the chain that says so.
   */
  closeAccount: {
    method: 'POST',
    path: '/api/account/close',
    who: 'session',
    request: v.strictObject({ link: signedLinkSchema }),
    answer: nothing,
  },
  /** My own account as it is, for a device of mine that changes its keys. */
  account: { method: 'GET', path: '/api/account', who: 'session', request: nothing, answer: handedSchema },
  /** A device that holds the keys but no living session. */
  openSession: {
    method: 'POST',
    path: '/api/session',
    who: 'anyone',
    request: v.strictObject({ person: hash, proof: proofSchema }),
    answer: signedIn,
  },
  /**
   * For whose key was in force once and opens no session now: the chain that put it out of force, so that no device is
   * wiped on the server's word alone. Whose key never stood in that chain gets `signature-wrong`.
   */
  whyEnded: {
    method: 'POST',
    path: '/api/session/ended',
    who: 'anyone',
    request: v.strictObject({ person: hash, proof: proofSchema }),
    answer: v.strictObject({ chain: chainSchema }),
  },
  endSession: { method: 'DELETE', path: '/api/session', who: 'anyone', request: nothing, answer: nothing },
  vault: { method: 'GET', path: '/api/vault', who: 'session', request: nothing, answer: signedVaultSchema },
  /** Compare-and-swap: refused with `version-taken` unless `vault.version` is one more than what is there. */
  putVault: {
    method: 'PUT',
    path: '/api/vault',
    who: 'session',
    request: signedVaultSchema,
    answer: nothing,
  },
  chain: {
    method: 'GET',
    path: '/api/people/:person/chain',
    who: 'shares-a-space',
    request: nothing,
    answer: v.strictObject({ chain: chainSchema }),
  },
  heads: {
    method: 'GET',
    path: '/api/spaces',
    who: 'session',
    request: nothing,
    /** `now`: the server's minute, for devices whose own clock may be wrong. */
    answer: v.strictObject({ heads: v.array(headSchema), now: whole() }),
  },
  openSpace: {
    method: 'POST',
    path: '/api/spaces',
    who: 'session',
    request: commitWithBoxesSchema,
    answer: committedSchema,
  },
  /**
   * `?after=<seq>&limit=<n>`: entries after that place. `&bodies=<n>`: of events that stand before the last so many
   * places of the whole log, all but the body.
   */
  log: {
    method: 'GET',
    path: '/api/spaces/:space/log',
    who: 'member',
    request: nothing,
    answer: logPageSchema,
  },
  /**
   * `?after=<seq>`: the same for whoever is not there any more, up to the entry that ended their time there, and the
   * boxes sealed to them.
   */
  formerLog: {
    method: 'GET',
    path: '/api/spaces/:space/former',
    who: 'former',
    request: nothing,
    answer: logPageSchema,
  },
  append: {
    method: 'POST',
    path: '/api/spaces/:space/log',
    who: 'member',
    request: signedEventSchema,
    answer: committedSchema,
  },
  commit: {
    method: 'POST',
    path: '/api/spaces/:space/commits',
    who: 'member-or-invited',
    request: commitWithBoxesSchema,
    answer: committedSchema,
  },
  boxes: {
    method: 'GET',
    path: '/api/spaces/:space/boxes',
    who: 'member',
    request: nothing,
    answer: v.strictObject({ boxes: v.array(boxSchema) }),
  },
  /**
   * Another box for a member whose own does not open, or for an invitation that is open. It is checked by whoever opens
   * it, so it may come from any member.
   */
  leaveBox: {
    method: 'PUT',
    path: '/api/spaces/:space/boxes',
    who: 'member',
    request: boxSchema,
    answer: nothing,
  },
  /**
   * My key of this epoch has not come, or what came does not open: whoever else is in the space leaves another box. It is
   * asked for until `boxOpened`, or for a month.
   */
  askForBox: {
    method: 'POST',
    path: '/api/spaces/:space/boxes/asked',
    who: 'member',
    request: v.strictObject({ epoch: whole(1) }),
    answer: nothing,
  },
  boxOpened: {
    method: 'DELETE',
    path: '/api/spaces/:space/boxes/asked',
    who: 'member',
    request: v.strictObject({ epoch: whole(1) }),
    answer: nothing,
  },
  /** Who asks for a box in a space of mine, the oldest first. */
  boxesAsked: {
    method: 'GET',
    path: '/api/boxes/asked',
    who: 'session',
    request: nothing,
    answer: v.strictObject({
      asked: v.pipe(
        v.array(v.strictObject({ space: hash, person: hash, epoch: whole(1) })),
        v.maxLength(boxAsksMost),
      ),
    }),
  },
  /**
   * Entries that the server had and has lost, from the first lost place on and in their order, by whoever has them. They
   * are taken if they verify where they stand, whoever wrote them, and if whoever brings them is in the space after
   * them. What is there already and the same is passed over; refused with `place-taken` where another entry stands at
   * one of these places.
   */
  giveBack: {
    method: 'POST',
    path: '/api/spaces/:space/log/lost',
    who: 'session',
    request: v.strictObject({
      entries: v.pipe(v.array(logEntrySchema), v.minLength(1), v.maxLength(pageMost)),
    }),
    answer: v.strictObject({ seq: whole(), hash }),
  },
  leave: {
    method: 'POST',
    path: '/api/spaces/:space/leave',
    who: 'member',
    request: signedLeaveSchema,
    answer: committedSchema,
  },
  drop: {
    method: 'POST',
    path: '/api/spaces/:space/drop',
    who: 'former',
    request: signedDropSchema,
    answer: committedSchema,
  },
  /**
   * One part of what an event is going to show, in order. The answer says how many parts are there now, so whoever was
   * interrupted asks without a part and goes on from there. An event of its author takes it into the log; what no event
   * has taken is gone after a day. Refusals: `blobs-full`, and `id-taken` for what somebody else brings.
   */
  putBlob: {
    method: 'PUT',
    path: '/api/spaces/:space/blobs',
    who: 'member',
    request: v.strictObject({
      blob: hash,
      length: v.pipe(whole(blobLeast), v.maxValue(blobMost)),
      at: whole(),
      part: v.optional(bytesUpTo(partLength)),
    }),
    answer: v.strictObject({ parts: whole() }),
  },
  /** One part of what an event shows. */
  readBlob: {
    method: 'POST',
    path: '/api/spaces/:space/blobs',
    who: 'member',
    request: v.strictObject({ blob: hash, at: whole() }),
    answer: v.strictObject({ length: whole(blobLeast), part: bytesUpTo(partLength) }),
  },
  /** Refusals: `letter-open` (one is on its way already), `letter-last` (the second was the last), `letters-today`. */
  leaveLetter: {
    method: 'POST',
    path: '/api/letters',
    who: 'shares-a-space',
    request: v.strictObject({ to: hash, sealed: bytesUpTo(20 * 1024) }),
    answer: nothing,
  },
  /** `?after=<id>`: letters to me, oldest first. */
  letters: {
    method: 'GET',
    path: '/api/letters',
    who: 'session',
    request: nothing,
    answer: v.strictObject({ letters: v.array(letterArrivedSchema) }),
  },
  /** Cards that stood at the door before the one of now, oldest first. They were public, and stay so. */
  formerCards: {
    method: 'GET',
    path: '/api/cards',
    who: 'anyone',
    request: nothing,
    answer: v.strictObject({ cards: v.array(writtenCardSchema) }),
  },
  /** What the host's link opens. Refused with `host-link-spent` like every door of `host`. */
  machineRoom: {
    method: 'POST',
    path: '/api/host/room',
    who: 'host',
    request: v.strictObject({ token: hash }),
    answer: machineRoomSchema,
  },
  /** The former card stays readable; every device asks its person again. Refused with `no-card` before there is a house. */
  changeCard: {
    method: 'POST',
    path: '/api/host/card',
    who: 'host',
    request: v.strictObject({ token: hash, card: hostCardSchema }),
    answer: nothing,
  },
  changePublicText: {
    method: 'POST',
    path: '/api/host/public-text',
    who: 'host',
    request: v.strictObject({ token: hash, text: v.pipe(v.string(), v.trim(), v.maxLength(publicTextMost)) }),
    answer: nothing,
  },
  /**
   * Says of one help line what is to be shown in its place. `seen` is what the host had before their eyes: refused with
   * `help-line-changed` where somebody has changed it since, and with `help-lines-full` where there are too many.
   */
  changeHelpLine: {
    method: 'POST',
    path: '/api/host/help-line',
    who: 'host',
    request: v.strictObject({
      token: hash,
      name: helpLineName,
      seen: helpLineSeenSchema,
      change: helpLineChangeSchema,
    }),
    answer: nothing,
  },
} as const satisfies Readonly<Record<string, Door>>;

export type DoorName = keyof typeof doors;
export type RequestOf<Name extends DoorName> = v.InferOutput<(typeof doors)[Name]['request']>;
export type AnswerOf<Name extends DoorName> = v.InferOutput<(typeof doors)[Name]['answer']>;

/** Public JSON. */
export const instancePath = '/api/instance';

/**
 * `GET /api/stream`: server-sent events, data in base64url of CBOR. First `heads`, then `entry` for each new place in
 * my spaces, `space` when I am in a new one, `letter` when one arrives, `asked` when somebody asks for a box in a space
 * of mine, `box` when another lies there for me, `card` when the host card has changed. A comment line every 25 s keeps
 * it open.
 */
export const streamPath = '/api/stream';
export const streamEvents = {
  heads: v.strictObject({ heads: v.array(headSchema) }),
  entry: v.strictObject({ space: hash, entry: logEntrySchema, hash }),
  space: headSchema,
  letter: v.strictObject({ id: whole(1) }),
  asked: v.strictObject({}),
  box: v.strictObject({}),
  card: v.strictObject({}),
  /** Another device of mine wrote the vault. */
  vault: v.strictObject({ version: whole(1) }),
} as const;

/** Cookie of a session. HttpOnly, SameSite=Strict, Secure behind TLS. */
export const sessionCookie = 'bothways';
