// `npm run torture -- backup`: `cauce backup` again and again beside a server under load; each copy is restored elsewhere,
// verified, and has to hold what clients had been answered before it began.
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { audit } from '../../engine/cli/verification.ts';
import { openStore } from '../../engine/store/openStore.ts';
import { bundle } from './bundle.ts';
import { startLoad } from './caseLoad.ts';
import { judge } from './judge.ts';
import { startServer } from './serverProcess.ts';
import { serviceToken } from './serviceToken.ts';
import type { Torture, TortureReport } from './torture.ts';

const run = promisify(execFile);
const cli = fileURLToPath(new URL('../../engine/cli/cauce.ts', import.meta.url));
const processes = fileURLToPath(new URL('process', import.meta.url));

export const torture: Torture = {
  summary:
    'backups of a server under load, each restored elsewhere, verified, and held against what was answered',
  options: { backups: 20, clients: 20, pause: 2_000 },
  async run({ backups = 20, clients = 20, pause = 2_000 }, progress): Promise<TortureReport> {
    const folder = await mkdtemp(join(tmpdir(), 'cauce-backup-'));
    const database = join(folder, 'cauce.db');
    const report: TortureReport = { figures: {}, lost: [], doubled: [], wrong: [] };
    const token = await serviceToken(database);
    const program = await bundle(cli);
    const server = await startServer({ database, processes, program });
    const load = startLoad(async () => server.url, token, clients);
    const seconds: number[] = [];
    let acknowledged = 0;
    let bytes = 0;
    try {
      for (let number = 1; number <= backups; number += 1) {
        await sleep(pause);
        const before = load.records.map((record) => ({ ...record, acknowledged: [...record.acknowledged] }));
        const copy = join(folder, `copy${number}.db`);
        const begun = performance.now();
        const args = [program, 'backup', copy, '--keys', `${copy}.keys`, '--database', database, '--json'];
        const { stdout } = await run(process.execPath, args);
        seconds.push((performance.now() - begun) / 1000);
        bytes = (JSON.parse(stdout) as { bytes: number }).bytes;
        await copyFile(`${database}.master`, `${copy}.master`);
        for (const problem of await problemsOf(copy))
          report.wrong.push(`copy ${number}: ${JSON.stringify(problem)}`);
        const judged = await judge(copy, before);
        acknowledged += judged.acknowledged;
        report.lost.push(...judged.lost.map((line) => `copy ${number}: ${line}`));
        report.doubled.push(...judged.doubled.map((line) => `copy ${number}: ${line}`));
        for (const suffix of ['', '.keys', '.master']) await rm(`${copy}${suffix}`);
        progress(`${number} of ${backups} copies, the last of ${(bytes / 1e6).toFixed(1)} MB`);
      }
      await load.stop();
      report.wrong.push(...load.refused);
    } finally {
      await load.stop();
      await server.stop();
      await rm(folder, { recursive: true });
      await rm(program);
    }
    seconds.sort((a, b) => a - b);
    report.figures = {
      backups,
      acknowledged,
      requests: load.requests,
      lastMegabytes: Math.round(bytes / 1e5) / 10,
      slowestSeconds: Math.round((seconds.at(-1) ?? 0) * 10) / 10,
    };
    return report;
  },
};

async function problemsOf(filename: string): Promise<unknown[]> {
  const store = await openStore({ filename, readOnly: true });
  try {
    return (await audit(store, { at: () => {} })).problems;
  } finally {
    await store.close();
  }
}
