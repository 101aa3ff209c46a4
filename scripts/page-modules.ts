import path from 'node:path';
import type { Rolldown } from 'vite';

// Which modules a page imports as it starts, for the groups of `vite.config.ts`.

const routes = path.join(import.meta.dirname, '../src/routes');

/** @param places what Kit begins a page with, such as `(home)/+layout`, from the folder of all routes */
export function modulesOf(places: readonly string[], build: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set<string>();
  const open = places
    .flatMap((place) => [`${place}.svelte`, `${place}.ts`])
    .map((file) => path.join(routes, file));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const info = build.getModuleInfo(id);
    if (info === null || found.has(id)) continue;
    found.add(id);
    open.push(...info.importedIds);
  }
  return found;
}
