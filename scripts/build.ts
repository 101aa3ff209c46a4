import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isBuilt } from '#cli/is-built.ts';
import { filesJson } from '#server/http/release-files.ts';
import { readSite } from '#server/http/site.ts';
import { slipsInContent } from './content.ts';
import { cspHashesOf } from './csp-hashes.ts';
import { writeIntegrity } from './integrity.ts';
import { packAll } from './pack.ts';
import { putInPlace } from './put-in-place.ts';
import { programs, root, run } from './run.ts';
import { writeShells } from './shells.ts';
import { takeTurn } from './turn.ts';

// The web client: Kit's types, the build, and beside it what the server's content policy has to name. Several may ask for
// it in one folder at once, as who starts a server and verifies another does: they take turns, and `build/` is whole at
// any time.
const quiet = process.argv.includes('--quiet');
const build = path.join(root, 'build');
const fresh = path.join(root, '.svelte-kit/fresh-build');

// Whoever calls it: a test runner says NODE_ENV=test to what it starts, and would get a client made for finding faults.
process.env['NODE_ENV'] = 'production';
process.env['BOTHWAYS_BUILD_INTO'] = fresh;

const turn = await takeTurn(path.join(root, '.svelte-kit/build-turn.db'), () => {
  process.stdout.write('The pages are being built in this folder already. Waiting until that is done.\n');
});
// Whoever was first may have done it for both.
if (!(turn.waited && (await isBuilt(root, build)))) await buildAnew();
turn.release();
if (!quiet) process.stdout.write('The web client is built in build/.\n');

async function buildAnew(): Promise<void> {
  stopAt(await slipsInContent(path.join(root, 'content/en')));
  await rm(fresh, { recursive: true, force: true });
  await runOrStop(programs['svelte-kit'], ['sync']);
  await runOrStop(programs.vite, ['build']);
  await writeShells(fresh);
  await writeIntegrity(fresh);
  await packAll(fresh);
  await writeFile(path.join(fresh, 'release.json'), filesJson(readSite(fresh, false).files));
  const hashes = await cspHashesOf(fresh);
  await writeFile(path.join(fresh, 'csp-hashes.json'), `${JSON.stringify(hashes, null, 2)}\n`);
  await putInPlace(fresh, build);
}

/** Tools and cards are loaded when somebody asks for one, so nothing but this reads them before a person does. */
function stopAt(slips: readonly string[]): void {
  if (slips.length === 0) return;
  process.stderr.write(
    `${slips.join('\n')}\n\nThe web client could not be built; the reason stands above.\n`,
  );
  process.exit(1);
}

async function runOrStop(program: string, args: readonly string[]): Promise<void> {
  const { ok, output } = await run(program, args, { quiet: true });
  if (ok) return;
  process.stderr.write(output);
  process.stderr.write('\nThe web client could not be built; the reason stands above.\n');
  process.exit(1);
}
