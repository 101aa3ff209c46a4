import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { root } from './run.ts';

// What a phone has to fetch before a page can be used, against the budget of each page, in KB of gzip.
// The sign-in form was meant to weigh 45: docs/decisions/0009-what-pages-weigh.md says why it does not.
const pageBudgets = [
  { page: 'sign-in form', route: '/sign-in', limit: 53 },
  { page: 'conversation', route: '/spaces/[space]', limit: 90 },
] as const;
// The device's Worker as it starts, and the largest of what it fetches later: OPAQUE, when somebody touches a sign-in
// field.
const workerBudgets = [
  { page: 'device', folder: '.', limit: 60 },
  { page: 'OPAQUE', folder: 'chunks', limit: 170 },
] as const;

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

const generated = '.svelte-kit/generated/build/client-optimized';
const clientFolder = path.join(root, '.svelte-kit/output/client');
const manifest: Manifest = JSON.parse(await readFile(path.join(clientFolder, '.vite/manifest.json'), 'utf8'));

let within = true;
for (const { page, route, limit } of pageBudgets) report(page, await sizeOfPage(route), limit);
for (const { page, folder, limit } of workerBudgets) report(page, await largestWorker(folder), limit);
process.exit(within ? 0 : 1);

function report(page: string, bytes: number | null, limit: number): void {
  const kilobytes = bytes === null ? null : bytes / 1000;
  const kept = kilobytes !== null && kilobytes <= limit;
  if (!kept) within = false;
  const size = kilobytes === null ? 'not in the build' : `${kilobytes.toFixed(1)} KB`;
  process.stdout.write(
    `${kept ? 'within' : 'OVER  '}  ${page.padEnd(16)} ${size.padStart(16)} of ${limit} KB\n`,
  );
}

async function sizeOfPage(route: string): Promise<number | null> {
  const nodes = await nodesOf(route);
  if (nodes === null) return null;
  const entries = [
    'node_modules/@sveltejs/kit/src/runtime/client/entry.js',
    'node_modules/@sveltejs/kit/src/runtime/client/client-entry.js',
    `${generated}/app.js`,
    ...nodes.map((node) => `${generated}/nodes/${node}.js`),
    ...(await wordsOf(nodes)),
  ];
  return sizeOf([...closure(entries)].map((file) => path.join(clientFolder, file)));
}

/** Kit numbers its pages and layouts; the root layout is 0. */
async function nodesOf(route: string): Promise<readonly number[] | null> {
  const { dictionary }: { dictionary: Readonly<Record<string, readonly [number, (readonly number[])?]>> } =
    await import(pathToFileURL(path.join(root, generated, 'app.js')).href);
  const found = Object.entries(dictionary).find(([id]) => withoutGroups(id) === route);
  if (found === undefined) return null;
  const [page, layouts = []] = found[1];
  return [0, ...layouts.filter((node) => typeof node === 'number'), page < 0 ? ~page : page];
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

function closure(entries: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const open = [...entries];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const chunk = manifest[entry] ?? sharedChunk(entry);
    if (chunk === undefined)
      throw new Error(`The build has no ${entry}: its shape has changed, and so must this file.`);
    if (files.has(chunk.file)) continue;
    files.add(chunk.file);
    open.push(...(chunk.imports ?? []));
  }
  return files;
}

/** What is imported both at once and by name stands in the manifest under its bare name alone. */
function sharedChunk(entry: string): Chunk | undefined {
  return Object.values(manifest).find(({ name }) => name === path.basename(entry, '.ts'));
}

async function largestWorker(folder: string): Promise<number | null> {
  const workers = path.join(clientFolder, '_app/immutable/workers', folder);
  if (!existsSync(workers)) return null;
  const files = (await readdir(workers)).filter((file) => file.endsWith('.js'));
  return Math.max(...(await Promise.all(files.map((file) => sizeOf([path.join(workers, file)])))));
}

async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(file), { level: 9 }).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
