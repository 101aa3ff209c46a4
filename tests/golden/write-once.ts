import { writeFile } from 'node:fs/promises';

/**
 * Writes a file that is to be read for ever, and leaves one that is there as it is: logs and accounts like these lie
 * on people's devices. What a later release brings goes into a file of its own.
 */
export async function writeOnce(file: URL, bytes: string | Uint8Array): Promise<void> {
  const name = file.pathname.split('/').at(-1) ?? '';
  try {
    await writeFile(file, bytes, { flag: 'wx' });
    process.stdout.write(`${name}: written\n`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    process.stdout.write(`${name}: there already, and left as it is\n`);
  }
}
