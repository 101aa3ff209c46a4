import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '#tests/sources.ts';
import { cspHashesOf } from '#scripts/csp-hashes.ts';

const runner = path.join(root, 'scripts/node24.cjs');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'workshop-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the runner', () => {
  const say = 'process.stdout.write(JSON.stringify([process.version, ...process.argv.slice(1)]))';

  test('runs Node 24 or newer, hands on every argument and finds the same Node first on the path', () => {
    const { stdout } = spawnSync(process.execPath, [runner, '-e', say, 'start', '--port', '9000'], {
      encoding: 'utf8',
    });
    const [version, ...args] = JSON.parse(stdout);
    expect(version).toMatch(/^v(2[4-9]|[3-9]\d)\./);
    expect(args).toEqual(['start', '--port', '9000']);
  });

  test('ends as what it ran ended', () => {
    expect(spawnSync(process.execPath, [runner, '-e', 'process.exit(7)']).status).toBe(7);
  });

  test('passes a signal on and waits for what it ran to close its things', async () => {
    const slow =
      "process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000); console.log('ready');";
    const child = spawn(process.execPath, [runner, '-e', slow], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(3);
  });

  test('says what to install where there is no Node 24 to be found', () => {
    const old = path.join(folder, 'old.cjs');
    writeFileSync(
      old,
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } });",
    );
    mkdirSync(path.join(folder, 'scripts'));
    cpSync(runner, path.join(folder, 'scripts/node24.cjs'));
    const { status, stderr } = spawnSync(
      process.execPath,
      ['-r', old, path.join(folder, 'scripts/node24.cjs'), '-v'],
      {
        encoding: 'utf8',
      },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Bothways needs Node 24 or newer, and this is Node 20\.1\.0/);
  });
});

describe('the content policy', () => {
  const sha256 = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

  test('is told every inline script, style and style attribute of the build, and no linked one', async () => {
    const build = path.join(folder, 'build');
    mkdirSync(path.join(build, 'help'), { recursive: true });
    writeFileSync(
      path.join(build, 'help/index.html'),
      '<script src="/a.js"></script><script>\n  start();\n</script>',
    );
    writeFileSync(path.join(build, '200.html'), '<style>p { margin: 0 }</style><p style="top: 0">x</p>');
    writeFileSync(path.join(build, 'a.js'), 'const t = `<div id="x" style="left: 0"></div>`;');
    expect(await cspHashesOf(build)).toEqual({
      pages: {
        '200.html': { scripts: [], styles: [sha256('p { margin: 0 }')] },
        'help/index.html': { scripts: [sha256('\n  start();\n')], styles: [] },
      },
      styleAttributes: [sha256('left: 0'), sha256('top: 0')].toSorted(),
    });
  });
});
