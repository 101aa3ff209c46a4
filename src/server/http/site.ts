import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { policyFor, readHashes } from './content-policy.ts';
import { answerHeaders, safeHeaders } from './headers.ts';
import { filesJson, releaseFilesPath, type Files } from './release-files.ts';

type Headers = Readonly<Record<string, string>>;

interface Body {
  readonly bytes: Buffer;
  readonly headers: Headers;
}

/** One file of the build, and the same packed smaller where the build has that. */
export interface Page {
  readonly headers: Headers;
  readonly plain: Body;
  readonly encoded: { readonly br?: Body; readonly gzip?: Body; readonly none?: Body };
}

export interface Site {
  /** The file at an address, or the shell where the client draws the page itself. */
  find(address: string | null): Page | null;
  /** Everything that can be asked for by its own name, as it stands. */
  readonly files: Files;
  /** Headers of an answer without a body. */
  readonly bare: Headers;
}

const shell = '200.html';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};
/** For ourselves, not for browsers. What this release consists of is told by what lies here, not by a list beside it. */
const notServed = /(^csp-hashes\.json|^release\.json|\.br|\.gz)$/;

export function readSite(folder: string, reportCsp: boolean): Site {
  const hashes = readHashes(folder);
  const pages = new Map<string, Page>();
  for (const file of filesIn(folder)) {
    if (notServed.test(file)) continue;
    pages.set(`/${file}`, readPage(folder, file, policyFor(hashes, file, reportCsp)));
  }
  const files = new Map([...pages].map(([address, { plain }]) => [address, plain.bytes]));
  pages.set(releaseFilesPath, listOf(files, policyFor(hashes, '', reportCsp)));

  /** Pages that people come back to have a shell of their own, which names what they fetch. */
  function nearestShell(address: string): Page | null {
    for (let folder = address; folder !== ''; folder = folder.slice(0, folder.lastIndexOf('/'))) {
      const found = pages.get(`${folder}/${shell}`);
      if (found !== undefined) return found;
    }
    return pages.get(`/${shell}`) ?? null;
  }

  return {
    find(address) {
      if (address === null) return null;
      const bare = address === '/' ? '/index' : address.replace(/\/$/, '');
      const found = pages.get(address) ?? pages.get(`${bare}.html`) ?? pages.get(`${bare}/index.html`);
      if (found !== undefined) return found;
      // What looks like a file and is not there is missing; everything else is a page of the client's own.
      return /\.[a-z0-9]+$/i.test(address) || address.startsWith('/_app/') ? null : nearestShell(bare);
    },
    files,
    bare: answerHeaders,
  };
}

function listOf(files: Files, policy: string): Page {
  const plain = toBody(Buffer.from(filesJson(files)), null);
  return { headers: headersOf(releaseFilesPath, policy), plain, encoded: {} };
}

function readPage(folder: string, file: string, policy: string): Page {
  const body = (ending: string, coding: string | null): Body | undefined => {
    const from = path.join(folder, file + ending);
    return existsSync(from) ? toBody(readFileSync(from), coding) : undefined;
  };
  const br = body('.br', 'br');
  const gzip = body('.gz', 'gzip');
  return {
    headers: headersOf(file, policy),
    plain: toBody(readFileSync(path.join(folder, file)), null),
    encoded: { ...(br && { br }), ...(gzip && { gzip }) },
  };
}

function headersOf(file: string, policy: string): Headers {
  // Files under immutable/ carry their hash in their name.
  const isLasting = file.includes('/immutable/');
  return {
    ...safeHeaders,
    'content-security-policy': policy,
    // Pages run no script that their map of imports does not name by its hash.
    ...(file.endsWith('.html') && { 'integrity-policy': 'blocked-destinations=(script)' }),
    'content-type': types[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': isLasting ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
  };
}

function toBody(bytes: Buffer, coding: string | null): Body {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { bytes, headers: { etag, ...(coding !== null && { 'content-encoding': coding }) } };
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
    .map((file) => file.split(path.sep).join('/'));
}
