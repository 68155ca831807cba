// Jobs handed to workers under a lease whose epoch is checked when they come back.
import { EventEmitter, once } from 'node:events';
import type { Variables } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { ActivatedJob, Engine, Rejection } from './engine.ts';

export interface JobActivation {
  activate: Engine['activateJobs'];
  /** Tells waiting workers that jobs of these types may be available. */
  created(types: Iterable<string>): void;
  /** Refuses work for a job whose lease is another's. */
  guard(key: number, epoch: number | undefined): () => Promise<Rejection | undefined>;
  close(): void;
}

export interface JobActivationOptions {
  store: OpenStore;
  now(): number;
  visibleVariables(instanceKey: number, elementInstanceKey: number): Promise<Variables>;
}

interface JobRow {
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

export function createJobActivation({ store, now, visibleVariables }: JobActivationOptions): JobActivation {
  const { tenant } = store;
  const signals = new EventEmitter();
  signals.setMaxListeners(0);

  return {
    async activate(request) {
      const until = now() + (request.requestTimeout ?? 0);
      for (;;) {
        const jobs = await lease(request);
        const left = until - now();
        if (jobs.length > 0 || left <= 0) return jobs;
        await newJobs(request.type, left);
      }
    },
    created(types) {
      for (const type of types) signals.emit(type);
    },
    guard: (key, epoch) => async () => {
      if (epoch === undefined) return undefined;
      const row = await store.find('jobs', { key });
      return row && row.epoch !== epoch
        ? { code: 'JOB_LEASE_LOST', values: { key: String(key) } }
        : undefined;
    },
    close: () => void signals.emit('close'),
  };

  /** A lost wake-up, or a back-off that ends, is found by looking again every second. */
  async function newJobs(type: string, ms: number): Promise<void> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), Math.min(ms, 1_000));
    try {
      await Promise.race([once(signals, type, stop), once(signals, 'close', stop)]);
    } catch {
      // The wait ended without a signal.
    } finally {
      clearTimeout(timer);
      stop.abort();
    }
  }

  async function lease(request: Parameters<Engine['activateJobs']>[0]): Promise<ActivatedJob[]> {
    const at = now();
    if (!(await available(store.reader, request.type, at).first('key'))) return [];
    const leasedUntil = at + request.timeout;
    const rows = await store.write(async (db) => {
      const found = (await available(db, request.type, at)
        .orderBy('key')
        .limit(request.maxJobsToActivate)) as JobRow[];
      if (found.length > 0)
        await db('cauce_jobs')
          .whereIn(
            'key',
            found.map(({ key }) => key),
          )
          .update({ worker: request.worker, leased_until: leasedUntil, epoch: db.raw('epoch + 1') });
      return found;
    });
    return Promise.all(rows.map((row) => activated(row, request, leasedUntil)));
  }

  function available(db: import('knex').Knex, type: string, at: number) {
    return db('cauce_jobs')
      .where({ tenant_id: tenant, type })
      .whereIn('state', ['CREATED', 'FAILED'])
      .where('retries', '>', 0)
      .where('available_at', '<=', at)
      .where((query) => query.whereNull('leased_until').orWhere('leased_until', '<=', at));
  }

  async function activated(
    row: JobRow,
    request: Parameters<Engine['activateJobs']>[0],
    leasedUntil: number,
  ): Promise<ActivatedJob> {
    const variables = await visibleVariables(row.instance_key, row.element_instance_key);
    const wanted = request.fetchVariable;
    return {
      key: row.key,
      type: row.type,
      instanceKey: row.instance_key,
      rootKey: row.root_key,
      definitionKey: row.definition_key,
      processId: row.process_id,
      version: row.version,
      elementId: row.element_id,
      elementInstanceKey: row.element_instance_key,
      headers: JSON.parse(row.headers) as { [name: string]: string },
      variables: wanted?.length
        ? Object.fromEntries(Object.entries(variables).filter(([name]) => wanted.includes(name)))
        : variables,
      retries: row.retries,
      worker: request.worker,
      leasedUntil,
      epoch: row.epoch + 1,
    };
  }
}
