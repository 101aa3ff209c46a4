import { expect, test } from 'vitest';
import { fullRunText, type FullRun } from '#scripts/full-run.ts';

const run: FullRun = {
  passed: [
    { heading: 'Format', ok: true, seconds: 4.2 },
    { heading: 'Figures', ok: true, seconds: 600 },
  ],
  counts: { passed: 12, failed: 0, skipped: 1 },
  outputs: [
    'Simulated: 9000 of 100000 stories, from seed 1.\nsomething else\n',
    'Medians of 3 (lowest to highest), a machine.\n\n| figure | ours |\n| --- | ---: |\n| messages | 7 |\n',
  ],
  beganAt: new Date(Date.UTC(2031, 2, 1, 8)),
  seconds: 3600,
};

test('a full run says what it did, how much of it, where and at which commit, with all figures', () => {
  const text = fullRunText(run, 'abc', 'a machine');
  expect(text).toContain('**Result:** all checks passed; tests: 12 passed, 0 failed, 1 not tested');
  expect(text).toContain('**Commit:** abc');
  expect(text).toContain('**Begun:** 2031-03-01T08:00:00.000Z, took 60.0 minutes');
  expect(text).toContain('| Format | ok | 4 |');
  expect(text).toContain('* Simulated: 9000 of 100000 stories, from seed 1.');
  expect(text).toContain('| messages | 7 |');
  expect(text).not.toContain('something else');
});

test('a run that stopped says so', () => {
  const passed = [{ heading: 'Format', ok: false, seconds: 1 }];
  expect(fullRunText({ ...run, passed }, 'abc', 'a machine')).toContain('**Result:** FAILED');
});
