// Lets Node load the TypeScript sources as they are, so that worker threads and child processes started by tests
// run today's code and not an old build: `node --import ./tests/typescriptSources.mjs engine/cli/cauce.ts`.
import { register } from 'node:module';

register('./typescriptLoader.mjs', import.meta.url);
