import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { root } from './run.ts';

/** All that a release is built from and runs by. */
const ingredients = [
  'src',
  'static',
  'content',
  'scripts',
  'package.json',
  'vite.config.ts',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.web.json',
];

/** Lays the sources out once more in another folder, on the packages that are installed here. */
export async function layOut(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of ingredients) {
    await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
}
