// Ratios of one contestant to others, each named as what it compares with: `memory.W1.bpmn-engine`.
import type { Contestant, Measured, Spread, timesFaster } from './measure.ts';

export function against(
  measured: Measured,
  ours: { name: string },
  others: readonly Contestant[],
  compare: typeof timesFaster,
): { [name: string]: Spread } {
  return Object.fromEntries(others.map(({ name }) => [name, compare(measured, ours.name, name)]));
}
