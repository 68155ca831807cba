// Takes a mail apart in a thread of its own, which is stopped when it takes too long or too much memory.
import { Worker } from 'node:worker_threads';
import type { JobProblem } from '../problems.ts';
import { jobProblem } from '../problems.ts';
import type { MailBody } from './mail.ts';

const TIME_LIMIT_MS = 20_000;
/** A mail of 30 MB is held as it came, as bytes and as files. */
const MEMORY_LIMIT_MB = 384;

/** The sources run as they are in tests, and compiled in the package: the worker is the file beside this one. */
const workerFile = new URL(import.meta.url.replace(/mailThread(\.[jt]s)$/, 'mailWorker$1'));

export async function readInThread(source: Buffer): Promise<{ body: MailBody } | { problem: JobProblem }> {
  const worker = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB } });
  let clock: NodeJS.Timeout | undefined;
  try {
    const body = await new Promise<MailBody | null>((resolve) => {
      worker.on('error', () => resolve(null));
      worker.on('message', (message: 'ready' | { body: MailBody | null }) => {
        if (message !== 'ready') return resolve(message.body);
        clock = setTimeout(() => resolve(null), TIME_LIMIT_MS);
        worker.postMessage(source);
      });
    });
    return body ? { body } : { problem: jobProblem('MAIL_NOT_READABLE') };
  } finally {
    clearTimeout(clock);
    await worker.terminate();
  }
}
