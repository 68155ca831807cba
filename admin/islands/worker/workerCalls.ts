// The page's side of calls: each is a promise; a worker that takes too long is ended, and another takes its place.
import type { CallsOf, Reply, Request } from './callProtocol.ts';
import { startWorker, type WorkerPart } from './startWorker.ts';

export interface WorkerCalls<Calls extends CallsOf<Calls>> {
  call<C extends keyof Calls & string>(
    call: C,
    ...args: Parameters<Calls[C]>
  ): Promise<Awaited<ReturnType<Calls[C]>>>;
}

/** The worker was ended; what it knew is gone. */
export class WorkerStopped extends Error {}

export interface WorkerCallsOptions {
  part: WorkerPart;
  /** How long a call may take. */
  longestMs: number;
  /** Another worker took the place of the one that was ended. */
  onReplaced?(): void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(reason: Error): void;
  clock: ReturnType<typeof setTimeout>;
}

export function createWorkerCalls<Calls extends CallsOf<Calls>>({
  part,
  longestMs,
  onReplaced,
}: WorkerCallsOptions): WorkerCalls<Calls> {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let worker = start();

  function start(): Worker {
    const made = startWorker(part);
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

  function replace(): void {
    worker.terminate();
    worker = start();
    end(new WorkerStopped(`Expected an answer within ${longestMs} ms.`));
    onReplaced?.();
  }

  return {
    call(call, ...args) {
      last += 1;
      const request: Request = { id: last, call, args };
      return new Promise((resolve, reject) => {
        const clock = setTimeout(replace, longestMs);
        waiting.set(request.id, { resolve: resolve as (result: unknown) => void, reject, clock });
        worker.postMessage(request);
      });
    },
  };
}
