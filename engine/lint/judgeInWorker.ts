// Soundness and style in a thread of their own: an exploration may take seconds, and a hostile drawing would take for ever.
import { Worker } from 'node:worker_threads';
import type { Problem, ProcessModel } from '../core/index.ts';
import { startClock } from '../model/index.ts';
import type { SoundnessProblem } from '../simulation/soundness/index.ts';

export interface JudgeRequest {
  /** Drawings without errors; the others are not executed. */
  drawings: { name: string; models: ProcessModel[] }[];
  files: { name: string; text: string }[];
}

export interface Judgment {
  soundness: SoundnessProblem[];
  style: Problem[];
}

export type JudgeReply = { kind: 'judged'; judgment: Judgment } | { kind: 'fault'; stack: string };

/** Of processor time. */
const TIME_LIMIT_MS = 40_000;
const MEMORY_LIMIT_MB = 512;

/** The sources run as they are in tests, and compiled in the package: the worker is the file beside this one. */
const workerFile = new URL(import.meta.url.replace(/judgeInWorker(\.[jt]s)$/, 'judgeWorker$1'));

let queue: Promise<unknown> = Promise.resolve();

/** One at a time: the machine has other work. */
export function judgeInWorker(request: JudgeRequest, timeLimit = TIME_LIMIT_MS): Promise<Judgment> {
  const run = queue.then(() => judge(request, timeLimit));
  queue = run.catch(() => undefined);
  return run;
}

function judge(request: JudgeRequest, timeLimit: number): Promise<Judgment> {
  return new Promise((resolve, reject) => {
    const resourceLimits = { maxOldGenerationSizeMb: MEMORY_LIMIT_MB };
    const worker = new Worker(workerFile, { resourceLimits, workerData: request });
    const stopped = (): void => done(() => resolve(unchecked(request, timeLimit)));
    const clock = startClock(timeLimit, stopped);
    const done = (settle: () => void): void => {
      clock.stop();
      void worker.terminate();
      settle();
    };
    // A judgment that nobody waits for any more keeps no process alive.
    worker.unref();
    worker.once('message', (reply: JudgeReply) =>
      done(() => {
        if (reply.kind === 'judged') resolve(reply.judgment);
        else reject(new Error(`The check of a drawing failed: ${reply.stack}`));
      }),
    );
    worker.once('error', (error) => {
      const isMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (isMemory) stopped();
      else done(() => reject(error));
    });
  });
}

function unchecked({ drawings }: JudgeRequest, timeLimit: number): Judgment {
  const problem = (resource: string): SoundnessProblem => ({
    severity: 'warning',
    code: 'LINT_STOPPED',
    resource,
    values: { limit: timeLimit / 1000 },
  });
  return { soundness: drawings.map(({ name }) => problem(name)), style: [] };
}
