// Processes that start each other by messages and signals: how far from the first, so that one cannot start itself for ever.
import { LONGEST_CHAIN } from './limits.ts';
import type { ElementInstance, InstanceState } from './state.ts';
import { raise, type Step } from './step.ts';

/** True: an incident was raised, because what this throws may start yet another. A person or a wait begins a new chain. */
export function goesTooFar(
  step: Step,
  me: ElementInstance,
  name: string,
  retry: 'activate' | 'leave' = 'activate',
): boolean {
  if (nextHop(step.draft) < LONGEST_CHAIN) return false;
  raise(step, me.key, retry, { code: 'CHAIN_TOO_LONG', values: { name, limit: LONGEST_CHAIN } });
  return true;
}

/** Hops of what an instance starts by a message or a signal. */
export function nextHop({ hops }: InstanceState): number {
  return (hops ?? 0) + 1;
}
