// Runs the configured connectors on the engine's jobs: a bounded number at once, each under a lease, retried with back-off.
import { createBell } from './bell.ts';
import type { Connector } from './connector.ts';
import { connectors } from './connectors/index.ts';
import { failure, runJob } from './runJob.ts';
import type { WorkerOptions } from './workerOptions.ts';

export type { JobSource, WorkerOptions } from './workerOptions.ts';

export interface Worker {
  /** There may be a job. */
  notify(): void;
  /** Takes no more jobs and waits for the running ones. */
  close(): Promise<void>;
}

/** A connector of which so many runs never came back gets no further job before one does. */
const MOST_LOST = 16;

export function createWorker<S>(options: WorkerOptions<S>): Worker {
  const active = (options.connectors ?? Object.values(connectors)).filter((connector) =>
    connector.configured(options.services.settings),
  );
  // Each type has a lane of its own: what hangs in one holds up no other.
  const lanes = active.map((connector) => createLane(connector, options));
  return {
    notify() {
      for (const { notify } of lanes) notify();
    },
    async close() {
      await Promise.all(lanes.map(({ close }) => close()));
    },
  };
}

function createLane<S>(connector: Connector, options: WorkerOptions<S>): Worker {
  const { source, services, concurrency = 4, leaseMs = 60_000, pollMs = 5_000 } = options;
  const bell = createBell();
  const running = new Set<Promise<void>>();
  let isClosed = false;
  const retryAts = new Set<number>();
  /** Runs that were given up and have not come back: they may hold memory and connections. */
  let lost = 0;
  const free = () => (lost < MOST_LOST ? concurrency - running.size : 0);
  const gone = (by: number) => {
    lost += by;
    if (by < 0) bell.ring();
  };

  async function take(): Promise<number> {
    const jobs = await source.activateJobs({
      type: connector.type,
      worker: options.name ?? 'cauce',
      timeout: leaseMs,
      maxJobsToActivate: free(),
    });
    for (const job of jobs) track(runJob(job, connector, options, gone));
    return jobs.length;
  }

  function track(work: Promise<number | undefined>): void {
    const done: Promise<void> = work.then((retryMs) => {
      running.delete(done);
      if (retryMs !== undefined) retryAts.add(services.now() + retryMs);
      bell.ring();
    });
    running.add(done);
  }

  /** Until the next retry that we know of, at most the poll time. A retry that fell due after `asked` is still to be asked for. */
  function sleepMs(asked: number): number {
    const now = services.now();
    for (const at of retryAts) if (at <= asked) retryAts.delete(at);
    return Math.max(0, Math.min(pollMs, ...[...retryAts].map((at) => at - now)));
  }

  async function run(): Promise<void> {
    while (!isClosed) {
      let taken = 0;
      const asked = services.now();
      try {
        if (free() > 0) taken = await take();
      } catch (error) {
        options.report?.(failure('worker', error));
      }
      if (isClosed) break;
      if (taken === 0 || free() <= 0) await bell.wait(sleepMs(asked));
    }
    await Promise.all(running);
  }

  const loop = run();
  return {
    notify: bell.ring,
    async close() {
      isClosed = true;
      bell.ring();
      await loop;
    },
  };
}
