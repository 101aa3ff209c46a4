import * as v from 'valibot';
import { bytesOf, bytesUpTo, hash, publicKey, signature, whole } from '#protocol/cbor.ts';
import { suite, version } from '#protocol/version.ts';

export const spaceKinds = ['solo', 'pair', 'circle', 'community', 'cohort'] as const;
export type SpaceKind = (typeof spaceKinds)[number];
export type History = 'all' | 'from-invitation';

/** Fixed by the kind of space in the first commit. */
export const historyByKind: Readonly<Record<SpaceKind, History>> = {
  solo: 'from-invitation',
  pair: 'from-invitation',
  circle: 'from-invitation',
  community: 'all',
  cohort: 'all',
};

/** A newcomer's yes, signed with the invitation's key and with their own over the same statement. */
export const acceptSchema = v.strictObject({
  invitation: publicKey,
  byInvitation: signature,
  byPerson: signature,
});

/** What both signatures of `accept` are over (label `accept`). */
export const acceptStatementSchema = v.strictObject({
  space: hash,
  invitation: publicKey,
  person: hash,
  chainHead: hash,
});
export type AcceptStatement = v.InferOutput<typeof acceptStatementSchema>;

const rosterLine = {
  person: hash,
  /** The newest link of the person's chain known to the author, and its place in the chain. */
  chainHead: hash,
  link: whole(),
  signPk: publicKey,
  sealPk: publicKey,
};

/** `accept` is absent only for the opener in the first commit, whose signature on it says yes. */
export const addSchema = v.strictObject({ ...rosterLine, accept: v.optional(acceptSchema) });
export const updateSchema = v.strictObject(rosterLine);
export const openSchema = v.strictObject({ signPk: publicKey, sealPk: publicKey, until: whole() });
export type Add = v.InferOutput<typeof addSchema>;
export type Update = v.InferOutput<typeof updateSchema>;
/** `until` in minutes since 1970, at most seven days ahead; kept by the server, no rule of the log reads it. */
export type Open = v.InferOutput<typeof openSchema>;

/** A statement signed beforehand by somebody, that a commit carries as its reason. */
export const causeSchema = v.strictObject({ signer: hash, statement: bytesUpTo(1024), signature });

/** As many as `care.ts` ever asks for, and whoever comes in. */
const causesMost = 48;

export const earlierSchema = v.strictObject({ epoch: whole(1), sealed: bytesOf(48) });
export type Earlier = v.InferOutput<typeof earlierSchema>;

export const updatesMost = 64;

export const commitSchema = v.strictObject({
  v: v.literal(version),
  suite: v.literal(suite),
  space: hash,
  /** From 1, without gaps. */
  number: whole(1),
  /** Id of the commit before; in the first commit 32 random bytes, so that no two spaces are the same. */
  prev: hash,
  author: hash,
  kind: v.optional(v.picklist(spaceKinds)),
  adds: v.pipe(v.array(addSchema), v.maxLength(1)),
  updates: v.pipe(v.array(updateSchema), v.maxLength(updatesMost)),
  removes: v.pipe(v.array(hash), v.maxLength(64)),
  opens: v.pipe(v.array(openSchema), v.maxLength(16)),
  closes: v.pipe(v.array(publicKey), v.maxLength(64)),
  care: v.optional(v.pipe(v.array(hash), v.maxLength(7))),
  facilitators: v.optional(v.pipe(v.array(hash), v.maxLength(16))),
  cause: v.pipe(v.array(causeSchema), v.maxLength(causesMost)),
  epoch: whole(1),
  /** Present exactly when the epoch rises. */
  keyHash: v.optional(hash),
  earlier: v.optional(earlierSchema),
  stateHash: hash,
});
export type Commit = v.InferOutput<typeof commitSchema>;

/** `commit` is the deterministic CBOR of a `Commit`. */
export const signedCommitSchema = v.strictObject({ commit: bytesUpTo(64 * 1024), signature });
export type SignedCommit = v.InferOutput<typeof signedCommitSchema>;

/** The secret of an epoch, sealed to a member (`to` is the person) or to an open invitation (`to` is its signPk). */
export const boxSchema = v.strictObject({ epoch: whole(1), to: hash, sealed: bytesOf(80) });
export type Box = v.InferOutput<typeof boxSchema>;

export const leaveSchema = v.strictObject({ space: hash, person: hash, commit: hash });
export type Leave = v.InferOutput<typeof leaveSchema>;
export const signedLeaveSchema = v.strictObject({ leave: bytesUpTo(256), signature });
export type SignedLeave = v.InferOutput<typeof signedLeaveSchema>;

/** The one thing a former member may still append. */
export const dropSchema = v.strictObject({
  space: hash,
  person: hash,
  ids: v.pipe(v.array(hash), v.minLength(1), v.maxLength(256)),
});
export type Drop = v.InferOutput<typeof dropSchema>;
export const signedDropSchema = v.strictObject({ drop: bytesUpTo(10 * 1024), signature });
export type SignedDrop = v.InferOutput<typeof signedDropSchema>;
