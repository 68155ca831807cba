// Bugs that are sown on purpose stay sowable: what they change is still there, and so are the tests that ought to see it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patches = readdirSync(fileURLToPath(new URL('.', import.meta.url))).filter((file) =>
  file.endsWith('.patch'),
);

test('there are twenty and more', () => expect(patches.length).toBeGreaterThanOrEqual(20));

test.each(patches)('%s applies, and names tests that are there', (file) => {
  const path = `${root}tests/mutants/${file}`;
  const tried = spawnSync('git', ['apply', '--check', '-C1', '--recount', path], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(tried.stderr).toBe('');
  expect(tried.status).toBe(0);
  const named = /^Tests: (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1]?.split(/[\s,]+/) ?? [];
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !existsSync(`${root}${name}`))).toEqual([]);
});
