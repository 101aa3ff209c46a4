import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** What the pages are built from. */
const sources = ['src', 'static', 'content', 'package.json', 'vite.config.ts'];

/** Whether the pages are there and no older than what they are built from: an update brings newer sources. */
export async function isBuilt(root: string, buildFolder: string): Promise<boolean> {
  // The last file that a build writes.
  const builtAt = await changedAt(path.join(buildFolder, 'csp-hashes.json'));
  if (builtAt === null) return false;
  const files = await Promise.all(sources.map((source) => filesIn(path.join(root, source))));
  const changes = await Promise.all(files.flat().map(changedAt));
  return changes.every((at) => at === null || at <= builtAt);
}

async function filesIn(place: string): Promise<readonly string[]> {
  const found = await stat(place).catch(() => null);
  if (found === null) return [];
  if (!found.isDirectory()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

async function changedAt(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found === null ? null : found.mtimeMs;
}
