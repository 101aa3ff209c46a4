import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export interface Source {
  /** From the root of the repository, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** Every file under these folders whose name ends like this. Folders that are not there yet hold nothing. */
export function sourcesIn(folders: readonly string[], ending: RegExp): readonly Source[] {
  return folders.flatMap((folder) =>
    namesIn(path.join(root, folder))
      .filter((name) => ending.test(name))
      .map((name) => `${folder}/${name}`)
      .toSorted()
      .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') })),
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}
