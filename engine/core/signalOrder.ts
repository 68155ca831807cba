// Where tokens are made at once and some lead to signals: in which order they move.
import type { Step } from './step.ts';
import { throwsSignal } from './structure.ts';

/** Tokens made at once have no order: what begins to listen goes before what signals, so that it hears. */
export function signalsLast(queue: Step['queue'], from: number): void {
  const tokens = queue.splice(from);
  const signals = tokens.filter(({ flow }) => throwsSignal(flow.target));
  queue.push(...tokens.filter((token) => !signals.includes(token)), ...signals);
}
