import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const packed = /\.(html|js|mjs|json|css|svg|xml|wasm|txt)$/;
/** Few at once are as quick as all: each waits for a core. */
const atOnce = 4;

/**
 * Writes beside every text of the build the same packed smaller, once, when nothing changes it any more. Kit's adapter
 * would do it before pages get their map of imports, and most of the time of a build goes into this.
 */
export async function packAll(build: string): Promise<void> {
  const files = (await readdir(build, { recursive: true })).filter((file) => packed.test(file));
  const carry = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) await pack(path.join(build, file));
  };
  await Promise.all(Array.from({ length: atOnce }, carry));
}

const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };

async function pack(file: string): Promise<void> {
  const bytes = await readFile(file);
  const [small, smaller] = await Promise.all([
    promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
    promisify(brotliCompress)(bytes, { params: quality }),
  ]);
  await writeFile(`${file}.gz`, small);
  await writeFile(`${file}.br`, smaller);
}
