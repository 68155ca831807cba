// `two-nodes`: two real servers on one PostgreSQL; nodes killed, stopped and gone on, the database restarted, under load.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../harness/postgres/server.ts';
import { startLoad } from './caseLoad.ts';
import { createFailover } from './failover.ts';
import { judge } from './judge.ts';
import { startServer, verifyDatabase } from './serverProcess.ts';
import { serviceToken } from './serviceToken.ts';
import type { Torture, TortureReport } from './torture.ts';
import { createTwoServers } from './twoServers.ts';

const processes = fileURLToPath(new URL('process', import.meta.url));
/** How long cases may take to come to their end when nothing is done to anybody any more. */
const PATIENCE = 180_000;

type Fault = 'kill' | 'stop' | 'postgres' | 'powerCut';
/** One restart of the database for three faults of nodes. */
const FAULTS: Fault[] = ['kill', 'stop', 'kill', 'postgres', 'stop', 'kill', 'stop', 'powerCut'];

export const torture: Torture = {
  summary: 'two nodes on one PostgreSQL: SIGKILL, SIGSTOP and restarts of the database under load',
  /** `leases`: of how many another node has to carry on the first job within. */
  options: { minutes: 60, clients: 8, lease: 10_000, leases: 2 },
  async run({ minutes = 1, clients = 8, lease = 10_000, leases = 2 }, progress) {
    process.env.CAUCE_MASTER_KEY = randomBytes(32).toString('base64');
    const postgres = await startPostgres({ durable: true });
    try {
      return await tortured(postgres, { minutes, clients, lease, leases }, progress);
    } finally {
      await postgres.remove();
    }
  },
};

/** With what the server wrote about it. */
function explained(refused: string, complaints: string): string {
  const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(refused)?.[0];
  const at = id === undefined ? -1 : complaints.indexOf(id);
  return at < 0 ? refused : `${refused}: ${complaints.slice(at, at + 1_500)}`;
}

async function tortured(
  postgres: Awaited<ReturnType<typeof startPostgres>>,
  { minutes, clients, lease, leases }: { minutes: number; clients: number; lease: number; leases: number },
  progress: (line: string) => void,
): Promise<TortureReport> {
  const database = postgres.url('postgres');
  const token = await serviceToken(database);
  const env = { NODE_LEASE_MS: String(lease) };
  const servers = await createTwoServers(() => startServer({ database, processes, env }));
  const failover = createFailover(database);
  const load = startLoad(servers.address, token, clients);
  const faults: { [fault in Fault]: number } = { kill: 0, stop: 0, postgres: 0, powerCut: 0 };
  const wrong: string[] = [];
  let cycles = 0;
  try {
    const until = performance.now() + minutes * 60_000;
    while (performance.now() < until) {
      const fault = FAULTS[cycles % FAULTS.length] as Fault;
      cycles += 1;
      faults[fault] += 1;
      if (fault === 'postgres' || fault === 'powerCut') await restart(fault);
      else await harm(fault);
      progress(`${cycles} faults, ${load.records.length} cases, ${failover.times.length} failovers`);
      await sleep(Math.random() * lease);
    }
    if (!(await load.drain(PATIENCE))) wrong.push(`Cases stood still after ${cycles} faults`);
    await servers.stop();
    const verified = await verifyDatabase(database);
    if (!verified.ok) wrong.push(`verify: ${JSON.stringify(verified.problems).slice(0, 500)}`);
    const judged = await judge(database, load.records);
    const slow = failover.times.filter((ms) => ms > leases * lease);
    wrong.push(...slow.map((ms) => `The first job was carried on only after ${Math.round(ms)} ms`));
    wrong.push(...load.refused.map((refused) => explained(refused, servers.complaints())), ...judged.wrong);
    const figures = {
      cycles,
      ...faults,
      requests: load.requests,
      cases: load.records.length,
      acknowledged: judged.acknowledged,
      ...failover.figures(),
    };
    return { figures, lost: judged.lost, doubled: judged.doubled, wrong };
  } finally {
    await Promise.all([servers.kill(), load.stop(), failover.close()]);
  }

  /** A node dies or stands still while it holds a job, where it can be caught so; it comes back after one to two leases. */
  async function harm(fault: 'kill' | 'stop'): Promise<void> {
    const victim = Math.random() < 0.5 ? 0 : 1;
    const server = servers.at(victim);
    const held = await failover.catchWithJob(server.url, () => servers.silence(victim, fault));
    const away = sleep(lease * (1 + Math.random()));
    await Promise.all([failover.carriedOn(held, 2 * leases * lease), away]);
    await servers.bringBack(victim, fault);
  }

  async function restart(fault: 'postgres' | 'powerCut'): Promise<void> {
    await postgres.stop(fault === 'postgres' ? 'fast' : 'immediate');
    await sleep(Math.random() * 2_000);
    await postgres.start();
    // Nobody is found dead for what the database did.
    await sleep(lease);
  }
}
