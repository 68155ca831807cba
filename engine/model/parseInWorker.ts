// Parses a file from outside in a warm worker thread that is stopped when it takes too long or too much memory.
import { Worker } from 'node:worker_threads';
import type { Problem } from '../core/problem.ts';
import { MOST_BYTES } from './decode.ts';
import type { ParseOutcome } from './parseProcesses.ts';
import { startClock } from './processorClock.ts';
import type { ParseReply, ParseRequest } from './worker.ts';

export interface WorkerOptions {
  /** Address (`file:` URL) of the module that exports `checkFeel`: functions cannot be handed to a thread. */
  checkFeelModule: string;
  /** Milliseconds of work. Default 1,500. */
  timeLimit?: number;
}

const TIME_LIMIT_MS = 1_500;
const MEMORY_LIMIT_MB = 128;

/** The sources run as they are in tests, and compiled in the package: the worker is the file beside this one. */
const workerFile = new URL(import.meta.url.replace(/parseInWorker(\.[jt]s)$/, 'worker$1'));

let warm: Promise<Worker> | undefined;
let queue: Promise<unknown> = Promise.resolve();

/** One file at a time; a file that fails takes nobody else's with it. */
export function parseInWorker(
  content: Uint8Array | string,
  resourceName: string,
  options: WorkerOptions,
): Promise<ParseOutcome> {
  const { checkFeelModule, timeLimit = TIME_LIMIT_MS } = options;
  const run = queue.then(() => parse({ content, resourceName, checkFeelModule }, timeLimit));
  queue = run.catch(() => undefined);
  return run;
}

/** Ends the warm worker; the next parse starts another. */
export async function stopWorker(): Promise<void> {
  const worker = await warm?.catch(() => undefined);
  warm = undefined;
  await worker?.terminate();
}

async function parse(request: ParseRequest, timeLimit: number): Promise<ParseOutcome> {
  // What is refused for its size is not copied to another thread first.
  const { resourceName, content } = request;
  const bytes = typeof content === 'string' ? content.length : content.byteLength;
  if (bytes > MOST_BYTES) return refused(resourceName, 'FILE_TOO_LARGE', { bytes, limit: MOST_BYTES });
  warm ??= start(request.checkFeelModule);
  const worker = await warm.catch((error: unknown) => {
    warm = undefined;
    throw error;
  });
  worker.ref();
  const reply = await answer(worker, request, timeLimit);
  worker.unref();
  if (reply.kind === 'outcome') return reply.outcome;
  if (reply.kind === 'stopped') {
    warm = undefined;
    await worker.terminate();
    return refused(resourceName, reply.code, { limit: reply.limit });
  }
  throw new Error(`The model reader failed on ${resourceName}: ${reply.kind === 'fault' ? reply.stack : ''}`);
}

/** Resolves when the worker has loaded everything; having nothing to do, it keeps no process alive. */
function start(checkFeelModule: string): Promise<Worker> {
  const resourceLimits = { maxOldGenerationSizeMb: MEMORY_LIMIT_MB };
  const worker = new Worker(workerFile, { resourceLimits, workerData: { checkFeelModule } });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', () => {
      worker.off('error', reject);
      // Whoever waits listens too; without a listener a late error would end the whole process.
      worker.on('error', () => forget(worker));
      worker.unref();
      worker.once('exit', () => forget(worker));
      resolve(worker);
    });
  });
}

/** A worker that ended by itself is replaced at the next parse, unless another took its place already. */
function forget(worker: Worker): void {
  void warm?.then((present) => {
    if (present === worker) warm = undefined;
  });
}

type Answer = ParseReply | { kind: 'stopped'; code: 'MODEL_TOO_SLOW' | 'MODEL_TOO_LARGE'; limit: number };

function answer(worker: Worker, request: ParseRequest, timeLimit: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      clock.stop();
      worker.off('message', onReply);
      worker.off('error', onError);
      settle();
    };
    const onReply = (reply: ParseReply): void => done(() => resolve(reply));
    const onError = (error: unknown): void => {
      warm = undefined;
      const isMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      const stopped: Answer = { kind: 'stopped', code: 'MODEL_TOO_LARGE', limit: MEMORY_LIMIT_MB };
      done(() => (isMemory ? resolve(stopped) : reject(error)));
    };
    const clock = startClock(timeLimit, () =>
      done(() => resolve({ kind: 'stopped', code: 'MODEL_TOO_SLOW', limit: timeLimit })),
    );
    worker.on('message', onReply);
    worker.on('error', onError);
    worker.postMessage(request);
  });
}

function refused(resource: string, code: string, values: Problem['values']): ParseOutcome {
  const problem: Problem = { severity: 'error', code, resource, values };
  return { processes: [], problems: [problem], startForms: [], links: [] };
}
