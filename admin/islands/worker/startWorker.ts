// Starts the desk's worker for one of its parts.

export type WorkerPart = 'arrange' | 'check' | 'forms' | 'trial';

export function startWorker(part: WorkerPart): Worker {
  return new Worker(new URL('./deskWorker.ts', import.meta.url), { type: 'module', name: part });
}
