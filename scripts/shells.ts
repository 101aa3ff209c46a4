import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { earlyScripts, scriptsOfPage, scriptsOfWorker } from './page-files.ts';

// Private pages are drawn on the device, so the shell knows nothing of them, and a browser would find out file by file
// what it needs. Where somebody comes back to most, there is a shell of its own that names it all at once.
const routes = ['/home', '/spaces/[space]'] as const;
const shell = '200.html';

/** Writes a shell beside each of these pages. The server takes the one nearest to an address. */
export async function writeShells(build: string): Promise<void> {
  const plain = await readFile(path.join(build, shell), 'utf8');
  const [early = '', ...forEarly] = await earlyScripts();
  const worker = await scriptsOfWorker();
  for (const route of routes) {
    const scripts = await scriptsOfPage(route);
    if (scripts === null) throw new Error(`The build has no page ${route}.`);
    const folder = path.join(build, route.replace(/\/\[.*/, ''));
    await mkdir(folder, { recursive: true });
    // In the order in which they are needed: the device first, because what it then asks for takes longest.
    const inOrder = new Set([...forEarly, ...worker, ...scripts]);
    await writeFile(path.join(folder, shell), withLinks(plain, early, inOrder));
  }
}

function withLinks(html: string, early: string, scripts: ReadonlySet<string>): string {
  const own = html.replaceAll(/<link href="[^"]*" rel="modulepreload">\s*/g, '');
  const place = own.indexOf('<link href="/_app/');
  if (place < 0) throw new Error('The shell names no styles: its shape has changed, and so must this file.');
  const links = Array.from(scripts, (file) => `<link href="/${file}" rel="modulepreload">\n\t\t`);
  const first = `<script type="module" src="/${early}"></script>\n\t\t`;
  return own.slice(0, place) + first + links.join('') + own.slice(place);
}
