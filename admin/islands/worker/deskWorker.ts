// The one worker of the desk. Its name says which part it plays, and that part is loaded: so the parts share their chunks, and
// whoever tries a draft that was checked does not load the engine once more.
import type { WorkerPart } from './startWorker.ts';

const parts: { [P in WorkerPart]: () => Promise<{ hear(request: never): void }> } = {
  arrange: () => import('../modeler/arrange/arrangeDrawing.ts'),
  check: () => import('../lint/checkDraft.ts'),
  forms: () => import('../formEditor/formWorker.ts'),
  trial: () => import('../engine/trialWorker.ts'),
};

const part = parts[self.name as WorkerPart]();

// What comes while the part is loaded waits for it; that it cannot be loaded is told to the page as an error of the worker.
self.addEventListener('message', ({ data }) => {
  part.then(({ hear }) => hear(data as never), reportError);
});
