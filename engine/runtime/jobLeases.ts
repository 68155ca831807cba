// Leases of jobs: which are there to be worked on, and what a lease is.
import type { Event } from '../core/index.ts';
import { dialectOf } from '../store/dialects/dialectOf.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import type { Engine, Rejection } from './engine.ts';
import type { Lease, Work } from './work.ts';

export type JobRequest = Parameters<Engine['activateJobs']>[0];

/** A job as it was before it was leased: the lease has the epoch after. */
export interface JobRow {
  key: number;
  instance_key: number;
  root_key: number;
  definition_key: number;
  process_id: string;
  version: number;
  element_id: string;
  element_instance_key: number;
  type: string;
  headers: string;
  retries: number;
  epoch: number;
}

/** What of a job's row its worker is told. */
export const jobColumns = [
  'key',
  'instance_key',
  'root_key',
  'definition_key',
  'process_id',
  'version',
  'element_id',
  'element_instance_key',
  'type',
  'headers',
  'retries',
  'epoch',
] satisfies (keyof JobRow)[];

export interface JobLeases {
  /** Leases what is there until `until`, epoch milliseconds; committed when it resolves. */
  take(request: JobRequest, at: number, until: number): Promise<JobRow[]>;
  /** Refuses work for a job whose lease is another's. */
  guard(key: number, epoch: number): Pick<Work, 'guard' | 'guardsInMemory'>;
  /** After a commit. */
  committed(events: readonly Event[]): void;
}

export interface JobLeasesOptions {
  store: OpenStore;
  /** Writes a lease with the next group; resolves when it is committed. */
  lease(lease: Lease): Promise<void>;
}

/** Of one type, in their order. */
export function availableJobs(db: Db, tenant: string, type: string, at: number) {
  return (
    db('cauce_jobs')
      .where({ tenant_id: tenant, type })
      // Word for word the condition of the index of waiting jobs, which holds them in their order.
      .whereRaw("state IN ('CREATED', 'FAILED') AND retries > 0")
      // What nobody has failed yet is there, though the history of its instance be ahead of a clock that went back.
      .where((query) => query.where('state', 'CREATED').orWhere('available_at', '<=', at))
      .where((query) => query.whereNull('leased_until').orWhere('leased_until', '<=', at))
      .orderBy('key')
  );
}

/** Ends leases that reached nobody. A job that was leased anew since has another epoch, and stays whose it is. */
export async function giveBack(store: OpenStore, rows: readonly JobRow[]): Promise<void> {
  const items = dialectOf(store.reader).items({ key: 'number', epoch: 'number' });
  const sql = `UPDATE cauce_jobs SET worker = NULL, leased_until = NULL FROM ${items} AS j
    WHERE cauce_jobs.tenant_id = ? AND cauce_jobs.key = j.key AND cauce_jobs.epoch = j.epoch`;
  const leased = JSON.stringify(rows.map(({ key, epoch }) => [key, epoch + 1]));
  await store.writeGroup({ instances: [], routed: [] }, (db) => db.raw(sql, [leased, store.tenant]));
}

/** Refuses where the job's epoch, if it has any, is not the one that was leased. */
export async function refuseOtherEpoch(
  { store: { tenant }, db }: { store: OpenStore; db: Db },
  key: number,
  epoch: number,
): Promise<Rejection | undefined> {
  // Nobody leases it anew before this is committed.
  const row = await db('cauce_jobs').where({ tenant_id: tenant, key }).forUpdate().first('epoch');
  return row && row.epoch !== epoch ? leaseLost(key) : undefined;
}

export function leaseLost(key: number): Rejection {
  return { code: 'JOB_LEASE_LOST', values: { key: String(key) } };
}
