// `npm run torture -- upgrade`: every stored database of an earlier release, cut off with SIGKILL at any moment of its
// upgrade and opened again, until it is whole; then verified.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { audit } from '../../engine/cli/verification.ts';
import { openStore } from '../../engine/store/openStore.ts';
import { type Dumped, load } from '../upgrade/dump.ts';
import { MASTER } from '../upgrade/facts.ts';
import type { Torture, TortureReport } from './torture.ts';

const stored = fileURLToPath(new URL('../upgrade/stored/', import.meta.url));
const opener = fileURLToPath(new URL('../upgrade/open.ts', import.meta.url));
const sources = fileURLToPath(new URL('../typescriptSources.mjs', import.meta.url));

export const torture: Torture = {
  summary: 'databases of every released schema, their upgrade killed at random and begun again',
  options: { rounds: 10 },
  async run({ rounds = 10 }, progress): Promise<TortureReport> {
    const report: TortureReport = { figures: {}, lost: [], doubled: [], wrong: [] };
    const folder = await mkdtemp(join(tmpdir(), 'cauce-upgrades-'));
    let kills = 0;
    const names = (await readdir(stored)).sort();
    try {
      for (let round = 0; round < rounds; round += 1)
        for (const name of names) {
          const database = join(folder, `${round}-${name}.db`);
          const files = JSON.parse(readFileSync(join(stored, name), 'utf8')) as {
            database: Dumped;
            keys: Dumped;
          };
          await load(files.database, database);
          await load(files.keys, `${database}.keys`);
          const batches = files.database.tables.cauce_journal?.rows.length ?? 0;
          for (let early = 0; early < 2; early += 1) if (await open(database, true)) kills += 1;
          await open(database, false);
          const found = await audited(database);
          if (found.batches < batches) report.lost.push(`${name}: ${found.batches} of ${batches} batches`);
          report.wrong.push(...found.problems.map((problem) => `${name}: ${JSON.stringify(problem)}`));
          progress(`${name}: round ${round + 1} of ${rounds}, ${kills} killed`);
        }
    } finally {
      await rm(folder, { recursive: true });
    }
    report.figures = { databases: names.length * rounds, kills };
    return report;
  },
};

/** True: it was killed on its way. Loading takes a while, so the moment is counted from when it begins to open. */
async function open(database: string, kill: boolean): Promise<boolean> {
  const child = spawn(process.execPath, ['--import', sources, opener, database], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit') as Promise<[number | null, string | null]>;
  if (kill) {
    await Promise.race([once(child.stdout, 'data'), gone]);
    await sleep(Math.random() * 60);
    child.kill('SIGKILL');
  }
  const [code, signal] = await gone;
  if (code !== 0 && signal === null)
    throw new Error(`Expected ${database} to open, but it ended with ${code}`);
  return signal !== null;
}

async function audited(filename: string) {
  const store = await openStore({ filename, masterKey: MASTER, readOnly: true });
  try {
    return await audit(store, { at: () => {} });
  } finally {
    await store.close();
  }
}
