import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const hashes = v.array(v.pipe(v.string(), v.regex(/^sha256-[A-Za-z0-9+/=]+$/)));
/** As `scripts/csp-hashes.ts` writes it beside the build. */
const hashesSchema = v.object({
  pages: v.record(v.string(), v.object({ scripts: hashes, styles: hashes })),
  styleAttributes: hashes,
});
type CspHashes = v.InferOutput<typeof hashesSchema>;

export const reportPath = '/api/csp-report';

export function readHashes(buildFolder: string): CspHashes {
  const file = path.join(buildFolder, 'csp-hashes.json');
  if (!existsSync(file)) return { pages: {}, styleAttributes: [] };
  return v.parse(hashesSchema, JSON.parse(readFileSync(file, 'utf8')));
}

/** Nothing from anywhere else, nothing inline but what the build put there and is named by its hash. */
export function policyFor({ pages, styleAttributes }: CspHashes, file: string, report: boolean): string {
  const { scripts = [], styles = [] } = pages[file] ?? {};
  const attributes = styleAttributes.length > 0 ? ["'unsafe-hashes'", ...styleAttributes.map(quoted)] : [];
  return [
    "default-src 'none'",
    // OPAQUE is compiled to WebAssembly.
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts.map(quoted)].join(' '),
    ["style-src 'self'", ...styles.map(quoted), ...attributes].join(' '),
    "img-src 'self' data: blob:",
    // A voice note, opened on the device.
    'media-src blob:',
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    // The quick exit is a form, so that it leaves by itself before any of our code has come.
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html sveltekit-trusted-url bothways-worker',
    ...(report ? [`report-uri ${reportPath}`] : []),
  ].join('; ');
}

function quoted(hash: string): string {
  return `'${hash}'`;
}
