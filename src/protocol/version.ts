/** The version of everything signed. A commit of another version stops the space with "please update". */
export const version = 1;

/** The only suite so far (see `crypto/suite.ts`). It stands inside everything signed, and a space's suite never goes down. */
export const suite = 1;
