import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import release from './package.json' with { type: 'json' };
import { modulesOf } from './scripts/page-modules.ts';

/** The pages on whose weight most depends, by what Kit begins them with. */
const talk = ['+layout', '+error', '(home)/+layout', '(home)/spaces/[space]/+page'];
const form = ['+layout', '+error', '(door)/+layout', '(door)/sign-in/+page'];

/** What a conversation shares with the sign-in form lies in one file, and what it does not in another. */
function partOf(id: string, build: Rolldown.ChunkingContext): string | null {
  if (!modulesOf(talk, build).has(id)) return null;
  return modulesOf(form, build).has(id) ? 'frame' : 'talk';
}

/** Where scripts/build.ts gathers a build before it takes the place of the one before. */
const into = process.env['BOTHWAYS_BUILD_INTO'] ?? 'build';

/**
 * What is fetched together lies in one file: each request costs a poor line a round trip. Kit looks up its own entries
 * by name after the build, so they stay files of their own.
 */
const filesOfTheClient = [
  // All that Kit's first entry needs, and nothing else: whatever lies beside it runs before the page has said which
  // release it is, and then any page that is missing is taken for an update, and loaded again without end.
  {
    name: 'first',
    priority: 5,
    test: /\/kit\/src\/runtime\/client\/payload\.js|vite\/preload-helper|rolldown\/runtime/,
  },
  {
    name: 'framework',
    priority: 4,
    test: /\/node_modules\/(svelte|@sveltejs|esm-env|clsx|devalue)\/(?!.*client\/(entry|client-entry|payload)\.js)/,
    tags: ['$initial' as const],
  },
  // All styles together are smaller than what a second request costs.
  { name: 'styles', priority: 3, test: /\.css($|\?)/ },
  { name: 'words', priority: 2, test: /\/src\/words\/en\/(situation|talk|problems|refusals)\.ts$/ },
  {
    name: 'device',
    priority: 2,
    test: /\/src\/(routes\/lib\/(connected|note-turns)|device\/(remote|own-scripts|device-port)|kernel\/(bytes|result))\.ts/,
  },
  { name: partOf, debugName: 'talk', priority: 1, test: /\/src\// },
  { name: 'shared', test: /\/src\//, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 700 },
];

/** A file of its own for the shells that scripts/shells.ts writes. Kit does not know of it. */
const earlyScript: Plugin = {
  name: 'early-script',
  applyToEnvironment: ({ name }) => name === 'client',
  buildStart() {
    this.emitFile({ type: 'chunk', id: 'src/routes/lib/early.ts', name: 'entry/early' });
  },
};

/**
 * Puts the list of what was built into the order of the files' own names. By itself it stands in the order of the
 * sources' paths, which are not the same in every folder, and the service worker carries that list.
 */
const orderedManifest: Plugin = {
  name: 'ordered-manifest',
  enforce: 'post',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const manifest = bundle['.vite/manifest.json'];
      if (manifest?.type !== 'asset') return;
      const chunks: Readonly<Record<string, { readonly file: string }>> = JSON.parse(String(manifest.source));
      const ordered = Object.entries(chunks).toSorted(([, a], [, b]) => (a.file < b.file ? -1 : 1));
      manifest.source = JSON.stringify(Object.fromEntries(ordered), null, 2);
    },
  },
};

/**
 * Tells the service worker the files of the device's Worker. Kit's list of what was built leaves out those that a
 * Worker asks for itself; the service worker is built last, when all of them are there.
 */
const filesOfWorkers: Plugin = {
  name: 'files-of-workers',
  resolveId: (id) => (id === 'virtual:files-of-workers' ? `\0${id}` : undefined),
  load(id) {
    if (id !== '\0virtual:files-of-workers') return undefined;
    const client = path.join(import.meta.dirname, '.svelte-kit/output/client');
    const folder = path.join(client, '_app/immutable/workers');
    const files = !existsSync(folder)
      ? []
      : readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
          .map(({ parentPath, name }) => path.relative(client, path.join(parentPath, name)))
          .toSorted();
    return `export default ${JSON.stringify(files)};`;
  },
};

/** All that the device's Worker needs to get up is one file beside it: each more would cost a poor line a round trip. */
const filesOfTheDevice = [{ name: 'device', tags: ['$initial' as const] }];

// Our aliases are the subpath imports of package.json: Node, TypeScript, Vite and Kit all read them from there.
export default defineConfig({
  plugins: [
    earlyScript,
    orderedManifest,
    filesOfWorkers,
    sveltekit({
      // Private pages are drawn on the device: every address that was not prerendered gets this one shell.
      adapter: adapter({ pages: into, assets: into, fallback: '200.html' }),
      // The same release must build to the same bytes anywhere, so nothing here may come from a clock.
      version: { name: release.version, pollInterval: 0 },
      // Addresses from the root: the shell answers at any depth.
      paths: { relative: false },
      compilerOptions: { runes: true },
      // A page asks for it once it has all that it needs itself: see routes/lib/house-keeper.ts.
      serviceWorker: { register: false },
    }),
  ],
  worker: {
    format: 'es',
    rolldownOptions: { output: { codeSplitting: { groups: filesOfTheDevice } } },
  },
  build: {
    // Sizes are watched by scripts/size.ts, and an inlined asset would need `data:` in the content policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups: filesOfTheClient } } } } },
  },
});
