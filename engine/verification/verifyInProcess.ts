// Verifies in a process of its own: nobody at the pages waits for the proof, and whatever ends it ends nothing else.
import { fork } from 'node:child_process';
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
const workerFile = new URL(import.meta.url.replace(/verifyInProcess(\.[jt]s)$/, 'worker$1'));

export interface Running {
  verified: Promise<Verified>;
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<unknown>;
}

/**
 * No thread: the driver of SQLite ends the whole process where its thread ends (asked to, or out of memory) while a
 * statement or the closing of a connection is under way.
 */
export function verifyInProcess(request: VerifyRequest, tell: Tell): Running {
  // Not by `execArgv`: only where it is left alone does Node keep out a script that was given with `--eval`.
  const { NODE_OPTIONS = '' } = process.env;
  const child = fork(workerFile, [], {
    env: { ...process.env, NODE_OPTIONS: `${NODE_OPTIONS} --max-old-space-size=${MEMORY_LIMIT_MB}` },
    serialization: 'advanced',
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    // It never came to be.
    child.on('error', () => child.pid ?? resolve());
  });
  const verified = new Promise<Verified>((resolve, reject) => {
    child.on('message', (reply: VerifyReply) => {
      if (reply.kind === 'progress') tell(reply.check, reply.done);
      else if (reply.kind === 'verified') resolve(reply.verified);
      else reject(reply.error);
    });
    child.on('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`Expected a verification, but its process ended without one (${signal ?? code}).`)),
    );
    child.send(request);
  });
  return {
    verified,
    stop() {
      child.kill('SIGKILL');
      return gone;
    },
  };
}
