// Leases where this node alone hands out jobs: they are chosen by reading, and written with the group that is committed
// next, so that a lease costs no transaction of its own.
import { dialectOf } from '../store/dialects/dialectOf.ts';
import {
  availableJobs,
  type JobLeases,
  type JobLeasesOptions,
  type JobRow,
  jobColumns,
  leaseLost,
  refuseOtherEpoch,
} from './jobLeases.ts';

export function createLeasesAlone({ store, lease }: JobLeasesOptions): JobLeases {
  const { reader, tenant } = store;
  const dialect = dialectOf(reader);
  /** Chosen, and not committed yet. */
  const leasing = new Set<number>();
  /** Of the jobs that were leased since the start and are not over. */
  const epochs = new Map<number, number>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after another: whoever chooses sees every lease, or passes over it as one of `leasing`. */
  function choose(type: string, most: number, at: number): Promise<JobRow[]> {
    const mine = last.then(() => free(type, most, at));
    last = mine.catch(() => {});
    return mine;
  }

  async function free(type: string, most: number, at: number): Promise<JobRow[]> {
    const chosen: JobRow[] = await availableJobs(reader, tenant, type, at)
      .whereRaw(`key NOT IN (${dialect.values('number')})`, [JSON.stringify([...leasing])])
      .limit(most)
      .select(jobColumns);
    for (const { key, epoch } of chosen) {
      leasing.add(key);
      // From here on what the worker before answers comes too late.
      epochs.set(key, epoch + 1);
    }
    return chosen;
  }

  /** Those that the lease did not find as they had been chosen: over by then, or leased for longer. */
  async function missed(rows: JobRow[], worker: string, until: number): Promise<ReadonlySet<number>> {
    const leased = JSON.stringify(rows.map(({ key, epoch }) => [key, epoch + 1]));
    const found: { key: number }[] = await reader
      .select('j.key')
      .from(reader.raw(`${dialect.items({ key: 'number', epoch: 'number' })} AS j`, [leased]))
      .whereNotExists((held) =>
        held
          .from('cauce_jobs')
          .whereRaw('cauce_jobs.key = j.key AND cauce_jobs.epoch = j.epoch')
          .where({ worker, leased_until: until }),
      );
    return new Set(found.map(({ key }) => key));
  }

  return {
    async take({ type, worker, maxJobsToActivate }, at, until) {
      const rows = await choose(type, maxJobsToActivate, at);
      if (rows.length === 0) return rows;
      let lost: ReadonlySet<number> | undefined;
      try {
        await lease({ kind: 'lease', jobs: rows.map(({ key }) => key), worker, at, until });
        lost = await missed(rows, worker, until);
      } finally {
        for (const { key } of rows) {
          leasing.delete(key);
          if (!lost || lost.has(key)) epochs.delete(key);
        }
      }
      return rows.filter(({ key }) => !lost.has(key));
    },
    guard(key, epoch) {
      // What was leased before the start is known by its row only.
      if (!epochs.has(key)) return { guard: ({ db }) => refuseOtherEpoch({ store, db }, key, epoch) };
      return {
        guardsInMemory: true,
        guard: async () => (epochs.has(key) && epochs.get(key) !== epoch ? leaseLost(key) : undefined),
      };
    },
    committed(events) {
      for (const event of events)
        if (event.type === 'jobCompleted' || event.type === 'jobCanceled') epochs.delete(event.key);
    },
  };
}
