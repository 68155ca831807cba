// What a worker is told: whom it works for, with what, and how much at a time.
import type { Variables } from '../core/json.ts';
import type { ActivatedJobLike, Connector, ConnectorServices } from './connector.ts';
import type { JobProblem } from './problems.ts';

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
  /** Jobs of one type at the same time. */
  concurrency?: number;
  /** A run that takes longer is given up and counts as a failure; less than the lease. */
  patienceMs?: number;
  /** A job that takes longer may be given to somebody else. */
  leaseMs?: number;
  /** Longest sleep without asking for jobs. */
  pollMs?: number;
  /** Milliseconds before the next try, after so many. */
  backOff?(tries: number): number;
  report?(problem: JobProblem, job?: ActivatedJobLike): void;
}
