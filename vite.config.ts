import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import release from './package.json' with { type: 'json' };

// Our aliases are the subpath imports of package.json: Node, TypeScript, Vite and Kit all read them from there.
export default defineConfig({
  plugins: [
    sveltekit({
      // Private pages are drawn on the device: every address that was not prerendered gets this one shell.
      adapter: adapter({ pages: 'build', assets: 'build', fallback: '200.html', precompress: true }),
      // The same release must build to the same bytes anywhere, so nothing here may come from a clock.
      version: { name: release.version, pollInterval: 0 },
      // Addresses from the root: the shell answers at any depth.
      paths: { relative: false },
      compilerOptions: { runes: true },
    }),
  ],
  worker: { format: 'es' },
  build: {
    // Sizes are watched by scripts/size.ts, and an inlined asset would need `data:` in the content policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
