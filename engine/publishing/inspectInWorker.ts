// Inspects a folder in a thread that is stopped when it takes too long or too much memory: nobody else waits for a drawing
// that never ends.
import { Worker } from 'node:worker_threads';
import { startClock } from '../model/index.ts';
import type { Inspection, InspectRequest } from './inspect.ts';
import type { InspectReply } from './worker.ts';

export type Inspected = Inspection | { stopped: { code: string; values: { limit: number } } };

/** Of processor time. */
const TIME_LIMIT_MS = 20_000;
const MEMORY_LIMIT_MB = 256;
/** A thread that has nothing to do is kept so long: people look at a page again, and loading takes longer than most checks. */
const IDLE_MS = 60_000;

/** The sources run as they are in tests, and compiled in the package: the worker is the file beside this one. */
const workerFile = new URL(import.meta.url.replace(/inspectInWorker(\.[jt]s)$/, 'worker$1'));

let warm: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let queue: Promise<unknown> = Promise.resolve();

/** One at a time: they compute all the while. */
export function inspectInWorker(request: InspectRequest, timeLimit = TIME_LIMIT_MS): Promise<Inspected> {
  const run = queue.then(() => inspected(request, timeLimit));
  queue = run.catch(() => undefined);
  return run;
}

async function inspected(request: InspectRequest, timeLimit: number): Promise<Inspected> {
  clearTimeout(idle);
  warm ??= start();
  const worker = warm;
  worker.ref();
  const answer = await answerOf(worker, request, timeLimit);
  worker.unref();
  if ('stopped' in answer) await stop(worker);
  else {
    idle = setTimeout(() => void stop(worker), IDLE_MS);
    idle.unref();
  }
  if ('fault' in answer) throw new Error(answer.fault);
  return 'inspection' in answer ? answer.inspection : answer;
}

/** What ends by itself, or is stopped, is replaced at the next request. */
function start(): Worker {
  const worker = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB } });
  worker.on('error', () => forget(worker));
  worker.on('exit', () => forget(worker));
  return worker;
}

function forget(worker: Worker): void {
  if (warm === worker) warm = undefined;
}

async function stop(worker: Worker): Promise<void> {
  forget(worker);
  await worker.terminate();
}

type Stopped = Extract<Inspected, { stopped: unknown }>;

function answerOf(
  worker: Worker,
  request: InspectRequest,
  timeLimit: number,
): Promise<InspectReply | Stopped> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      clock.stop();
      worker.off('message', onReply);
      worker.off('error', onError);
      settle();
    };
    const onReply = (reply: InspectReply) => done(() => resolve(reply));
    const onError = (error: unknown) => {
      const isMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      done(() => (isMemory ? resolve(stopped('INSPECTION_TOO_LARGE', MEMORY_LIMIT_MB)) : reject(error)));
    };
    const clock = startClock(timeLimit, () =>
      done(() => resolve(stopped('INSPECTION_TOO_SLOW', timeLimit / 1_000))),
    );
    worker.on('message', onReply);
    worker.on('error', onError);
    worker.postMessage(request);
  });
}

const stopped = (code: string, limit: number): Stopped => ({ stopped: { code, values: { limit } } });
