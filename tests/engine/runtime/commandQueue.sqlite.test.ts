// Groups that are executed while the one before is being written.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from './openRuntime.ts';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

test('forty jobs that are done while the disk is busy, each asking in the transaction, are written after it', async () => {
  const database = join(temporaryFolder(), 'cauce.db');
  const args = ['--import', here('../../typescriptSources.mjs'), here('jobsBesideAWrite.ts'), database];
  const run = await promisify(execFile)(process.execPath, args, { timeout: 50_000, killSignal: 'SIGKILL' });
  expect(run.stdout).toBe('41');
});
