import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of package.json: every script works there, wherever it was called from. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The programs of the workshop, run by the Node that runs us and not by whichever is first on a path. */
export const programs = {
  knip: 'node_modules/knip/bin/knip.js',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  quint: 'node_modules/@informalsystems/quint/dist/src/cli.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  'svelte-check': 'node_modules/svelte-check/bin/svelte-check',
  'svelte-kit': 'node_modules/@sveltejs/kit/svelte-kit.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
} as const;

export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a script or program of this repository with Node and shows what it says, or keeps it when `quiet`. */
export function run(
  file: string,
  args: readonly string[] = [],
  { quiet = false, cwd = root } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      if (!quiet) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
