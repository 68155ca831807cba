// Draws a file without coordinates in a thread of its own: it comes from outside, and large ones take seconds.
import { Worker } from 'node:worker_threads';
import { startClock } from '../model/index.ts';

/** Of processor time. */
const TIME_LIMIT_MS = 20_000;
const MEMORY_LIMIT_MB = 512;

/** The sources run as they are in tests, and compiled in the package: the worker is the file beside this one. */
const workerFile = new URL(import.meta.url.replace(/layoutInWorker(\.[jt]s)$/, 'layoutWorker$1'));

let queue: Promise<unknown> = Promise.resolve();

/** One at a time. Undefined: it cannot be read, or it took too long. */
export function layoutInWorker(text: string, timeLimit = TIME_LIMIT_MS): Promise<string | undefined> {
  const run = queue.then(() => layout(text, timeLimit));
  queue = run;
  return run;
}

function layout(text: string, timeLimit: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const resourceLimits = { maxOldGenerationSizeMb: MEMORY_LIMIT_MB };
    const worker = new Worker(workerFile, { resourceLimits, workerData: text });
    const done = (xml: string | undefined): void => {
      clock.stop();
      void worker.terminate();
      resolve(xml);
    };
    const clock = startClock(timeLimit, () => done(undefined));
    worker.once('message', done);
    // Whatever stopped it: the file stays as it came, and whoever opens it reads why.
    worker.once('error', () => done(undefined));
  });
}
