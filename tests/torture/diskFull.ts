// `disk-full`: the disk fills up under load and has space again, time after time: the server is read-only meanwhile,
// says so within a second, goes on with what needs no record, and resumes by itself.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startLoad } from './caseLoad.ts';
import { type Answers, askEverything } from './disk/answers.ts';
import { smallDisk } from './disk/smallDisk.ts';
import { judge } from './judge.ts';
import { startServer, verifyDatabase } from './serverProcess.ts';
import { peopleOf } from './serviceToken.ts';
import type { Torture, TortureReport } from './torture.ts';

/** How often `/ready` is asked. */
const ASK = 50;
/** A slow machine must not be taken for a server that never says it. */
const PATIENCE = 60_000;
/** What is small may still find room in the log that is there; nothing is answered but done or refused. */
const FULL: Answers = {
  large: [503],
  ready: [503],
  health: [200],
  case: [200, 503],
  task: [204, 503],
  start: [200, 503],
  lists: [200],
};
const FREE: Answers = {
  large: [200, 503],
  ready: [200],
  health: [200],
  case: [200],
  // Done already where there was room for it.
  task: [204, 404, 409],
  start: [200],
  lists: [200],
};

const processes = fileURLToPath(new URL('process', import.meta.url));

export const torture: Torture = {
  summary: 'a disk of 8 MB fills up under load and has space again: read-only meanwhile, nothing lost',
  options: { cycles: 3, megabytes: 8, clients: 2 },
  async run({ cycles = 1, megabytes = 8, clients = 4 }, progress) {
    const above = await mkdtemp(join(tmpdir(), 'cauce-disk-'));
    const disk = smallDisk(join(above, 'disk'), megabytes);
    const database = join(disk.folder, 'cauce.db');
    const report: TortureReport = { figures: {}, lost: [], doubled: [], wrong: [] };
    const { service, person } = await peopleOf(database);
    const server = await startServer({ database, processes });
    const load = startLoad(async () => server.url, service, clients);
    const times = { full: [] as number[], free: [] as number[] };
    try {
      for (let cycle = 1; cycle <= cycles; cycle++) {
        await sleep(500);
        const asked = await askEverything(server.url, person, service);
        disk.fill(server.pid);
        times.full.push(await untilReadyIs(server.url, 503));
        await asked.compare(FULL, `cycle ${cycle}, full`, report.wrong);
        disk.free(server.pid);
        times.free.push(await untilReadyIs(server.url, 200));
        await asked.compare(FREE, `cycle ${cycle}, free again`, report.wrong);
        progress(`${cycle} of ${cycles}`);
      }
      if (!(await load.drain(PATIENCE))) report.wrong.push('Cases stood still though there was space');
      const code = await server.stop();
      if (code !== 0) report.wrong.push(`The server ended with ${code}`);
      const verified = await verifyDatabase(database);
      if (!verified.ok) report.wrong.push(`verify: ${JSON.stringify(verified.problems).slice(0, 500)}`);
      const judged = await judge(database, load.records);
      report.lost.push(...judged.lost);
      report.doubled.push(...judged.doubled);
      report.wrong.push(...load.refused, ...judged.wrong);
      report.figures = {
        disk: disk.kind,
        cycles,
        requests: load.requests,
        cases: load.records.length,
        acknowledged: judged.acknowledged,
        slowestToFull: Math.max(...times.full),
        slowestToFree: Math.max(...times.free),
      };
      return report;
    } finally {
      await load.stop();
      await server.kill();
      disk.remove();
      await rm(above, { recursive: true });
    }
  },
};

/** Milliseconds until `/ready` answers so. */
async function untilReadyIs(url: string, status: number): Promise<number> {
  const started = performance.now();
  for (;;) {
    const answered = await fetch(`${url}/ready`);
    await answered.arrayBuffer();
    const passed = Math.round(performance.now() - started);
    if (answered.status === status) return passed;
    if (passed > PATIENCE) throw new Error(`Expected /ready to be ${status} but it is ${answered.status}`);
    await sleep(ASK);
  }
}
