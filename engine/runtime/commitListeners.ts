// Who is told after each commit, in order; what one of them throws is its own.
import type { CommittedBatch } from './work.ts';

type CommitListener = (batches: CommittedBatch[]) => void;

export function createCommitListeners(failed: (error: unknown) => void) {
  const listeners: CommitListener[] = [];
  return {
    add: (listener: CommitListener): void => void listeners.push(listener),
    tell(batches: CommittedBatch[]): void {
      for (const listener of listeners) {
        try {
          listener(batches);
        } catch (error) {
          failed(error);
        }
      }
    },
  };
}
