// How long it takes until the others carry on what a dead or silent node had in its hands: read from the database itself.

import { setTimeout as sleep } from 'node:timers/promises';
import knex from 'knex';
import { workerOf } from '../../engine/runtime/cluster.ts';

/** Jobs that a node's own workers held when it fell silent. */
export interface Held {
  jobs: number[];
  since: number;
}

export interface Failover {
  /** Milliseconds from each silence to the first of its jobs that another node completed. */
  times: number[];
  /** Waits for an instant at which that server holds a job, and silences it then; after a while also without one. */
  catchWithJob(url: string, silence: () => Promise<void>): Promise<Held>;
  /** Takes the time until the first of them is completed; at most `ms`. */
  carriedOn(held: Held, ms: number): Promise<void>;
  figures(): { [name: string]: number };
  close(): Promise<void>;
}

const CATCHING = 5_000;

export function createFailover(database: string): Failover {
  const db = knex({ client: 'pg', connection: database, pool: { min: 0, max: 2 } });
  const times: number[] = [];

  return {
    times,
    async catchWithJob(url, silence) {
      const worker = await workerAt(new URL(url).port);
      const until = performance.now() + CATCHING;
      while (performance.now() < until && (await heldBy(worker)).length === 0) await sleep(1);
      await silence();
      const since = performance.now();
      return { jobs: await heldBy(worker), since };
    },
    async carriedOn({ jobs, since }, ms) {
      if (jobs.length === 0) return;
      for (;;) {
        const row = await db('cauce_jobs').whereIn('key', jobs).where({ state: 'COMPLETED' }).first('key');
        const took = performance.now() - since;
        if (row || took > ms) {
          times.push(took);
          return;
        }
        await sleep(10);
      }
    },
    figures() {
      const sorted = times.toSorted((one, other) => one - other).map(Math.round);
      const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
      return { failovers: sorted.length, failoverMs: middle, slowestFailoverMs: sorted.at(-1) ?? 0 };
    },
    close: () => db.destroy(),
  };

  async function workerAt(port: string): Promise<string> {
    const row = await db('cauce_nodes').where({ port }).orderBy('heartbeat_at', 'desc').first('id');
    return workerOf(row?.id ?? 'nobody');
  }

  async function heldBy(worker: string): Promise<number[]> {
    const rows = await db('cauce_jobs')
      .where({ worker })
      .whereIn('state', ['CREATED', 'FAILED'])
      .whereNotNull('leased_until')
      .select('key');
    return rows.map(({ key }) => key);
  }
}
