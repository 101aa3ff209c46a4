import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { layOut } from '#scripts/lay-out.ts';
import { root, run } from '#scripts/run.ts';

/** These sources under the number of a later release, built in a folder of their own. Returns where. */
export async function laterRelease(version: string): Promise<string> {
  const folder = path.join(root, 'tmp/later-release/of-this-house');
  await layOut(folder);
  const file = path.join(folder, 'package.json');
  const written: unknown = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...Object(written), version }));
  const { ok, output } = await run('scripts/build.ts', ['--quiet'], { cwd: folder, quiet: true });
  if (!ok) throw new Error(output);
  return folder;
}
