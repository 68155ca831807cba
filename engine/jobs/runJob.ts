// One job run by its connector, within a limit of time, and its outcome given to the engine.
import type { ActivatedJobLike, Connector, ConnectorServices, JobOutcome } from './connector.ts';
import { problemMessage } from './problemMessage.ts';
import type { JobProblem } from './problems.ts';
import { jobProblem } from './problems.ts';
import type { WorkerOptions } from './workerOptions.ts';

const HOUR_MS = 3_600_000;
/** One second, then four times as long each time, at most an hour. */
export function jobBackOff(tries: number): number {
  return Math.min(1_000 * 4 ** (tries - 1), HOUR_MS);
}

/** Never rejects. Gives the milliseconds after which the job may be tried again, if it will be. */
export async function runJob<S>(
  job: ActivatedJobLike,
  connector: Connector,
  options: WorkerOptions<S>,
  gone: (by: 1 | -1) => void,
): Promise<number | undefined> {
  const { report, leaseMs = 60_000, patienceMs = leaseMs / 2 } = options;
  const outcome = await attempt(job, connector, options.services, { patienceMs, gone });
  if ('error' in outcome) report?.(outcome.error, job);
  try {
    return await give(job, outcome, options);
  } catch (error) {
    // The engine could not take the answer; the lease runs out and the job is run again, which does nothing twice.
    report?.(failure(connector.type, error), job);
    return undefined;
  }
}

/** A connector of a host may throw before it promises anything, or never answer. */
async function attempt(
  job: ActivatedJobLike,
  connector: Connector,
  services: ConnectorServices,
  { patienceMs, gone }: { patienceMs: number; gone(by: 1 | -1): void },
): Promise<JobOutcome> {
  const cut = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<JobOutcome>((resolve) => {
    timer = setTimeout(() => {
      const { type } = connector;
      const seconds = patienceMs / 1000;
      resolve({ error: jobProblem('CONNECTOR_TIMED_OUT', { connector: type, seconds }), retry: true });
    }, patienceMs);
  });
  let isBack = false;
  const work = Promise.resolve()
    .then(() => connector.run(job, { ...services, signal: cut.signal }))
    .catch((error): JobOutcome => ({ error: failure(connector.type, error), retry: true }))
    .finally(() => {
      isBack = true;
    });
  const outcome = await Promise.race([work, late]);
  clearTimeout(timer);
  if (!isBack) {
    gone(1);
    void work.finally(() => gone(-1));
    cut.abort();
  }
  return outcome;
}

async function give<S>(
  job: ActivatedJobLike,
  outcome: JobOutcome,
  options: WorkerOptions<S>,
): Promise<number | undefined> {
  const { source, submission } = options;
  if ('error' in outcome) return giveUp(job, outcome, options);
  const answered =
    'variables' in outcome
      ? await source.completeJob(job.key, outcome.variables, submission, job.epoch)
      : await source.throwJobError(job.key, outcome.bpmnError, submission, job.epoch);
  const code = refusalOf(answered);
  if (code === undefined || WENT.has(code)) return undefined;
  // Nobody takes this answer, now or later: somebody has to look at it, or it would be given for ever.
  const error = jobProblem('CONNECTOR_FAILED', { connector: job.type, reason: code });
  options.report?.(error, job);
  return giveUp(job, { error }, options);
}

async function giveUp<S>(
  job: ActivatedJobLike,
  outcome: Extract<JobOutcome, { error: JobProblem }>,
  { source, submission, backOff = jobBackOff }: WorkerOptions<S>,
): Promise<number | undefined> {
  const message = problemMessage(outcome.error);
  const retries = outcome.retry ? Math.max(0, job.retries - 1) : 0;
  // Who was asked may have said how long to wait; so may the drawing.
  const own = outcome.backOffMs ?? drawnBackOff(job);
  const retryBackOff = own ?? backOff(Math.max(1, job.epoch));
  const failed = retries > 0 ? { retries, retryBackOff, message } : { retries, message };
  await source.failJob(job.key, failed, submission, job.epoch);
  return retries > 0 ? retryBackOff : undefined;
}

/** The header `retryBackoff`: an ISO duration of days, hours, minutes and seconds, at most an hour. */
function drawnBackOff({ headers }: ActivatedJobLike): number | undefined {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(headers.retryBackoff ?? '');
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return Math.min((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000, HOUR_MS);
}

/** The job is somebody else's, or over: nothing is wrong with the answer. */
const WENT = new Set(['JOB_LEASE_LOST', 'JOB_NOT_FOUND', 'NOT_FOUND', 'INSTANCE_NOT_ACTIVE']);

function refusalOf(answered: unknown): string | undefined {
  if (typeof answered !== 'object' || answered === null || !('rejection' in answered)) return undefined;
  const { rejection } = answered as { rejection: { code: string } };
  return rejection.code;
}

/** The error's kind only: its text may hold what the job was about. */
export function failure(connector: string, error: unknown): JobProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const name = error instanceof Error ? error.name : 'unknown';
  return jobProblem('CONNECTOR_FAILED', { connector, reason: typeof code === 'string' ? code : name });
}
