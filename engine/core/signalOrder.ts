// Where tokens are made at once and some lead to signals: in which order they move.
import type { Flow } from './executable.ts';
import type { Step } from './step.ts';
import { throwsSignal } from './structure.ts';

/** Tokens made at once have no order: what begins to listen goes before what signals, so that it hears. */
export function signalsLast(step: Step, flows: string[]): string[] {
  const signals = flows.filter((id) => throwsSignal((step.exe.flows.get(id) as Flow).target));
  return signals.length === 0 ? flows : [...flows.filter((id) => !signals.includes(id)), ...signals];
}
