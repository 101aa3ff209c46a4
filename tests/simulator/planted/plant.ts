import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { assert } from '#kernel/assert.ts';
import type { PlantedFault } from '#tests/simulator/planted/faults.ts';

const source = path.join(import.meta.dirname, '../../../src');

/**
 * From now on this file is loaded with a mistake in it. The file itself stays as it is, and nothing in it knows that
 * this can be done.
 *
 * @returns how to ask whether the mistake is in what was loaded
 */
export function plant({ file, code, becomes }: PlantedFault): () => boolean {
  const address = pathToFileURL(path.join(source, file)).href;
  let isPlanted = false;
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (url !== address) return loaded;
      const text = String(loaded.source);
      assert(text.split(code).length === 2, `${file} has this once: ${code}`);
      isPlanted = true;
      return { ...loaded, source: text.replace(code, () => becomes) };
    },
  });
  return () => isPlanted;
}
