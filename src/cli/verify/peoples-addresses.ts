import { readdirSync } from 'node:fs';
import path from 'node:path';

const routes = path.join(import.meta.dirname, '../../routes');

/**
 * Where people come to, as the sources have it: every page, with `any` for what an address may hold. Whoever changes
 * a page would change it there, and leave the file of that name as it was.
 */
export function peoplesAddresses(): readonly string[] {
  return readdirSync(routes, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === '+page.svelte')
    .map((file) => `/${path.dirname(file).split(path.sep).join('/')}`)
    .map((page) => page.replaceAll(/\/\([^)]*\)/g, '').replaceAll(/\[[^\]]*\]/g, 'any'))
    .map((page) => page.replace(/^\/\.?$/, '') || '/')
    .toSorted();
}
