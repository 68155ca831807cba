// The documents keep their word: examples run, and pictures are there. The coverage tables have a test of their own.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const run = promisify(execFile);

/** Blocks marked ` ```sh run ` or ` ```ts run `. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language} run\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (match) => match[1] ?? '',
  );
}

describe('README', () => {
  it('shows commands that do what it says', async () => {
    const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));
    expect(commands.length).toBeGreaterThan(2);
    // What they write goes where no other run of these tests writes.
    const folder = mkdtempSync(join(tmpdir(), 'cauce-readme-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const command of commands) {
      const words = command
        .replaceAll('npx cauce', 'node dist/engine/cli/cauce.js')
        .replaceAll('/tmp/', `${folder}/`);
      await expect(
        run('bash', ['-c', words], { cwd: root, maxBuffer: 16 * 1024 * 1024 }),
        command,
      ).resolves.toBeDefined();
    }
  }, 240_000);

  it('embeds with the code it shows', async () => {
    const [example] = blocks('ts');
    expect(example).toContain("from 'cauce'");
    // Inside the package, where `import 'cauce'` finds the package itself.
    const parent = join(root, 'tests', '.readme');
    mkdirSync(parent, { recursive: true });
    const folder = mkdtempSync(join(parent, 'run-'));
    try {
      writeFileSync(join(folder, 'host.mjs'), example ?? '');
      const { stdout } = await run(process.execPath, ['host.mjs'], { cwd: folder, timeout: 40_000 });
      expect(stdout).toContain('200');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  it('shows pictures that are there', () => {
    for (const [, file = ''] of readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g))
      expect(existsSync(join(root, file)), file).toBe(true);
  });
});
