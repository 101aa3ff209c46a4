import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { filesJson } from '#server/http/release-files.ts';
import { readSite } from '#server/http/site.ts';
import { cspHashesOf } from './csp-hashes.ts';
import { writeIntegrity } from './integrity.ts';
import { programs, root, run } from './run.ts';
import { writeShells } from './shells.ts';

// The web client: Kit's types, the build, and beside it what the server's content policy has to name.
const quiet = process.argv.includes('--quiet');

// Whoever calls it: a test runner says NODE_ENV=test to what it starts, and would get a client made for finding faults.
process.env['NODE_ENV'] = 'production';

for (const [program, args] of [
  [programs['svelte-kit'], ['sync']],
  [programs.vite, ['build']],
] as const) {
  const { ok, output } = await run(program, args, { quiet: true });
  if (ok) continue;
  process.stderr.write(output);
  process.stderr.write('\nThe web client could not be built; the reason stands above.\n');
  process.exit(1);
}

const build = path.join(root, 'build');
await writeShells(build);
await writeIntegrity(build);
await writeFile(path.join(build, 'release.json'), filesJson(readSite(build, false).files));
await writeFile(
  path.join(build, 'csp-hashes.json'),
  `${JSON.stringify(await cspHashesOf(build), null, 2)}\n`,
);
if (!quiet) process.stdout.write('The web client is built in build/.\n');
