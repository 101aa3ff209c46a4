import { release } from '#server/release.ts';
import { careLog } from './vectors/care.ts';
import { writeOnce } from './write-once.ts';

// Writes `care.json`: what a care circle signs, beside `bw1.json`, whose people these are.

const golden = { release, ...(await careLog()) };
await writeOnce(new URL('care.json', import.meta.url), `${JSON.stringify(golden, null, 2)}\n`);
