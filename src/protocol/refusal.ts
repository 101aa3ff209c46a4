import * as v from 'valibot';

/** An expected no. `code` is a word of the protocol; people read the sentence that `words/` keeps for it. */
export const refusalSchema = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(64)),
  /** "Refused, and not in the log": only then may a device seal the same words again. */
  notInLog: v.optional(v.literal(true)),
});
export type WireRefusal = v.InferOutput<typeof refusalSchema>;

/** Every code with its HTTP status. */
export const refusalStatus = {
  malformed: 400,
  'signature-wrong': 400,
  'seen-wrong': 409,
  'epoch-old': 409,
  'epoch-due': 409,
  'commit-refused': 409,
  'state-differs': 409,
  'boxes-missing': 400,
  'id-taken': 409,
  'place-taken': 409,
  'version-taken': 409,
  'signed-out': 401,
  'not-a-member': 404,
  'not-found': 404,
  'founding-spent': 410,
  'host-link-spent': 410,
  'invitation-used': 410,
  'invitation-expired': 410,
  'invitation-unknown': 404,
  'invitations-open': 429,
  'letter-open': 409,
  'letter-last': 409,
  'letters-today': 429,
  'wrong-words': 401,
  'kit-unknown': 401,
  'too-many': 429,
  'too-large': 413,
  'wrong-origin': 403,
  'no-card': 409,
  'help-line-changed': 409,
  'help-lines-full': 409,
  'blob-missing': 409,
  'blobs-full': 409,
  'store-away': 503,
} as const;
export type RefusalCode = keyof typeof refusalStatus;
