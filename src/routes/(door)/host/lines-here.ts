import type { HelpLineSaid, Instance } from '#device/device.ts';
import type { Result } from '#kernel/result.ts';

/** What the house says of its help lines. */
export type Lines = NonNullable<Instance['helpLines']>;

/** Puts something in the place of a line, over what was seen there. */
export type ChangeLine = (change: {
  readonly name: string;
  readonly seen: HelpLineSaid;
  readonly change: HelpLineSaid;
}) => Promise<Result<void>>;

const asItCame: HelpLineSaid = { hidden: false };

/** What the house says of one line now. */
export function saidOf(lines: Lines, name: string): HelpLineSaid {
  const found = lines.find((one) => one.name === name);
  if (found === undefined) return asItCame;
  const { hidden, line } = found;
  return { hidden, ...(line !== undefined && { line }) };
}

/** A name for a line of the host's own, which no file that comes along will ever have. */
export function ownName(): string {
  const drawn = crypto.getRandomValues(new Uint8Array(8));
  return `own-${Array.from(drawn, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
