// Jobs handed to workers under a lease whose epoch is checked when they come back.
import { EventEmitter } from 'node:events';
import type { Event, Variables } from '../core/index.ts';
import type { BusMessage } from '../store/bus.ts';
import type { ActivatedJob, Engine } from './engine.ts';
import {
  giveBack,
  type JobLeases,
  type JobLeasesOptions,
  type JobRequest,
  type JobRow,
} from './jobLeases.ts';
import { createLeasesAlone } from './jobLeasesAlone.ts';
import { createLeasesAmongNodes } from './jobLeasesAmongNodes.ts';

export interface JobActivation {
  activate: Engine['activateJobs'];
  /** After a commit: wakes waiting workers whose jobs may be available. */
  committed(events: Event[]): void;
  /** Another node has created jobs, or knows of some. */
  heard(news: Pick<BusMessage, 'jobs' | 'anyJob'>): void;
  /** Refuses work for a job whose lease is another's. */
  guard(key: number, epoch: number | undefined): ReturnType<JobLeases['guard']>;
  /** Answers waiting workers, and from now on at once. */
  close(): void;
}

export interface JobActivationOptions extends JobLeasesOptions {
  /** Milliseconds after which waiting workers look without having heard anything. Default 1000. */
  lookAgain?: number;
  now(): number;
  visibleVariables(instanceKey: number, elementInstanceKey: number): Promise<Variables>;
  /** Tells workers that wait at other nodes. */
  tell(news: Pick<BusMessage, 'jobs'>): void;
}

/** A back-off or a lease that ends tells nobody: waiting workers look again after so many milliseconds. */
const LOOK_AGAIN = 1_000;
const EVERYONE = 'everyone';

export function createJobActivation(options: JobActivationOptions): JobActivation {
  const { store, now, visibleVariables, tell, lookAgain = LOOK_AGAIN } = options;
  const leases = store.shared ? createLeasesAmongNodes(store) : createLeasesAlone(options);
  const signals = new EventEmitter();
  signals.setMaxListeners(0);
  let closed = false;

  return {
    async activate(request) {
      // A worker waits by the real clock, whatever the engine's says.
      const until = performance.now() + (request.requestTimeout ?? 0);
      const { type, signal } = request;
      const isOver = () => closed || signal?.aborted === true;
      for (;;) {
        // Listening before looking: a job created in between is not missed.
        const wait = listen(type, signal);
        try {
          const jobs = isOver() ? [] : await lease(request);
          const left = until - performance.now();
          if (jobs.length > 0 || left <= 0 || isOver()) return jobs;
          await wait.for(Math.min(left, lookAgain));
        } finally {
          wait.stop();
        }
      }
    },
    committed(events) {
      leases.committed(events);
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
    guard: (key, epoch) => (epoch === undefined ? {} : leases.guard(key, epoch)),
    close() {
      closed = true;
      signals.emit(EVERYONE);
    },
  };

  function listen(type: string, signal?: AbortSignal): { for(ms: number): Promise<void>; stop(): void } {
    let wake = () => {};
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    signals.on(`type ${type}`, wake).on(EVERYONE, wake);
    signal?.addEventListener('abort', wake);
    let timer: NodeJS.Timeout | undefined;
    return {
      for(ms) {
        timer = setTimeout(wake, ms);
        return woken;
      },
      stop() {
        clearTimeout(timer);
        signals.off(`type ${type}`, wake).off(EVERYONE, wake);
        signal?.removeEventListener('abort', wake);
      },
    };
  }

  async function lease(request: JobRequest): Promise<ActivatedJob[]> {
    const at = now();
    const leasedUntil = at + request.timeout;
    const rows = await leases.take(request, at, leasedUntil);
    const jobs = await Promise.all(rows.map((row) => activated(row, request, leasedUntil)));
    if (jobs.length === 0 || !request.signal?.aborted) return jobs;
    // Whoever asked went away meanwhile: nobody would work on them until the lease ends.
    await giveBack(store, rows);
    signals.emit(`type ${request.type}`);
    tell({ jobs: [request.type] });
    return [];
  }

  async function activated(row: JobRow, request: JobRequest, leasedUntil: number): Promise<ActivatedJob> {
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
