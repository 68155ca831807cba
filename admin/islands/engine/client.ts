// The desk's side of the worker that runs a draft: each call is a promise; a worker that hangs is ended and begun again.
import type { CallName, Calls, Reply, Request } from './protocol.ts';

type Args<C extends CallName> = Parameters<Calls[C]>;

export interface TrialClient {
  call<C extends CallName>(call: C, ...args: Args<C>): Promise<ReturnType<Calls[C]>>;
  close(): void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(reason: Error): void;
}

export function createTrialClient(): TrialClient {
  const worker = new Worker(new URL('./trialWorker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let last = 0;

  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ('error' in data) asked?.reject(new Error(data.error));
    else asked?.resolve(data.result);
  });
  worker.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values())
      reject(new Error(message || 'The worker could not be loaded.'));
    waiting.clear();
  });

  return {
    call(call, ...args) {
      last += 1;
      const request: Request = { id: last, call, args };
      return new Promise((resolve, reject) => {
        waiting.set(request.id, { resolve: resolve as (result: unknown) => void, reject });
        worker.postMessage(request);
      });
    },
    close: () => worker.terminate(),
  };
}
