// Journeys through the pages in Chromium, as people take them: `npm run test:browser -- designer`.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    execArgv: ['--import', fileURLToPath(new URL('../typescriptSources.mjs', import.meta.url))],
    include: ['tests/browser/**/*.journey.ts'],
  },
});
