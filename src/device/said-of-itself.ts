import { instancePath } from '#protocol/api.ts';
import { instanceSchema, type Instance } from '#protocol/instance.ts';
import * as v from 'valibot';

/**
 * What this house says of itself to anybody, asked by a page: on the help page no device may be running, and nobody may
 * be at home. The help lines in it are kept in this browser, so that the newest ones seen are there without a line, to
 * whoever is signed out and where all else was cleared. They are public; nothing else of an answer is kept.
 */
const shelf = 'said by the host';
const linesPath = '/help-lines.json';
const patienceMs = 20_000;

/** Null where nothing was answered. */
export async function askHouse(): Promise<Instance | null> {
  const response = await fetch(instancePath, {
    cache: 'no-store',
    credentials: 'omit',
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => null);
  const json: unknown = response?.ok === true ? await response.json().catch(() => null) : null;
  const read = v.safeParse(instanceSchema, json);
  if (!read.success) return null;
  await keep(read.output.helpLines ?? []);
  return read.output;
}

/** The release of the pages that the machine hands out now; null where it does not say. */
export async function releaseOfPages(): Promise<string | null> {
  const response = await fetch('/_app/version.json', {
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => null);
  const json: unknown = response?.ok === true ? await response.json().catch(() => null) : null;
  const read = v.safeParse(v.object({ version: v.string() }), json);
  return read.success ? read.output.version : null;
}

/** The help lines that were seen last, as the house said them; undefined where none were. */
export async function keptHelpLines(): Promise<unknown> {
  try {
    const shelfHere = await caches.open(shelf);
    return await (await shelfHere.match(linesPath))?.json();
  } catch {
    // A page that did not come over a safe line, and some private windows, keep nothing.
    return undefined;
  }
}

async function keep(lines: NonNullable<Instance['helpLines']>): Promise<void> {
  try {
    const shelfHere = await caches.open(shelf);
    await shelfHere.put(linesPath, Response.json(lines));
  } catch {
    // As above: what came along is shown without a line then.
  }
}
