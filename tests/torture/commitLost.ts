// `commit-lost`: the connection to PostgreSQL ends around COMMIT, so that a node cannot know whether it was: it must find
// out, and answer truthfully or do it again without doubling.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../harness/postgres/server.ts';
import { startLoad } from './caseLoad.ts';
import { startCommitProxy } from './commitProxy.ts';
import { judge } from './judge.ts';
import { startServer, verifyDatabase } from './serverProcess.ts';
import { serviceToken } from './serviceToken.ts';
import type { Torture, TortureReport } from './torture.ts';

const processes = fileURLToPath(new URL('process', import.meta.url));
const PATIENCE = 120_000;
/** Milliseconds between two cuts. */
const BETWEEN = 150;

export const torture: Torture = {
  summary: 'replies to COMMIT cut by a TCP proxy before PostgreSQL, before and after it committed',
  options: { cuts: 300, clients: 6 },
  async run({ cuts = 1, clients = 6 }, progress) {
    process.env.CAUCE_MASTER_KEY ??= randomBytes(32).toString('base64');
    const postgres = await startPostgres({ durable: true });
    try {
      return await tortured(postgres.url('postgres'), { cuts, clients }, progress);
    } finally {
      await postgres.remove();
    }
  },
};

async function tortured(
  direct: string,
  { cuts, clients }: { cuts: number; clients: number },
  progress: (line: string) => void,
): Promise<TortureReport> {
  const token = await serviceToken(direct);
  const address = new URL(direct);
  const proxy = await startCommitProxy(address.hostname, Number(address.port));
  address.hostname = '127.0.0.1';
  address.port = String(proxy.port);
  const server = await startServer({ database: address.href, processes });
  const load = startLoad(async () => server.url, token, clients);
  const wrong: string[] = [];
  try {
    let told = 0;
    for (let done = 0, last = performance.now(); done < cuts; ) {
      // Most of what is committed besides is missed by nobody; what people asked for is.
      proxy.arm(done % 3 === 0 ? 'before' : 'after', done % 4 === 3 ? 'anything' : 'journal');
      await sleep(BETWEEN);
      const now = proxy.cuts.before + proxy.cuts.after;
      if (now > done) last = performance.now();
      done = now;
      if (performance.now() - last > PATIENCE) {
        wrong.push(`Nothing was committed any more after ${done} cuts: ${server.complaints().slice(-1_000)}`);
        break;
      }
      if (done >= told + 25) {
        told = done;
        progress(`${done} of ${cuts} cuts`);
      }
    }
    if (!(await load.drain(PATIENCE))) wrong.push('Cases stood still when nothing was cut any more');
    await server.stop();
    const verified = await verifyDatabase(direct);
    if (!verified.ok) wrong.push(`verify: ${JSON.stringify(verified.problems).slice(0, 500)}`);
    const judged = await judge(direct, load.records);
    wrong.push(...load.refused, ...judged.wrong);
    if (wrong.length > 0) wrong.unshift(`The server said: ${server.complaints().slice(-2_000)}`);
    const figures = {
      commits: proxy.commits,
      cutBefore: proxy.cuts.before,
      cutAfter: proxy.cuts.after,
      requests: load.requests,
      cases: load.records.length,
      acknowledged: judged.acknowledged,
    };
    return { figures, lost: judged.lost, doubled: judged.doubled, wrong };
  } finally {
    await load.stop();
    await server.kill();
    await proxy.close();
  }
}
