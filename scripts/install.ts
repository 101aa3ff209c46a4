import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './run.ts';

// A newcomer has npm 10 or npm 11. npm 10 leaves no `node` in .bin when both carried Nodes are optional, so what is
// tried here is not only the install but that a script finds Node 24 afterwards.
const npms = ['10.8.3', '11.6.0'] as const;
const needed = ['package.json', 'package-lock.json', '.npmrc', 'scripts/node24.cjs'] as const;

for (const version of npms) {
  const folder = await mkdtemp(path.join(tmpdir(), 'bothways-install-'));
  for (const name of needed) await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  const install = spawnSync('npx', ['--yes', `npm@${version}`, 'ci'], { cwd: folder, encoding: 'utf8' });
  const script = ['scripts/node24.cjs', '-p', 'process.versions.node'];
  const found = spawnSync('node', script, { cwd: folder, encoding: 'utf8' });
  await rm(folder, { recursive: true, force: true });
  const ok = install.status === 0 && /^2[4-9]\./.test(found.stdout);
  process.stdout.write(
    `npm ${version}: ${ok ? `installed, scripts run Node ${found.stdout}` : 'does not work\n'}`,
  );
  if (ok) continue;
  process.stdout.write(`${install.stdout}${install.stderr}${found.stdout}${found.stderr}`);
  process.exit(1);
}
