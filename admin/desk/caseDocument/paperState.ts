// The states of a term as tables on paper know them: a shape and a colour beside the words.
import type { Cell } from '../../reports/report.ts';

const known = new Set(['onTime', 'atRisk', 'overdue', 'none']);

export function paperState(state: string): Cell['state'] {
  return known.has(state) ? (state as Cell['state']) : 'none';
}
