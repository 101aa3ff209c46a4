import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Two projects: `unit` needs nothing but Node; `journeys` drives a real browser against a real server.
// Svelte alone, without Kit: a component that is told by props can be drawn without a router.
export default defineConfig({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  test: {
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
