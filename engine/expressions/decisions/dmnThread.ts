// Reads a large DMN file in a thread of its own, which is stopped when it takes too long or too much memory.
import { Worker } from 'node:worker_threads';
import type { ReadDecisions } from './readDmn.ts';

const TIME_LIMIT_MS = 1_500;
const MEMORY_LIMIT_MB = 128;
/** On a machine that is busy with other things, waiting is not working: the clock may run this much longer. */
const PATIENCE = 4;
const LOOK_MS = 100;

/** The sources run as they are in tests, and compiled in the package: the worker is the file beside this one. */
const workerFile = new URL(import.meta.url.replace(/dmnThread(\.[jt]s)$/, 'dmnWorker$1'));

export async function readInThread(xml: string, resourceName: string): Promise<ReadDecisions> {
  const resourceLimits = { maxOldGenerationSizeMb: MEMORY_LIMIT_MB };
  const worker = new Worker(workerFile, { resourceLimits });
  let clock: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ReadDecisions>((resolve, reject) => {
      worker.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
          resolve(refused(resourceName, 'MODEL_TOO_LARGE', MEMORY_LIMIT_MB));
        else reject(error);
      });
      worker.on('message', (message: 'ready' | ReadDecisions) => {
        if (message !== 'ready') return resolve(message);
        // Counted from here: loading the library is not the file's fault.
        const isOver = startClock();
        clock = setInterval(() => {
          if (isOver()) resolve(refused(resourceName, 'MODEL_TOO_SLOW', TIME_LIMIT_MS));
        }, LOOK_MS);
        worker.postMessage({ xml, resourceName });
      });
    });
  } finally {
    clearInterval(clock);
    await worker.terminate();
  }
}

/** A thread's own processor time is unknown here, but it is no more than the whole process used. */
function startClock(): () => boolean {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    const waited = performance.now() - started;
    return (user + system) / 1000 >= TIME_LIMIT_MS || waited >= TIME_LIMIT_MS * PATIENCE;
  };
}

function refused(resource: string, code: string, limit: number): ReadDecisions {
  return { decisions: [], problems: [{ severity: 'error', code, resource, values: { limit } }] };
}
