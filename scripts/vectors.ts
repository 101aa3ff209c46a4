import { spawnSync } from 'node:child_process';
import { root } from './run.ts';

// Has the frozen vectors read by the program in Python, and sees that it notices what is changed in them. Debian's own
// Python has the two packages; whichever comes first on a path may be another.
const pythons = ['/usr/bin/python3', 'python3'] as const;
/** One letter in so many is changed, each alone: all of them would take ten minutes. */
const every = '400';

const python = pythons.find((name) => spawnSync(name, ['-c', 'import cryptography, cbor2']).status === 0);
if (python === undefined) {
  process.stdout.write(
    'The frozen vectors are read again by a program in Python, which wants two packages: ' +
      'apt-get install python3-cryptography python3-cbor2\n',
  );
  process.exit(1);
}
const { status } = spawnSync(python, ['-B', 'tests/golden/verify.py', '--bites', every], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
