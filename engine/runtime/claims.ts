// What a group of work will change or count on, said to the store before it is executed, so that nodes do not meet in it.
import type { GroupClaims, GroupView } from '../store/store.ts';
import type { Outcome } from './engine.ts';
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

/** Answers a routed command before which another has to be delivered: it stays in the queue. */
export const tooEarly: Outcome = { ok: false, rejection: { code: 'TOLD_TOO_EARLY', values: {} } };

/** What is before it may be done in the groups that it is executed on. */
export function isTooEarly(
  { routedId, behind }: Work,
  { overtaking }: GroupView,
  ...groups: (Done | undefined)[]
): boolean {
  if (routedId === undefined) return false;
  const earlier = behind?.(routedId) ?? [];
  const isMissing = (id: string) => !groups.some((group) => group && isDoneIn(group, id));
  return overtaking.has(routedId) || earlier.some(isMissing);
}

interface Done {
  executed: readonly { work: Work }[];
  answers: readonly { work: Work; outcome: Outcome }[];
}

function isDoneIn({ executed, answers }: Done, id: string): boolean {
  return (
    executed.some(({ work }) => work.routedId === id) ||
    answers.some(({ work, outcome }) => work.routedId === id && outcome !== tooEarly)
  );
}

/** Ids of those that end without a batch: a routed command that is refused has reached nobody, and is done. */
export function refusedRouted(answers: readonly { work: Work; outcome: Outcome }[]): string[] {
  return answers.flatMap(({ work, outcome }) =>
    work.routedSurvivesRefusal || outcome === tooEarly ? [] : (work.routedId ?? []),
  );
}
