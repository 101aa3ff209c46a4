import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '#scripts/run.ts';
import { readCard } from '#domain/tool/card.ts';

/**
 * What lies in `content/`: text that organisations edit, one folder for each language. In the pseudo-locale it stays as
 * it was written, and the names of regions are written by the device.
 */
export async function editedTexts(): Promise<readonly string[]> {
  const folder = path.join(root, 'content/en');
  const files = (await readdir(folder, { recursive: true })).filter((file) =>
    /\.json$|^cards\/.*\.md$/.test(file),
  );
  const texts = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(folder, file), 'utf8');
      if (file.endsWith('.json')) return textsIn(JSON.parse(text));
      const card = readCard(text);
      return card.ok ? textsIn(card.value) : [];
    }),
  );
  return texts.flat().flatMap((text) => (/^[A-Z]{2}$/.test(text) ? regionOf(text) : [text]));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function regionOf(code: string): readonly string[] {
  const name = new Intl.DisplayNames('en-GB', { type: 'region' }).of(code);
  return name === undefined ? [] : [name];
}
