import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verify } from '../../../engine/audit/verify.ts';
import { openStore } from '../../../engine/store/openStore.ts';
import { databaseIn, testStore } from '../../harness/testDatabase.ts';
import { temporaryFolder } from './openTestStore.ts';

/** However slow the machine is, each writer answers so many before it dies. */
const FIRST_ANSWERS = 12;

/** On a server nothing is left open by a death that its own tests do not look at. */
const CYCLES = testStore === 'sqlite' ? 20 : 5;

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Starts a writer, kills it without warning a little after its first answers, and gives what it had answered. */
async function killedRun(filename: string, delay: number): Promise<string[]> {
  const args = ['--import', here('../../typescriptSources.mjs'), here('killedWriter.ts'), filename];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let isDying = false;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
    if (isDying || output.split('\n').length <= FIRST_ANSWERS) return;
    isDying = true;
    setTimeout(() => child.kill('SIGKILL'), delay);
  });
  await once(child, 'close');
  return output.split('\n').slice(0, -1);
}

test('writers killed at random moments lose nothing answered and leave a valid chain', async () => {
  const filename = await databaseIn(temporaryFolder());
  const answered: string[] = [];
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    // A killed holder's lock must be gone at once: the next writer starts without waiting for it.
    answered.push(...(await killedRun(filename, (cycle * 37) % 150)));
    const store = await openStore({ filename, lockTimeout: 0 });
    try {
      expect(await verify(store, 0)).toMatchObject({ ok: true, problems: [] });
      const rows = await store.reader('cauce_journal').select('stream', 'sequence');
      const stored = new Set(rows.map(({ stream, sequence }) => `${stream} ${sequence}`));
      expect(answered.filter((line) => !stored.has(line))).toEqual([]);
      expect(stored.size).toBe(rows.length);
      const tasks = await store.search('user_tasks', { limit: 1 });
      const starts = await store.search('journal', {
        where: [{ column: 'sequence', op: 'eq', value: 1 }],
        limit: 1,
      });
      expect(tasks.total).toBe(starts.total);
      const last = await store.readBatches(String(rows.at(-1)?.stream));
      expect(last[0]?.events[0]).toMatchObject({ type: 'instanceCreated' });
    } finally {
      await store.close();
    }
  }
  expect(answered.length).toBeGreaterThan(CYCLES * 10);
}, 180_000);
