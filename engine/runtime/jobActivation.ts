// Jobs handed to workers under a lease whose epoch is checked when they come back.
import { EventEmitter } from 'node:events';
import type { Event, Variables } from '../core/index.ts';
import type { BusMessage } from '../store/bus.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import type { ActivatedJob, Engine } from './engine.ts';
import type { Work } from './work.ts';

type Request = Parameters<Engine['activateJobs']>[0];

export interface JobActivation {
  activate: Engine['activateJobs'];
  /** After a commit: wakes waiting workers whose jobs may be available. */
  committed(events: Event[]): void;
  /** Another node has created jobs, or knows of some. */
  heard(news: Pick<BusMessage, 'jobs' | 'anyJob'>): void;
  /** Refuses work for a job whose lease is another's. */
  guard(key: number, epoch: number | undefined): Pick<Work, 'guard'>;
  /** Answers waiting workers, and from now on at once. */
  close(): void;
}

export interface JobActivationOptions {
  store: OpenStore;
  /** Milliseconds after which waiting workers look without having heard anything. Default 1000. */
  lookAgain?: number;
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

/** A back-off or a lease that ends tells nobody: waiting workers look again after so many milliseconds. */
const LOOK_AGAIN = 1_000;
const EVERYONE = 'everyone';

export function createJobActivation(options: JobActivationOptions): JobActivation {
  const { store, now, visibleVariables, lookAgain = LOOK_AGAIN } = options;
  const { tenant } = store;
  const signals = new EventEmitter();
  signals.setMaxListeners(0);
  let closed = false;

  return {
    async activate(request) {
      // A worker waits by the real clock, whatever the engine's says.
      const until = performance.now() + (request.requestTimeout ?? 0);
      for (;;) {
        // Listening before looking: a job created in between is not missed.
        const wait = listen(request.type);
        try {
          const jobs = closed ? [] : await lease(request);
          const left = until - performance.now();
          if (jobs.length > 0 || left <= 0 || closed) return jobs;
          await wait.for(Math.min(left, lookAgain));
        } finally {
          wait.stop();
        }
      }
    },
    committed(events) {
      let maybe = false;
      for (const event of events) {
        if (event.type === 'jobCreated') signals.emit(`type ${event.jobType}`);
        maybe ||= event.type === 'jobUpdated' || event.type === 'jobFailed';
      }
      if (maybe) signals.emit(EVERYONE);
    },
    heard({ jobs, anyJob }) {
      for (const type of jobs ?? []) signals.emit(`type ${type}`);
      if (anyJob || !jobs) signals.emit(EVERYONE);
    },
    guard(key, epoch) {
      if (epoch === undefined) return {};
      return {
        async guard({ db }) {
          // Nobody leases it anew before this is committed.
          const row = await db('cauce_jobs').where({ tenant_id: tenant, key }).forUpdate().first('epoch');
          return row && row.epoch !== epoch
            ? { code: 'JOB_LEASE_LOST', values: { key: String(key) } }
            : undefined;
        },
      };
    },
    close() {
      closed = true;
      signals.emit(EVERYONE);
    },
  };

  function listen(type: string): { for(ms: number): Promise<void>; stop(): void } {
    let wake = () => {};
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    signals.on(`type ${type}`, wake).on(EVERYONE, wake);
    let timer: NodeJS.Timeout | undefined;
    return {
      for(ms) {
        timer = setTimeout(wake, ms);
        return woken;
      },
      stop() {
        clearTimeout(timer);
        signals.off(`type ${type}`, wake).off(EVERYONE, wake);
      },
    };
  }

  async function lease(request: Request): Promise<ActivatedJob[]> {
    const at = now();
    if (!(await available(store.reader, request.type, at).first('key'))) return [];
    const leasedUntil = at + request.timeout;
    const rows = await transaction(async (db) => {
      const first = available(db, request.type, at).orderBy('key').limit(request.maxJobsToActivate);
      // What another node is just leasing is its own.
      const found = (await (store.shared ? first.forUpdate().skipLocked() : first)) as JobRow[];
      const keys = found.map(({ key }) => key);
      if (keys.length > 0)
        await db('cauce_jobs')
          .whereIn('key', keys)
          .update({ worker: request.worker, leased_until: leasedUntil, epoch: db.raw('epoch + 1') });
      return found;
    });
    return Promise.all(rows.map((row) => activated(row, request, leasedUntil)));
  }

  function transaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return store.shared ? store.writeGroup({ instances: [], routed: [] }, work) : store.write(work);
  }

  function available(db: Db, type: string, at: number) {
    return (
      db('cauce_jobs')
        .where({ tenant_id: tenant, type })
        // Word for word the condition of the index of waiting jobs, which holds them in their order.
        .whereRaw("state IN ('CREATED', 'FAILED') AND retries > 0")
        // What nobody has failed yet is there, though the history of its instance be ahead of a clock that went back.
        .where((query) => query.where('state', 'CREATED').orWhere('available_at', '<=', at))
        .where((query) => query.whereNull('leased_until').orWhere('leased_until', '<=', at))
    );
  }

  async function activated(row: JobRow, request: Request, leasedUntil: number): Promise<ActivatedJob> {
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
