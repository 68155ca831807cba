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

/** What pauses it: the elements of the drawing, and undefined for what people did. */
export function pausedBy({ entries }: Pick<Clock, 'entries'>): ReadonlySet<string | undefined> {
  const open = new Set<string | undefined>();
  for (const entry of entries) {
    if (entry.kind === 'paused') open.add(entry.element);
    else if (entry.kind === 'resumed' && entry.element === undefined) open.clear();
    else if (entry.kind === 'resumed') open.delete(entry.element);
  }
  return open;
}

export function isPaused(clock: Pick<Clock, 'entries'>): boolean {
  return pausedBy(clock).size > 0;
}

export function dueOf({ entries }: Pick<Clock, 'entries'>): number | undefined {
  return entries.findLast(({ dueAt }) => dueAt !== undefined)?.dueAt;
}

/** What was promised last without what people added to it. */
export function promised({ entries }: Pick<Clock, 'entries'>): SlaTarget | undefined {
  const last = entries.findLast(({ kind }) => kind === 'started' || kind === 'retargeted');
  return last && 'target' in last ? last.target : undefined;
}
