import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What the content policy has to name, since nothing inline is allowed without its hash. */
export interface CspHashes {
  /** By page, relative to the build: the hashes of its inline scripts and style elements. */
  readonly pages: Readonly<
    Record<string, { readonly scripts: readonly string[]; readonly styles: readonly string[] }>
  >;
  /** Of every style attribute in scripts and pages: Kit's route announcer carries one. Needs 'unsafe-hashes'. */
  readonly styleAttributes: readonly string[];
}

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;
const inlineStyle = /<style[^>]*>([\s\S]*?)<\/style>/g;
const styleAttribute = /<[a-z][^<>]*?\sstyle="([^"]+)"/g;

/** Reads a finished build. Sorted throughout, so that the same build gives the same file. */
export async function cspHashesOf(buildFolder: string): Promise<CspHashes> {
  const files = (await readdir(buildFolder, { recursive: true })).toSorted();
  const pages: Record<string, CspHashes['pages'][string]> = {};
  const attributes = new Set<string>();
  for (const file of files.filter((name) => /\.(html|js)$/.test(name))) {
    const text = await readFile(path.join(buildFolder, file), 'utf8');
    for (const hash of hashesOf(text, styleAttribute)) attributes.add(hash);
    if (!file.endsWith('.html')) continue;
    pages[file] = { scripts: hashesOf(text, inlineScript), styles: hashesOf(text, inlineStyle) };
  }
  return { pages, styleAttributes: [...attributes].toSorted() };
}

function hashesOf(text: string, pattern: RegExp): readonly string[] {
  const found = Array.from(text.matchAll(pattern), ([, inner = '']) => inner);
  return found.map((inner) => `sha256-${createHash('sha256').update(inner).digest('base64')}`).toSorted();
}
