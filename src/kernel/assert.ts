/** For what our own code promises. A person can never cause this; whoever can is refused with a `Refusal`. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`broken promise: ${what}`);
}
