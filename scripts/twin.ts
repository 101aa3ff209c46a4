import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { layOut } from './lay-out.ts';
import { root, run } from './run.ts';

// Builds the same release a second time in another folder and compares every byte with `build/`. Whoever doubts a
// served page can do the same; that only means something while two builds are never different.
const twin = path.join(root, 'tmp/twin/of-this-house');

await layOut(twin);
const built = await run('scripts/build.ts', ['--quiet'], { cwd: twin });
const differences = built.ok
  ? await differencesOf(path.join(root, 'build'), path.join(twin, 'build'))
  : ['no build'];
await rm(path.join(root, 'tmp/twin'), { recursive: true, force: true });

for (const line of differences) process.stdout.write(`differs: ${line}\n`);
if (differences.length === 0) process.stdout.write('Two builds in two folders are the same to the byte.\n');
process.exit(differences.length === 0 ? 0 : 1);

async function differencesOf(left: string, right: string): Promise<readonly string[]> {
  const [here, there] = [await digestsOf(left), await digestsOf(right)];
  const names = [...new Set([...here.keys(), ...there.keys()])].toSorted();
  return names.filter((name) => here.get(name) !== there.get(name));
}

async function digestsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    digests.set(
      path.relative(folder, file),
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    );
  }
  return digests;
}
