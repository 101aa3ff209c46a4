import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { root, run } from '#scripts/run.ts';

const whatPagesAreMadeOf = ['src', 'content', 'static', 'package.json', 'vite.config.ts'];
const notInPages = /\.test\.ts$|^src\/(?:server|cli)\//;

/** Builds the web client if there is none, or if something it is made of was written since. */
export async function ensureBuilt(): Promise<void> {
  const stamp = path.join(root, 'build/csp-hashes.json');
  if (existsSync(stamp) && statSync(stamp).mtimeMs > (await newest(whatPagesAreMadeOf))) return;
  const { ok, output } = await run('scripts/build.ts', ['--quiet'], { quiet: true });
  if (!ok) throw new Error(output);
}

async function newest(places: readonly string[]): Promise<number> {
  let latest = 0;
  for (const place of places) {
    const at = path.join(root, place);
    const below = statSync(at).isDirectory() ? await readdir(at, { recursive: true }) : [''];
    for (const name of below) {
      if (notInPages.test(path.join(place, name))) continue;
      latest = Math.max(latest, statSync(path.join(at, name)).mtimeMs);
    }
  }
  return latest;
}
