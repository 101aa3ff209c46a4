import * as v from 'valibot';

/** Bytes as text. What they sign is looked at where they are used. */
export const textOfBytes = v.pipe(
  v.string(),
  v.check((text) => /^[A-Za-z0-9_-]{1,100}$/.test(text)),
);

/** What each yes carries. */
export const yesFields = {
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  signature: textOfBytes,
};
