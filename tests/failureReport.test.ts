// What a run that failed is told by, where nobody can look at it again.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { FailureReport } from './failureReport.ts';

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const reporter = fileURLToPath(new URL('failureReport.ts', import.meta.url));

const failing = `
test('passes', () => {});
test('hangs', () => new Promise(() => {}), 50);
test.skip('is skipped', () => {});
test('throws', () => {
  throw new Error('of its own', { cause: new TypeError('deeper') });
});
describe('a suite', () => {
  beforeAll(() => new Promise(() => {}), 50);
  test('that never began', () => {});
});
test('leaves something behind', async () => {
  Promise.reject(new Error('nobody caught'));
  await new Promise((resolve) => setTimeout(resolve, 50));
});
`;

test('says of every failure what it was, also of what ran out of time and of what no test caught', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const output = join(folder, 'report.json');
  writeFileSync(join(folder, 'failing.test.js'), failing);
  writeFileSync(join(folder, 'broken.test.js'), 'throw new RangeError("it cannot be loaded");');
  const ours = [`--reporter=${reporter}`, `--outputFile=${output}`];
  const args = [vitest, 'run', '--globals', '--root', folder, ...ours];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(run.status, run.stderr).toBe(1);
  const { passed, failed, lines } = JSON.parse(readFileSync(output, 'utf8')) as FailureReport;
  expect({ passed, failed }).toEqual({ passed: 2, failed: 7 });
  const advice = /\nIf this is a long-running.*/g;
  expect(lines.map((line) => line.replace(`${folder}/`, '').replace(advice, ''))).toEqual([
    'broken.test.js',
    '    RangeError: it cannot be loaded',
    '    at broken.test.js:1:7',
    'failing.test.js > a suite',
    '    Error: Hook timed out in 50ms.',
    '    at failing.test.js:9:3',
    'failing.test.js > hangs',
    '    Error: Test timed out in 50ms.',
    '    at failing.test.js:3:1',
    'failing.test.js > is skipped',
    '    skipped',
    'failing.test.js > throws',
    '    Error: of its own',
    '    at failing.test.js:6:9',
    '    Caused by TypeError: deeper',
    'failing.test.js > a suite > that never began',
    '    skipped',
    'outside of every test',
    '    Error: nobody caught',
    '    at failing.test.js:13:18',
  ]);
});
