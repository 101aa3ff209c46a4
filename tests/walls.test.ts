import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cycleIn, importsOf, reachableFrom, targetOf } from '#tests/imports.ts';
import { root, sourcesIn } from '#tests/sources.ts';

// The table of ARCHITECTURE.md, written a second time and by hand: what each storey may take from which.
const mayImport: Readonly<Record<string, readonly string[]>> = {
  kernel: ['kernel'],
  domain: ['kernel', 'domain'],
  protocol: ['kernel', 'protocol'],
  crypto: ['kernel', 'protocol', 'crypto'],
  server: ['kernel', 'protocol', 'server'],
  device: ['kernel', 'domain', 'protocol', 'crypto', 'device'],
  words: ['kernel', 'words'],
  ui: ['kernel', 'words', 'ui'],
  routes: ['kernel', 'domain', 'device', 'words', 'ui', 'routes'],
  cli: ['kernel', 'domain', 'server', 'device', 'words', 'cli'],
};
const storeys = Object.keys(mayImport);
const targets = [...storeys, 'content', 'tests'];
const typesOnly = ['words', 'ui'];
const serverMayTake = ['signature', 'hash', 'chain', 'verify-entry', 'opaque-server'];
const opensBodies = ['seal', 'epoch', 'vault', 'unlockers', 'invitation'];
const mayUseNode = ['server', 'cli'];

