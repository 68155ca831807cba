// Jobs handed to workers, written with a commit.
import type { Statement } from './writeSet.ts';

export interface JobLease {
  jobs: readonly number[];
  worker: string;
  /** Both epoch milliseconds. */
  at: number;
  until: number;
}

/** After the tables: what the same commit ends, or leaves without retries, is handed to nobody. */
export const leaseJob: Statement = {
  order: 1,
  sql: ({ items }) =>
    `UPDATE cauce_jobs SET worker = j.worker, leased_until = j.until, epoch = cauce_jobs.epoch + 1
     FROM ${items({ key: 'number', worker: 'text', at: 'number', until: 'number' })} AS j
     WHERE cauce_jobs.key = j.key AND cauce_jobs.state IN ('CREATED', 'FAILED') AND cauce_jobs.retries > 0
     AND (cauce_jobs.leased_until IS NULL OR cauce_jobs.leased_until <= j.at)`,
};
