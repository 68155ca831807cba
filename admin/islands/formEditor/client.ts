// The page's side of the worker of forms; another that takes its place is given the draft's files again.
import { createWorkerCalls, type WorkerCalls } from '../worker/workerCalls.ts';
import type { Calls, FileText } from './protocol.ts';

/** A form with every field is drawn in milliseconds. */
const LONGEST_MS = 10_000;

export interface FormWorker extends WorkerCalls<Calls> {
  files(files: readonly FileText[]): void;
}

export function formWorker(): FormWorker {
  let given: readonly FileText[] = [];
  const give = () => {
    worker.call('files', given).catch((problem: unknown) => console.error(problem));
  };
  const worker = createWorkerCalls<Calls>({ part: 'forms', longestMs: LONGEST_MS, onReplaced: give });
  return {
    ...worker,
    files(files) {
      given = files;
      give();
    },
  };
}
