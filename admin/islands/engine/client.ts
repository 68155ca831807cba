// The desk's side of the worker that runs a draft: each call is a promise; a worker that takes too long is ended, and another
// takes its place.
import type { CallName, Calls, Reply, Request } from './protocol.ts';

type Args<C extends CallName> = Parameters<Calls[C]>;

export interface TrialClient {
  call<C extends CallName>(call: C, ...args: Args<C>): Promise<ReturnType<Calls[C]>>;
}

/** The worker was ended; what it knew is gone. */
export class TrialStopped extends Error {}

interface Waiting {
  resolve(result: unknown): void;
  reject(reason: Error): void;
  clock: ReturnType<typeof setTimeout>;
}

/** Runs have ends of their own; this is for what nobody thought of. */
const LONGEST_MS = 30_000;

export function createTrialClient(): TrialClient {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let worker = start();

  function start(): Worker {
    const made = new Worker(new URL('./trialWorker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      clearTimeout(asked?.clock);
      if ('error' in data) asked?.reject(new Error(data.error));
      else asked?.resolve(data.result);
    });
    made.addEventListener('error', ({ message }) =>
      end(new Error(message || 'The worker could not be loaded.')),
    );
    return made;
  }

  function end(reason: Error): void {
    for (const { reject, clock } of waiting.values()) {
      clearTimeout(clock);
      reject(reason);
    }
    waiting.clear();
  }

  function stop(): void {
    worker.terminate();
    worker = start();
    end(new TrialStopped(`Expected an answer within ${LONGEST_MS} ms.`));
  }

  return {
    call(call, ...args) {
      last += 1;
      const request: Request = { id: last, call, args };
      return new Promise((resolve, reject) => {
        const clock = setTimeout(stop, LONGEST_MS);
        waiting.set(request.id, { resolve: resolve as (result: unknown) => void, reject, clock });
        worker.postMessage(request);
      });
    },
  };
}
