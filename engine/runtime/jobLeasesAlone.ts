// Leases where this node alone hands out jobs: they are chosen by reading, and written with the group that is committed
// next, so that a lease costs no transaction of its own.
import { dialectOf } from '../store/dialects/dialectOf.ts';
import {
  availableJobs,
  type JobLeases,
  type JobLeasesOptions,
  type JobRow,
  leaseLost,
  refuseOtherEpoch,
} from './jobLeases.ts';

export function createLeasesAlone({ store, lease }: JobLeasesOptions): JobLeases {
  const { reader, tenant } = store;
  /** Chosen, and not committed yet. */
  const leasing = new Set<number>();
  /** Committed while somebody was choosing, who may not see it yet. */
  const justLeased = new Set<number>();
  /** Of the jobs that were leased since the start and are not over. */
  const epochs = new Map<number, number>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after another: whoever chooses sees every lease but those in the two sets. */
  function choose(type: string, most: number, at: number): Promise<JobRow[]> {
    const mine = last.then(() => free(type, most, at));
    last = mine.catch(() => {});
    return mine;
  }

  async function free(type: string, most: number, at: number): Promise<JobRow[]> {
    for (;;) {
      justLeased.clear();
      const rows = (await availableJobs(reader, tenant, type, at).limit(most + leasing.size)) as JobRow[];
      const chosen = rows.filter(({ key }) => !leasing.has(key) && !justLeased.has(key)).slice(0, most);
      // Others may lie behind those that were leased meanwhile.
      if (chosen.length === 0 && rows.some(({ key }) => justLeased.has(key))) continue;
      for (const { key, epoch } of chosen) {
        leasing.add(key);
        // From here on what the worker before answers comes too late.
        epochs.set(key, epoch + 1);
      }
      return chosen;
    }
  }

  /** Epochs of those that the lease found as they had been chosen: others were over by then, or leased for longer. */
  async function heldOf(keys: number[], worker: string, until: number): Promise<Map<number, number>> {
    const rows: { key: number; epoch: number }[] = await reader('cauce_jobs')
      .whereRaw(`key IN (${dialectOf(reader).values('number')})`, [JSON.stringify(keys)])
      .where({ worker, leased_until: until })
      .select('key', 'epoch');
    return new Map(rows.map(({ key, epoch }) => [key, epoch]));
  }

  return {
    async take({ type, worker, maxJobsToActivate }, at, until) {
      const rows = await choose(type, maxJobsToActivate, at);
      if (rows.length === 0) return rows;
      const keys = rows.map(({ key }) => key);
      let held: ReadonlyMap<number, number> = new Map();
      try {
        await lease({ kind: 'lease', jobs: keys, worker, at, until });
        held = await heldOf(keys, worker, until);
      } finally {
        for (const { key, epoch } of rows) {
          leasing.delete(key);
          justLeased.add(key);
          if (held.get(key) !== epoch + 1) epochs.delete(key);
        }
      }
      return rows.filter(({ key, epoch }) => held.get(key) === epoch + 1);
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
