import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { readCard } from '#domain/tool/card.ts';
import { readTool } from '#domain/tool/tool.ts';
import type { Result } from '#kernel/result.ts';

/** What cannot be used among the tools and cards of one language: one line for each file, with every place in it. */
export async function slipsInContent(content: string): Promise<readonly string[]> {
  return [
    ...(await slipsIn(path.join(content, 'tools'), '.json', (text) => readTool(parsed(text)))),
    ...(await slipsIn(path.join(content, 'cards'), '.md', readCard)),
  ];
}

type Read = (text: string) => Result<{ readonly id: string }>;

async function slipsIn(folder: string, ending: string, read: Read): Promise<readonly string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(ending));
  const files = names.filter((name) => path.basename(name) !== 'README.md').toSorted();
  const slips = await Promise.all(
    files.map(async (name) => {
      const file = path.join(folder, name);
      const slip = slipOf(read(await readFile(file, 'utf8')), path.basename(name, ending));
      return slip === null ? [] : [`${file} cannot be used. ${slip}`];
    }),
  );
  return slips.flat();
}

function slipOf(read: ReturnType<Read>, name: string): string | null {
  if (!read.ok) return read.refusal.detail ?? read.refusal.code;
  return read.value.id === name ? null : `id: the file is called "${name}", and the id is "${read.value.id}"`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
