// The page's side of the worker of forms; one that hangs is ended and begun again with the draft's files.
import type { CallName, Calls, FileText, Reply, Request } from './protocol.ts';

/** A form with every field is drawn in milliseconds. */
const LONGEST = 10_000;

interface Waiting {
  resolve(result: unknown): void;
  reject(reason: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

export interface FormWorker {
  files(files: readonly FileText[]): void;
  call<C extends CallName>(call: C, ...args: Parameters<Calls[C]>): ReturnType<Calls[C]>;
}

export function formWorker(): FormWorker {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let given: readonly FileText[] = [];
  let worker = begin();

  function begin(): Worker {
    const made = new Worker(new URL('./formWorker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      clearTimeout(asked?.timer);
      if ('error' in data) asked?.reject(new Error(data.error));
      else asked?.resolve(data.result);
    });
    made.addEventListener('error', ({ message }) => end(message || 'The worker could not be loaded.'));
    return made;
  }

  function end(reason: string): void {
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(new Error(reason));
    }
    waiting.clear();
  }

  function again(): void {
    worker.terminate();
    end('The worker took too long and was begun again.');
    worker = begin();
    send('files', [given]);
  }

  function send(call: CallName, args: unknown[]): Promise<unknown> {
    last += 1;
    const request: Request = { id: last, call, args };
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject, timer: setTimeout(again, LONGEST) });
      worker.postMessage(request);
    });
  }

  return {
    files(files) {
      given = files;
      send('files', [files]).catch((problem: unknown) => console.error(problem));
    },
    call: (call, ...args) => send(call, args) as ReturnType<Calls[typeof call]>,
  };
}
