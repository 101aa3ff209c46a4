import { parseDocument } from 'yaml';
import type { Written } from '#domain/course/text.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { readMarkdown } from './markdown.server.ts';

const frontMatter = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;

/** Reads a file of lessons or cards: what stands between two lines of hyphens, and the text below. */
export function readWritten(file: string): Result<Written, 'text.malformed'> {
  const [, above, below] = frontMatter.exec(file) ?? [];
  if (above === undefined || below === undefined)
    return refuse('text.malformed', 'begin with a line of three hyphens, and close with another');
  const yaml = parseDocument(above, { version: '1.2', schema: 'core', uniqueKeys: true });
  const [slip] = [...yaml.errors, ...yaml.warnings];
  if (slip !== undefined) return refuse('text.malformed', slip.message.split('\n')[0]);
  const blocks = readMarkdown(below);
  // An anchor that repeats itself could grow without end; nobody needs one here.
  return blocks.ok ? ok({ keys: yaml.toJS({ maxAliasCount: 0 }), blocks: blocks.value }) : blocks;
}
