// What a group of work will change or count on, said to the store before it is executed, so that nodes do not meet in it.
import type { GroupClaims, GroupView } from '../store/store.ts';
import type { Work } from './work.ts';

/** For a store that nobody else writes. */
const nothing: GroupClaims = { instances: [], routed: [] };

export function claimsOf(works: Work[], shared: boolean): GroupClaims {
  if (!shared) return nothing;
  const instances = new Set<number>();
  const routed: string[] = [];
  for (const { target, reads, routedId } of works) {
    if (target.kind === 'instance') instances.add(target.key);
    if (reads !== undefined) instances.add(reads);
    if (routedId !== undefined) routed.push(routedId);
  }
  return { instances: [...instances].sort((one, other) => one - other), routed };
}

/** Another node has done what was routed. */
export function isDoneElsewhere({ routedId }: Work, { goneRouted }: GroupView): boolean {
  return routedId !== undefined && goneRouted.has(routedId);
}
