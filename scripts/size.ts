import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { clientFolder, scriptsOfPage, scriptsOfWorker } from './page-files.ts';
import { root } from './run.ts';

// What a phone has to fetch before a page can be used, against the budget of each page, in KB of gzip.
// The sign-in form was meant to weigh 45: docs/decisions/0009-what-pages-weigh.md says why it does not.
const pageBudgets = [
  { page: 'sign-in form', route: '/sign-in', limit: 56 },
  { page: 'conversation', route: '/spaces/[space]', limit: 90 },
  // It can be read before any of this has come.
  { page: 'lesson', route: '/courses/[course]/[part]', limit: 82 },
] as const;
// The device's Worker as it starts, and the largest of what it fetches later: OPAQUE, when somebody touches a sign-in
// field.
const deviceMost = 77;
const opaqueMost = 170;
// The markup of the longest lesson, and of the longest course on one page.
const lessonMost = 21;
const bookMost = 190;

let within = true;
for (const { page, route, limit } of pageBudgets) report(page, await sizeOfPage(route), limit);
report(
  'device',
  await sizeOf((await scriptsOfWorker()).map((file) => path.join(clientFolder, file))),
  deviceMost,
);
report('OPAQUE', await largestWorker('chunks'), opaqueMost);
report('longest lesson', await largestPage(/^[^/]+\/(?!book\.)[^/]+\.html$/), lessonMost);
report('longest course', await largestPage(/^[^/]+\/book\.html$/), bookMost);
process.exit(within ? 0 : 1);

function report(page: string, bytes: number | null, limit: number): void {
  const kilobytes = bytes === null ? null : bytes / 1000;
  const kept = kilobytes !== null && kilobytes <= limit;
  if (!kept) within = false;
  const size = kilobytes === null ? 'not in the build' : `${kilobytes.toFixed(1)} KB`;
  process.stdout.write(
    `${kept ? 'within' : 'OVER  '}  ${page.padEnd(16)} ${size.padStart(16)} of ${limit} KB\n`,
  );
}

async function sizeOfPage(route: string): Promise<number | null> {
  const scripts = await scriptsOfPage(route);
  return scripts && sizeOf(scripts.map((file) => path.join(clientFolder, file)));
}

async function largestWorker(folder: string): Promise<number | null> {
  const workers = path.join(clientFolder, '_app/immutable/workers', folder);
  if (!existsSync(workers)) return null;
  const files = (await readdir(workers)).filter((file) => file.endsWith('.js'));
  return Math.max(...(await Promise.all(files.map((file) => sizeOf([path.join(workers, file)])))));
}

async function largestPage(name: RegExp): Promise<number | null> {
  const courses = path.join(root, 'build/courses');
  if (!existsSync(courses)) return null;
  const pages = (await readdir(courses, { recursive: true })).filter((file) => name.test(file));
  return Math.max(...(await Promise.all(pages.map((file) => sizeOf([path.join(courses, file)])))));
}

async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(file), { level: 9 }).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
