import { releaseFilesPath } from '#server/http/release-files.ts';
import type { Page, Site } from '#server/http/site.ts';
import { peoplesAddresses } from './peoples-addresses.ts';

/** `policy`: the same bytes, under another rule of what they may do. `added`: it says itself that it has this, too. */
export type What = 'changed' | 'missing' | 'policy' | 'added';

export interface Difference {
  readonly address: string;
  readonly what: What;
}

export interface Answered {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}
/** Null where nothing answered. */
export type Ask = (address: string, encoding: string) => Promise<Answered | null>;

const encodings = ['identity', 'gzip', 'br'] as const;
/** What a page may do stands in these. */
const rules = ['content-security-policy', 'integrity-policy'] as const;
const atOnce = 6;

/** Asks a server for everything of this release, in each packing, and says what is not the same. Null: no answer. */
export async function compare(site: Site, ask: Ask): Promise<readonly Difference[] | null> {
  const told = await ask(releaseFilesPath, 'identity');
  if (told === null) return null;
  const files = [...site.files.keys()];
  const pages = files.filter((file) => file.endsWith('.html')).map((file) => file.replace(/\.html$/, ''));
  const addresses = new Set([...files, releaseFilesPath, ...pages, ...peoplesAddresses()]);
  const found = await sideBySide([...addresses], (address) => whatIsOther(site.find(address), address, ask));
  const differences = found.flat();
  const added = namesIn(told.bytes).filter((address) => !site.files.has(address));
  return [...differences, ...added.map((address) => ({ address, what: 'added' }) as const)];
}

async function whatIsOther(ours: Page | null, address: string, ask: Ask): Promise<readonly Difference[]> {
  if (ours === null) return [];
  for (const encoding of encodings) {
    const theirs = await ask(address, encoding);
    if (theirs === null || theirs.status !== 200) return [{ address, what: 'missing' }];
    if (!ours.plain.bytes.equals(theirs.bytes)) return [{ address, what: 'changed' }];
    const isUnderOurs = rules.every((rule) => theirs.headers.get(rule) === (ours.headers[rule] ?? null));
    if (!isUnderOurs) return [{ address, what: 'policy' }];
  }
  return [];
}

/** What the server says it has. Whatever else that file is, it was compared as a whole. */
function namesIn(bytes: Uint8Array): readonly string[] {
  try {
    const { files }: { files?: unknown } = JSON.parse(Buffer.from(bytes).toString());
    return typeof files === 'object' && files !== null ? Object.keys(files).toSorted() : [];
  } catch {
    return [];
  }
}

async function sideBySide<One, Value>(
  ones: readonly One[],
  work: (one: One) => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  let next = 0;
  const carry = async () => {
    for (let at = next++; at < ones.length; at = next++) values[at] = await work(ones[at]!);
  };
  await Promise.all(Array.from({ length: atOnce }, carry));
  return values;
}
