// Verifies in a thread of its own, so that nobody at the pages waits for the proof; it ends with whoever asked for it.
import { Worker } from 'node:worker_threads';
import type { StoreOptions } from '../store/openStore.ts';
import type { Tell, Verified } from './finding.ts';
import type { VerifyReply } from './worker.ts';

export interface VerifyRequest {
  store: StoreOptions;
  /** Absent: everything. */
  caseKey?: number;
  /** Zone of dates without one, as the engine executed them. */
  zone?: string;
}

const MEMORY_LIMIT_MB = 1_024;

/** The sources run as they are in tests, and compiled in the package: the worker is the file beside this one. */
const workerFile = new URL(import.meta.url.replace(/verifyInThread(\.[jt]s)$/, 'worker$1'));

export interface Running {
  verified: Promise<Verified>;
  stop(): Promise<unknown>;
}

export function verifyInThread(request: VerifyRequest, tell: Tell): Running {
  const worker = new Worker(workerFile, {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    workerData: request,
  });
  const verified = new Promise<Verified>((resolve, reject) => {
    worker.on('message', (reply: VerifyReply) => {
      if (reply.kind === 'progress') tell(reply.check, reply.done);
      else resolve(reply.verified);
    });
    worker.once('error', reject);
    worker.once('exit', () =>
      reject(new Error('Expected a verification, but its thread ended without one.')),
    );
  });
  return { verified, stop: () => worker.terminate() };
}
