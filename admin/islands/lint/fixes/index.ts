// Which repairs a finding has; none where only thinking helps.
import type { Fix, Fixable, FixOf, FixTree } from './change.ts';
import { conditionFixes } from './conditions.ts';
import { eventFixes } from './events.ts';
import { nameFixes } from './names.ts';
import { pathFixes } from './paths.ts';
import { workFixes } from './work.ts';

export const fixes: ReadonlyMap<string, FixOf> = new Map(
  Object.entries({ ...nameFixes, ...pathFixes, ...conditionFixes, ...eventFixes, ...workFixes }),
);

export function fixesOf(finding: Fixable, tree: FixTree): Fix[] {
  const { elementId } = finding;
  if (elementId === undefined) return [];
  return fixes.get(finding.code)?.({ ...finding, elementId }, tree) ?? [];
}
