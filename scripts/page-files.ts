import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.ts';

// What a page has to fetch before it can be used, as the build wrote it down.

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

const generated = '.svelte-kit/generated/build/client-optimized';
export const clientFolder = path.join(root, '.svelte-kit/output/client');
const workersFolder = '_app/immutable/workers';

/** The scripts of a page, sorted, its words with them; null where there is no such page. */
export async function scriptsOfPage(route: string): Promise<readonly string[] | null> {
  const nodes = await nodesOf(route);
  if (nodes === null) return null;
  const entries = [
    'node_modules/@sveltejs/kit/src/runtime/client/entry.js',
    'node_modules/@sveltejs/kit/src/runtime/client/client-entry.js',
    `${generated}/app.js`,
    ...nodes.map((node) => `${generated}/nodes/${node}.js`),
    ...(await wordsOf(nodes)),
  ];
  return closure(await readManifest(), entries);
}

/** What starts the device before the page is there, itself first. */
export async function earlyScripts(): Promise<readonly string[]> {
  const manifest = await readManifest();
  const early = 'src/routes/lib/early.ts';
  const scripts = closure(manifest, [early]);
  const isItself = (file: string) => file === manifest[early]?.file;
  return scripts.toSorted((a, b) => Number(isItself(b)) - Number(isItself(a)));
}

/** The device's Worker as it starts, and what it imports at once. */
export async function scriptsOfWorker(): Promise<readonly string[]> {
  const files = await readdir(path.join(clientFolder, workersFolder));
  const [script, ...more] = files.filter((file) => file.endsWith('.js'));
  if (script === undefined || more.length > 0) throw new Error('The build should have exactly one worker.');
  const code = await readFile(path.join(clientFolder, workersFolder, script), 'utf8');
  const imported = Array.from(code.matchAll(/\bfrom"\.\/(chunks\/[^"]+)"/g), ([, file = '']) => file);
  return [script, ...imported].map((file) => `${workersFolder}/${file}`);
}

async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(clientFolder, '.vite/manifest.json'), 'utf8'));
}

/** Kit numbers its pages and layouts. It waits for the root layout, 0, and the error page, 1, whichever page is asked for. */
async function nodesOf(route: string): Promise<readonly number[] | null> {
  const { dictionary }: { dictionary: Readonly<Record<string, readonly [number, (readonly number[])?]>> } =
    await import(pathToFileURL(path.join(root, generated, 'app.js')).href);
  const found = Object.entries(dictionary).find(([id]) => withoutGroups(id) === route);
  if (found === undefined) return null;
  const [page, layouts = []] = found[1];
  return [0, 1, ...layouts.filter((node) => typeof node === 'number'), page < 0 ? ~page : page];
}

function withoutGroups(id: string): string {
  return id.replaceAll(/\/\([^)]*\)/g, '') || '/';
}

/** Words are fetched by name while a page loads, so they are part of what it needs. */
async function wordsOf(nodes: readonly number[]): Promise<readonly string[]> {
  const nouns = new Set<string>();
  for (const node of nodes) {
    const code = await readFile(path.join(root, generated, `nodes/${node}.js`), 'utf8');
    for (const [, source = ''] of code.matchAll(/"(?:\.\.\/)+(src\/[^"]+\.ts)"/g)) {
      const loader = await readFile(path.join(root, source), 'utf8');
      for (const [, list = ''] of loader.matchAll(/loadWords\(([^)]*)\)/g)) {
        for (const [, noun = ''] of list.matchAll(/'([^']+)'/g)) nouns.add(noun);
      }
    }
  }
  const registry = await readFile(path.join(root, 'src/words/en/nouns.ts'), 'utf8');
  return Array.from(registry.matchAll(/(\w+): \(\) => import\('\.\/([^']+)'\)/g))
    .filter(([, noun = '']) => nouns.has(noun))
    .map(([, , file]) => `src/words/en/${file}`);
}

function closure(manifest: Manifest, entries: readonly string[]): readonly string[] {
  const files = new Set<string>();
  const open = [...entries];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const chunk = manifest[entry] ?? linkedChunk(manifest, entry) ?? sharedChunk(manifest, entry);
    if (chunk === undefined)
      throw new Error(`The build has no ${entry}: its shape has changed, and so must this file.`);
    if (files.has(chunk.file)) continue;
    files.add(chunk.file);
    open.push(...(chunk.imports ?? []));
  }
  return [...files].toSorted();
}

/** Where `node_modules` is a link to another folder, as in the second build of `twin.ts`, the way there stands in front. */
function linkedChunk(manifest: Manifest, entry: string): Chunk | undefined {
  return Object.entries(manifest).find(([key]) => key.endsWith(`/${entry}`))?.[1];
}

/**
 * What is imported both at once and by name stands in the manifest under its bare name alone, and words that are
 * fetched together under the name of their group in `vite.config.ts`.
 */
function sharedChunk(manifest: Manifest, entry: string): Chunk | undefined {
  const named = (name: string) => Object.values(manifest).find((chunk) => chunk.name === name);
  return (
    named(path.basename(entry, '.ts')) ?? (entry.startsWith('src/words/en/') ? named('words') : undefined)
  );
}
