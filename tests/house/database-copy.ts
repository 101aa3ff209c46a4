import { copyFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

const isDatabase = (file: string) => file.startsWith('bothways.db');

/** While the server is down, as a host would who takes a copy, or has only yesterday's. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  for (const file of (await readdir(to)).filter(isDatabase)) await rm(path.join(to, file));
  const files = (await readdir(from)).filter(isDatabase);
  for (const file of files) await copyFile(path.join(from, file), path.join(to, file));
}
