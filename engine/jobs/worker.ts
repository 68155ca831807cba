// Runs the configured connectors on the engine's jobs: a bounded number at once, each under a lease, retried with back-off.
import type { Variables } from '../core/json.ts';
import { createBell } from './bell.ts';
import type { ActivatedJobLike, Connector, ConnectorServices, JobOutcome } from './connector.ts';
import { connectors } from './connectors/index.ts';
import type { JobProblem } from './problems.ts';
import { jobProblem, problemMessage } from './problems.ts';

/** The engine's methods for workers; `S` says who submits. */
export interface JobSource<S> {
  activateJobs(request: {
    type: string;
    worker: string;
    timeout: number;
    maxJobsToActivate: number;
  }): Promise<ActivatedJobLike[]>;
  completeJob(key: number, variables: Variables, submission: S, epoch?: number): Promise<unknown>;
  failJob(
    key: number,
    failure: { retries: number; retryBackOff?: number; message: string },
    submission: S,
    epoch?: number,
  ): Promise<unknown>;
  throwJobError(
    key: number,
    error: { code: string; message?: string; variables: Variables },
    submission: S,
    epoch?: number,
  ): Promise<unknown>;
}

export interface WorkerOptions<S> {
  source: JobSource<S>;
  submission: S;
  services: ConnectorServices;
  /** Name under which the jobs are leased. */
  name?: string;
  /** Default: those that Cauce brings. Only the configured ones run. */
  connectors?: readonly Connector[];
  /** Jobs at the same time. */
  concurrency?: number;
  /** A job that takes longer may be given to somebody else. */
  leaseMs?: number;
  /** Longest sleep without asking for jobs. */
  pollMs?: number;
  /** Milliseconds before the next try, after so many. */
  backOff?(tries: number): number;
  report?(problem: JobProblem, job?: ActivatedJobLike): void;
}

export interface Worker {
  /** There may be a job. */
  notify(): void;
  /** Takes no more jobs and waits for the running ones. */
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;

/** One second, then four times as long each time, at most an hour. */
export function jobBackOff(tries: number): number {
  return Math.min(1_000 * 4 ** (tries - 1), HOUR_MS);
}

export function createWorker<S>(options: WorkerOptions<S>): Worker {
  const { source, services, concurrency = 4, leaseMs = 60_000, pollMs = 5_000 } = options;
  const active = (options.connectors ?? Object.values(connectors)).filter((connector) =>
    connector.configured(services.settings),
  );
  const bell = createBell();
  const running = new Set<Promise<void>>();
  let isClosed = false;
  const retryAts = new Set<number>();

  /** How many jobs were taken. Each round begins with another connector, so that none starves. */
  async function round(first: number): Promise<number> {
    let taken = 0;
    for (let i = 0; i < active.length && running.size < concurrency && !isClosed; i += 1) {
      const connector = active[(first + i) % active.length]!;
      const jobs = await source.activateJobs({
        type: connector.type,
        worker: options.name ?? 'cauce',
        timeout: leaseMs,
        maxJobsToActivate: concurrency - running.size,
      });
      taken += jobs.length;
      for (const job of jobs) track(runJob(job, connector, options));
    }
    return taken;
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
    for (let first = 0; !isClosed; first += 1) {
      let taken = 0;
      const asked = services.now();
      try {
        taken = await round(first);
      } catch (error) {
        options.report?.(failure('worker', error));
      }
      if (isClosed) break;
      if (taken === 0 || running.size >= concurrency) {
        await bell.wait(sleepMs(asked));
      }
    }
    await Promise.all(running);
  }

  const loop = active.length === 0 ? Promise.resolve() : run();
  return {
    notify: bell.ring,
    async close() {
      isClosed = true;
      bell.ring();
      await loop;
    },
  };
}

/** Never rejects. Gives the milliseconds after which the job may be tried again, if it will be. */
async function runJob<S>(
  job: ActivatedJobLike,
  connector: Connector,
  options: WorkerOptions<S>,
): Promise<number | undefined> {
  const { report } = options;
  const outcome = await attempt(job, connector, options.services);
  if ('error' in outcome) report?.(outcome.error, job);
  try {
    return await give(job, outcome, options);
  } catch (error) {
    // The engine could not take the answer; the lease runs out and the job is run again, which does nothing twice.
    report?.(failure(connector.type, error), job);
    return undefined;
  }
}

/** A connector of a host may throw before it promises anything. */
async function attempt(
  job: ActivatedJobLike,
  connector: Connector,
  services: ConnectorServices,
): Promise<JobOutcome> {
  try {
    return await connector.run(job, services);
  } catch (error) {
    return { error: failure(connector.type, error), retry: true };
  }
}

async function give<S>(
  job: ActivatedJobLike,
  outcome: JobOutcome,
  { source, submission, backOff = jobBackOff }: WorkerOptions<S>,
): Promise<number | undefined> {
  if ('variables' in outcome) {
    await source.completeJob(job.key, outcome.variables, submission, job.epoch);
    return undefined;
  }
  if ('bpmnError' in outcome) {
    await source.throwJobError(job.key, outcome.bpmnError, submission, job.epoch);
    return undefined;
  }
  const message = problemMessage(outcome.error);
  const retries = outcome.retry ? Math.max(0, job.retries - 1) : 0;
  const retryBackOff = backOff(Math.max(1, job.epoch));
  const failed = retries > 0 ? { retries, retryBackOff, message } : { retries, message };
  await source.failJob(job.key, failed, submission, job.epoch);
  return retries > 0 ? retryBackOff : undefined;
}

/** The error's kind only: its text may hold what the job was about. */
function failure(connector: string, error: unknown): JobProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const name = error instanceof Error ? error.name : 'unknown';
  return jobProblem('CONNECTOR_FAILED', { connector, reason: typeof code === 'string' ? code : name });
}
