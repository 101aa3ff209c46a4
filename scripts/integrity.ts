import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const workers = '/_app/immutable/workers/';

/**
 * Names, in every page that runs scripts, the hash of each script that it may ever run, in a map of imports before the
 * first of them. A browser then refuses one that is another, however it is asked for: by the page, ahead of time, or
 * by another script. Workers know no such map; of theirs, a page names those that it asks for ahead of time, and
 * docs/verifying.md says what that means.
 */
export async function writeIntegrity(build: string): Promise<void> {
  const files = (await readdir(build, { recursive: true })).toSorted();
  const hashes = new Map<string, string>();
  for (const file of files) {
    if (!file.startsWith('_app/') || !file.endsWith('.js')) continue;
    hashes.set(`/${file}`, hashOf(await readFile(path.join(build, file))));
  }
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    const html = await readFile(path.join(build, file), 'utf8');
    if (!html.includes('<script')) continue;
    const own = [...hashes].filter(([script]) => !script.startsWith(workers) || html.includes(`"${script}"`));
    const map = JSON.stringify({ integrity: Object.fromEntries(own) });
    const place = html.search(/<(script|link rel="modulepreload"|link href="\/_app\/)/);
    const withMap = `${html.slice(0, place)}<script type="importmap">${map}</script>\n\t\t${html.slice(place)}`;
    await writeFile(path.join(build, file), withMap);
  }
}

function hashOf(bytes: Uint8Array): string {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
}
