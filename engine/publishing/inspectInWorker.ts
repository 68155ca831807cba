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

/** The sources run as they are in tests, and compiled in the package: the worker is the file beside this one. */
const workerFile = new URL(import.meta.url.replace(/inspectInWorker(\.[jt]s)$/, 'worker$1'));

let queue: Promise<unknown> = Promise.resolve();

/** One at a time: they compute all the while. */
export function inspectInWorker(request: InspectRequest, timeLimit = TIME_LIMIT_MS): Promise<Inspected> {
  const run = queue.then(() => inspected(request, timeLimit));
  queue = run.catch(() => undefined);
  return run;
}

function inspected(request: InspectRequest, timeLimit: number): Promise<Inspected> {
  const resourceLimits = { maxOldGenerationSizeMb: MEMORY_LIMIT_MB };
  const worker = new Worker(workerFile, { workerData: request, resourceLimits });
  return new Promise<Inspected>((resolve, reject) => {
    const clock = startClock(timeLimit, () => resolve(stopped('INSPECTION_TOO_SLOW', timeLimit / 1_000)));
    const done = (settle: () => void) => {
      clock.stop();
      settle();
    };
    worker.once('message', (reply: InspectReply) =>
      done(() => ('fault' in reply ? reject(new Error(reply.fault)) : resolve(reply.inspection))),
    );
    worker.once('error', (error: NodeJS.ErrnoException) =>
      done(() =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? resolve(stopped('INSPECTION_TOO_LARGE', MEMORY_LIMIT_MB))
          : reject(error),
      ),
    );
  }).finally(() => worker.terminate());
}

const stopped = (code: string, limit: number): Inspected => ({ stopped: { code, values: { limit } } });
