import path from 'node:path';
import ts from 'typescript';
import { type Source } from '#tests/sources.ts';

/** What a file imports, in any manner (static, type, dynamic, re-export), as written. */
export function importsOf({ file, text }: Source): readonly string[] {
  const code = file.endsWith('.svelte') ? scriptsOf(text) : text;
  return ts.preProcessFile(code, true, true).importedFiles.map((found) => found.fileName);
}

/** The file of this repository that an import means, or null where it means a package. */
export function targetOf(file: string, specifier: string): string | null {
  if (/^#(content|tests|scripts)\//.test(specifier)) return specifier.slice(1);
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  return null;
}

/** These files and everything they import, and everything that imports, and so on. */
export function reachableFrom(
  files: readonly string[],
  graph: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const reached = new Set(files);
  for (const file of reached) for (const next of graph.get(file) ?? []) reached.add(next);
  return reached;
}

/** One cycle as the files on it, or null where there is none. */
export function cycleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string): readonly string[] | null => {
    if (done.has(file)) return null;
    const from = trail.indexOf(file);
    if (from >= 0) return [...trail.slice(from), file];
    trail.push(file);
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle !== null) return cycle;
    }
    trail.pop();
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file);
    if (cycle !== null) return cycle;
  }
  return null;
}

function scriptsOf(svelte: string): string {
  return Array.from(svelte.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g), ([, code = '']) => code).join(
    '\n',
  );
}
