// What the rest of the product may use of the model reader. Browser code imports `parseProcesses.ts` directly.
export type { CheckFeel } from './feel.ts';
export type { LinkedResource } from './links.ts';
export { type ParseOptions, type ParseOutcome, parseProcesses } from './parseProcesses.ts';
