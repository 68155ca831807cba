// A service level clock that runs or is paused, as the live state holds it: its entries say all there is to know.
import type { SlaEntry, SlaMetric, SlaTarget } from './slaFacts.ts';

export interface Clock {
  key: number;
  owner: number;
  element: string;
  sla: string;
  name: string;
  metric: SlaMetric;
  restartOnReturn?: true;
  entries: readonly SlaEntry[];
}

const ENDS: ReadonlySet<string> = new Set(['met', 'missed', 'cancelled', 'transferred']);

/** After such an entry nothing follows. */
export function ends(entry: SlaEntry): boolean {
  return ENDS.has(entry.kind);
}

export function isPaused({ entries }: Pick<Clock, 'entries'>): boolean {
  const last = entries.findLast(({ kind }) => kind === 'paused' || kind === 'resumed');
  return last?.kind === 'paused';
}

export function dueOf({ entries }: Pick<Clock, 'entries'>): number | undefined {
  return entries.findLast(({ dueAt }) => dueAt !== undefined)?.dueAt;
}

/** What was promised last without what people added to it. */
export function promised({ entries }: Pick<Clock, 'entries'>): SlaTarget | undefined {
  const last = entries.findLast(({ kind }) => kind === 'started' || kind === 'retargeted');
  return last && 'target' in last ? last.target : undefined;
}
