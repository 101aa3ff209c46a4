/** An expected no: a value with a code, never an exception. Words for people are found by the code, in `words/`. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  /** For whoever reads logs or tests. Never shown to people, never holds private words. */
  readonly detail?: string;
}

export type Result<Value, Code extends string = string> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal<Code> };

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refuse<const Code extends string>(
  code: Code,
  detail?: string,
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return { ok: false, refusal: detail === undefined ? { code } : { code, detail } };
}
