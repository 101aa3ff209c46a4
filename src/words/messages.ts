/** A sentence, or how to make one from what it needs; grouped as a noun likes. */
export type Message = string | ((...needed: never[]) => string) | readonly string[];
export interface Messages {
  readonly [name: string]: Message | Messages;
}
