import * as v from 'valibot';
import { readHelpLine, type HelpLine } from './line.ts';

/** What the host of this place made of a line. */
export interface HostLine {
  readonly name: string;
  readonly hidden: boolean;
  /** Null where it is as it came along, or cannot be read here. */
  readonly line: HelpLine | null;
}

/** A line as it came along, and what the host made of it. At least one of the two is there. */
export interface ListedLine {
  readonly name: string;
  readonly came: HelpLine | null;
  readonly written: HelpLine | null;
  readonly hidden: boolean;
}

const said = v.object({ name: v.string(), hidden: v.boolean(), line: v.optional(v.unknown()) });

/**
 * Reads what the house says of its lines. What this page cannot read counts as never said: then the line that came
 * along stands in its place, which is better than none.
 */
export function readHostLines(written: unknown): readonly HostLine[] {
  if (!Array.isArray(written)) return [];
  return written.flatMap((one: unknown) => {
    const read = v.safeParse(said, one);
    return read.success ? [hostLine(read.output)] : [];
  });
}

function hostLine({ name, hidden, line }: v.InferOutput<typeof said>): HostLine {
  const read = line === undefined ? null : readHelpLine(line);
  return { name, hidden, line: read?.ok === true ? read.value : null };
}

/** Those that came along in their order, then those that the host added. */
export function listLines(
  came: ReadonlyMap<string, HelpLine>,
  changed: readonly HostLine[],
): readonly ListedLine[] {
  const changeByName = new Map(changed.map((one) => [one.name, one]));
  const known = Array.from(came, ([name, line]) => {
    const change = changeByName.get(name);
    return { name, came: line, written: change?.line ?? null, hidden: change?.hidden ?? false };
  });
  const added = changed.flatMap(({ name, hidden, line }) =>
    came.has(name) || line === null ? [] : [{ name, came: null, written: line, hidden }],
  );
  return [...known, ...added];
}

/** What a person sees of these: the host's words over those that came along, and nothing that is hidden. */
export function shownLines(listed: readonly ListedLine[]): readonly HelpLine[] {
  return listed.flatMap(({ came, written, hidden }) => {
    const line = written ?? came;
    return hidden || line === null ? [] : [line];
  });
}

/**
 * A check is of what stood there when somebody asked. Where anything is otherwise now, the former check says nothing
 * of it any more.
 */
export function keepsCheck(next: HelpLine, before: HelpLine): boolean {
  return JSON.stringify({ ...next, checked: null }) === JSON.stringify({ ...before, checked: null });
}