describe('the lint bites', () => {
  let house: string;
  let refused: ReadonlySet<string>;
  const planted = new Map<string, string>();

  function plant(file: string, code: string): string {
    planted.set(file, code);
    return file;
  }

  const crossings = storeys.flatMap((storey) =>
    targets.map((target) => ({
      storey,
      target,
      allowed: mayImport[storey]?.includes(target) === true,
      plain: plant(
        `src/${storey}/to-${target}.ts`,
        `import { it } from '#${target}/it.ts';\nexport const x = it;\n`,
      ),
      dynamic: plant(
        `src/${storey}/later-${target}.ts`,
        `export const x = () => import('#${target}/a/it.ts');\n`,
      ),
      again: plant(`src/${storey}/again-${target}.ts`, `export { it } from '#${target}/it.ts';\n`),
      typed: plant(
        `src/${storey}/type-${target}.ts`,
        `import type { It } from '#${target}/it.ts';\nexport type X = It;\n`,
      ),
      test: plant(`src/${storey}/of-${target}.test.ts`, `import { it } from '#${target}/it.ts';\nit();\n`),
    })),
  );
  const ways = storeys.map((storey) => ({
    storey,
    up: plant(`src/${storey}/noun/up.ts`, `import { it } from '../it.ts';\nexport const x = it;\n`),
    beside: plant(`src/${storey}/beside.ts`, `import { it } from './it.ts';\nexport const x = it;\n`),
    node: plant(`src/${storey}/node.ts`, `import fs from 'node:fs';\nexport const x = fs;\n`),
    cipher: plant(
      `src/${storey}/cipher.ts`,
      `import { it } from '@noble/curves/ed25519.js';\nexport const x = it;\n`,
    ),
    any: plant(`src/${storey}/any.ts`, `export const x = (it: any) => it;\n`),
    spoken: plant(`src/${storey}/spoken.ts`, `console.log('a word');\n`),
    chance: plant(`src/${storey}/chance.ts`, `export const x = Math.random();\n`),
    subtle: plant(`src/${storey}/subtle.ts`, `export const x = crypto.subtle;\n`),
    long: plant(`src/${storey}/long.ts`, 'export {};\n'.repeat(401)),
    now: plant(`src/${storey}/now.ts`, `export const x = Date.now();\n`),
    page: plant(
      `src/${storey}/Page.svelte`,
      `<script lang="ts">\n  import { it } from '#server/it.ts';\n</script>\n\n{it}\n`,
    ),
  }));
  const opened = [...serverMayTake, ...opensBodies, 'suite'];
  const openings = opened.map((organ) => ({
    organ,
    file: plant(
      `src/server/opens-${organ}.ts`,
      `import { it } from '#crypto/${organ}.ts';\nexport const x = it;\n`,
    ),
  }));
  const porch = plant('src/hooks.ts', `import { it } from '../it.ts';\nexport const x = it;\n`);
  const reads = `import { parseDocument } from 'yaml';\nimport { Lexer } from 'marked';\nexport { parseDocument, Lexer };\n`;
  const shelf = plant('src/routes/courses/reads.server.ts', reads);
  const page = plant('src/routes/courses/reads.ts', reads);
  const behind = plant('src/routes/courses/behind.server.ts', `export { it } from '#server/it.ts';\n`);
  const suite = plant(
    'src/crypto/suite.ts',
    `import { it } from '@noble/curves/ed25519.js';\nexport const x = it;\n`,
  );

  beforeAll(() => {
    house = mkdtempSync(path.join(tmpdir(), 'walls-'));
    cpSync(path.join(root, '.oxlintrc.json'), path.join(house, '.oxlintrc.json'));
    for (const [file, code] of planted) {
      mkdirSync(path.join(house, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(house, file), code);
    }
    const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
    const lint = spawnSync(process.execPath, [oxlint, '-f', 'json', '.'], {
      cwd: house,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    const { diagnostics }: { diagnostics: readonly { filename: string }[] } = JSON.parse(lint.stdout);
    refused = new Set(diagnostics.map(({ filename }) => filename));
  });
  afterAll(() => rmSync(house, { recursive: true, force: true }));

  test.each(crossings)(
    '$storey taking from $target is allowed: $allowed',
    ({ storey, target, allowed, ...files }) => {
      expect(refused.has(files.plain)).toBe(!allowed);
      expect(refused.has(files.dynamic)).toBe(!allowed);
      expect(refused.has(files.again)).toBe(!allowed);
      expect(refused.has(files.typed)).toBe(!allowed && !(typesOnly.includes(storey) && target === 'domain'));
    },
  );

  test('a test beside its file takes from anywhere', () => {
    expect(crossings.filter(({ test }) => refused.has(test))).toEqual([]);
  });

  test.each(openings)('the server and crypto/$organ.ts', ({ organ, file }) => {
    expect(refused.has(file)).toBe(!serverMayTake.includes(organ));
  });

  test.each(ways)(
    '$storey takes nothing from above, and no machine where it has none',
    ({ storey, ...files }) => {
      expect(refused.has(files.up)).toBe(true);
      expect(refused.has(files.beside)).toBe(false);
      expect(refused.has(files.node)).toBe(!mayUseNode.includes(storey));
    },
  );

  test.each(ways)(
    '$storey names no algorithm, touches no key, knows no any and no chance, is brief and silent',
    ({ storey, ...files }) => {
      expect(refused.has(files.cipher)).toBe(true);
      expect(refused.has(files.any)).toBe(true);
      expect(refused.has(files.spoken)).toBe(storey !== 'cli');
      expect(refused.has(files.chance)).toBe(storey !== 'crypto');
      expect(refused.has(files.subtle)).toBe(storey !== 'crypto');
      expect(refused.has(files.long)).toBe(true);
      expect(refused.has(files.now)).toBe(storey === 'kernel' || storey === 'domain');
    },
  );

  test('crypto/suite.ts is where algorithms are named', () => {
    expect(refused.has(suite)).toBe(false);
  });

  test('only what is read while pages are made takes what reads texts, and no more than that', () => {
    expect([shelf, page, behind].map((file) => refused.has(file))).toEqual([false, true, true]);
  });

  test('what stands outside every storey goes up no more than the rest', () => {
    expect(refused.has(porch)).toBe(true);
  });

  test('walls stand inside components too', () => {
    const through = ways.filter(
      ({ storey, page }) => mayImport[storey]?.includes('server') !== true && !refused.has(page),
    );
    expect(through).toEqual([]);
  });
});

describe('the house as it stands', () => {
  const sources = sourcesIn(['src', 'tests', 'bench', 'scripts'], /\.(ts|cts|svelte)$/);
  const storeyOf = (file: string): string | undefined => /^src\/([^/]+)\//.exec(file)?.[1];
  const built = sources.filter(({ file }) => storeyOf(file) !== undefined && !file.endsWith('.test.ts'));

  const graph = new Map(
    built.map((source) => [
      source.file,
      importsOf(source).flatMap((specifier) => targetOf(source.file, specifier) ?? []),
    ]),
  );

  test('nothing goes up', () => {
    const up = sources.filter((source) => importsOf(source).some((specifier) => specifier.startsWith('../')));
    expect(up.map(({ file }) => file)).toEqual([]);
  });

  test('nothing goes in circles', () => {
    expect(cycleIn(graph)).toBeNull();
  });

  test('the server reaches nothing that opens a body, not even through what it may take', () => {
    const reached = reachableFrom(
      built.filter(({ file }) => storeyOf(file) === 'server').map(({ file }) => file),
      graph,
    );
    expect(opensBodies.filter((organ) => reached.has(`src/crypto/${organ}.ts`))).toEqual([]);
    const taken = reachableFrom(
      serverMayTake.map((organ) => `src/crypto/${organ}.ts`),
      graph,
    );
    expect(opensBodies.filter((organ) => taken.has(`src/crypto/${organ}.ts`))).toEqual([]);
  });

  test('a circle would be seen', () => {
    const circle = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(cycleIn(circle)).toEqual(['b', 'c', 'b']);
    expect([...reachableFrom(['b'], circle)]).toEqual(['b', 'c']);
  });

  test('a noun knows kernel, the way to define, the rule of what is ours, and itself', () => {
    const knowAll = ['kinds', 'state', 'searchables', 'end'].map((file) => `src/domain/space/${file}.ts`);
    const nounOf = (file: string): string | undefined => /^src\/domain\/([^/]+)\//.exec(file)?.[1];
    const strays = built
      .filter(({ file }) => nounOf(file) !== undefined && !knowAll.includes(file))
      .flatMap((source) =>
        importsOf(source)
          .map((specifier) => targetOf(source.file, specifier))
          .filter((target) => target !== null && target.startsWith('src/domain/'))
          .filter((target) => target !== null && nounOf(target) !== nounOf(source.file))
          .filter((target) => target !== 'src/domain/space/define.ts')
          .filter((target) => target === null || nounOf(target) !== 'consent')
          .map((target) => `${source.file} takes ${target}`),
      );
    expect(strays).toEqual([]);
  });

  test('no file only passes on what others export', () => {
    const barrels = built.filter(({ file, text }) => {
      if (file.endsWith('.svelte')) return false;
      const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').trim();
      return (
        code !== '' &&
        code.replaceAll(/export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s+from\s+'[^']+';?/g, '').trim() ===
          ''
      );
    });
    expect(barrels.map(({ file }) => file)).toEqual([]);
  });
});
