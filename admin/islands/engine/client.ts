// The desk's side of the worker that runs a draft.
import { createWorkerCalls, type WorkerCalls } from '../worker/workerCalls.ts';
import type { Calls } from './protocol.ts';

export type TrialClient = WorkerCalls<Calls>;

/** Runs have ends of their own; this is for what nobody thought of. */
const LONGEST_MS = 30_000;

export const createTrialClient = (): TrialClient =>
  createWorkerCalls<Calls>({ part: 'trial', longestMs: LONGEST_MS });
