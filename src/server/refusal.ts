import type { Refusal } from '#kernel/result.ts';
import type { RefusalCode, WireRefusal } from '#protocol/refusal.ts';

/** A door's no. `notInLog` is promised only where the log itself was asked. */
export interface DoorRefusal extends Refusal<RefusalCode> {
  readonly notInLog?: true;
}
export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: DoorRefusal };

export function refuseNotInLog(code: RefusalCode, detail?: string): Answer<never> {
  return { ok: false, refusal: { code, notInLog: true, ...(detail !== undefined && { detail }) } };
}

/** The detail stays here: it is for whoever reads a test. */
export function toWire({ code, notInLog }: DoorRefusal): WireRefusal {
  return notInLog === true ? { code, notInLog } : { code };
}
