import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runsIn } from '#tests/words/overlap.ts';
import { root } from './run.ts';

// Writes the hashes of all runs of eight words in somebody else's texts, by which a test knows them again in ours:
//   node scripts/source-runs.ts a-folder-of-texts
// The texts themselves are not ours to keep here, and cannot be read out of the hashes.
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Name the folder in which the texts lie: node scripts/source-runs.ts a-folder\n');
  process.exit(2);
}
const names = (await readdir(folder)).filter((name) => name.endsWith('.txt'));
const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
const runs = [...new Set(texts.flatMap(runsIn))].toSorted();
await writeFile(path.join(root, 'tests/words/source-runs.txt'), `${runs.join('\n')}\n`);
process.stdout.write(`${names.length} texts, ${runs.length} runs of eight words.\n`);
