import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const packageFile = path.join(import.meta.dirname, '../../package.json');

/** Which release this is. */
export const release = v.parse(
  v.object({ version: v.string() }),
  JSON.parse(readFileSync(packageFile, 'utf8')),
).version;
