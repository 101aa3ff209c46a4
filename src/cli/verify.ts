import { defaultConfig } from '#server/config.ts';
import { readSite } from '#server/http/site.ts';
import { release } from '#server/release.ts';
import { terminal } from '#words/en/terminal.ts';
import { buildIfMissing } from './start.ts';
import { compare, type Ask, type Difference } from './verify/compare.ts';

const words = terminal.verify;
const patienceMs = 30_000;

/** `bothways verify <address>`: whether a server hands out the pages of this release. Returns the exit code. */
export async function verify([address = '', ...more]: readonly string[]): Promise<number> {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || more.length > 0) {
    console.error(words.usage);
    return 2;
  }
  if (!(await buildIfMissing(defaultConfig))) {
    console.error(words.notBuilt);
    return 1;
  }
  const site = readSite(defaultConfig.buildFolder, false);
  const differences = await compare(site, asking(url.origin));
  if (differences === null) {
    console.error(words.noAnswer(url.origin));
    return 1;
  }
  for (const line of linesFor(differences)) console.log(line);
  console.log(
    differences.length === 0 ? words.same(url.origin, release) : words.differs(url.origin, release),
  );
  return differences.length === 0 ? 0 : 1;
}

function linesFor(differences: readonly Difference[]): readonly string[] {
  return differences.map(({ address, what }) => words.what[what](address));
}

function asking(origin: string): Ask {
  return async (address, encoding) => {
    const headers = { 'accept-encoding': encoding };
    const signal = AbortSignal.timeout(patienceMs);
    try {
      const response = await fetch(origin + address, { headers, signal, redirect: 'manual' });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, bytes, headers: response.headers };
    } catch {
      return null;
    }
  };
}
