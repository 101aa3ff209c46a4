import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begun last, one of these would run alone while the other worker has nothing left to do. */
const longest = [
  'planted.test.ts',
  'simulator.test.ts',
  'every-page.journey.ts',
  'long-words.journey.ts',
  'right-to-left.journey.ts',
  'phone.journey.ts',
  'care.journey.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? longest.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

// Two projects: `unit` needs nothing but Node; `journeys` drives a real browser against a real server.
// Svelte alone, without Kit: a component that is told by props can be drawn without a router.
export default defineConfig({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Left to itself it keeps one core free, which of two is half of the time.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/{journeys,a11y}/**/*.journey.ts'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A browser waits for most of its time, and another one goes on meanwhile.
          maxWorkers: 2,
        },
      },
    ],
  },
});
