// Leases where several nodes hand out the jobs of one store: each locks what it leases and skips what another has locked.
import type { OpenStore } from '../store/openStore.ts';
import { availableJobs, type JobLeases, type JobRow, jobColumns, refuseOtherEpoch } from './jobLeases.ts';

export function createLeasesAmongNodes(store: OpenStore): JobLeases {
  const { tenant } = store;
  return {
    async take({ type, worker, maxJobsToActivate }, at, until) {
      if (!(await availableJobs(store.reader, tenant, type, at).first('key'))) return [];
      return store.writeGroup({ instances: [], routed: [] }, async (db) => {
        const first = availableJobs(db, tenant, type, at).limit(maxJobsToActivate).select(jobColumns);
        // What another node is just leasing is its own.
        const found = (await first.forUpdate().skipLocked()) as JobRow[];
        const keys = found.map(({ key }) => key);
        if (keys.length > 0)
          await db('cauce_jobs')
            .whereIn('key', keys)
            .update({ worker, leased_until: until, epoch: db.raw('epoch + 1') });
        return found;
      });
    },
    guard: (key, epoch) => ({ guard: ({ db }) => refuseOtherEpoch({ store, db }, key, epoch) }),
    committed() {},
  };
}
