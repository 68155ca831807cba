// What the rest of the engine uses of the model reader. Browser code imports `parseProcesses.ts` by itself.

export { feelName } from './dataNames.ts';
export type { CheckFeel } from './feel.ts';
export { fromXPath } from './feel.ts';
export type { LinkedResource } from './links.ts';
export { parseInWorker, stopWorker, type WorkerOptions } from './parseInWorker.ts';
export { type ParseOptions, type ParseOutcome, parseProcesses } from './parseProcesses.ts';
export { type Locale, problemTexts } from './problems.ts';
export { startClock } from './processorClock.ts';
