// The tabs of the work list: mine, all of my groups', what is free to take, what I watch, and all that this person may see.
import { type Condition, isAdministrator, type Query } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { numberOf } from './rows.ts';
import { watchedBy } from './watches.ts';

export type Tab = 'mine' | 'groups' | 'free' | 'all' | 'watched';

const mostWatched = 1000;

/** What leaders see is their groups', and that is said once. */
export function tabsFor(visit: Visit): Tab[] {
  const { roles, groups } = visit.principal;
  if (seesEverything(visit))
    return groups.length > 0
      ? ['mine', 'groups', 'free', 'all', 'watched']
      : ['mine', 'free', 'all', 'watched'];
  if (roles.includes('leader')) return ['mine', 'free', 'all', 'watched'];
  return ['mine', 'groups', 'free', 'watched'];
}

export function chosenTab(visit: Visit): Tab {
  const asked = visit.query('tab');
  const tabs = tabsFor(visit);
  if (asked === 'groups' && !tabs.includes('groups')) return seesEverything(visit) ? 'mine' : 'all';
  return tabs.find((tab) => tab === asked) ?? 'mine';
}

const open: Condition = { column: 'state', op: 'eq', value: 'CREATED' };
const free: Condition = { column: 'assignee', op: 'exists', value: false };

/** What a tab holds. Leaders see everything of their own groups; administrators and auditors see everything. */
export async function tabQuery(visit: Visit, tab: Tab): Promise<Query> {
  const { groups, username: user } = visit.principal;
  const ofGroups = { candidates: { groups, user, heldByOthers: true } };
  switch (tab) {
    case 'mine':
      return { where: [open, { column: 'assignee', op: 'eq', value: user }] };
    case 'groups':
      return { where: [open], ...ofGroups };
    case 'free':
      return seesEverything(visit)
        ? { where: [open, free] }
        : { where: [open, free], candidates: { groups, user } };
    case 'all':
      return seesEverything(visit) ? { where: [open] } : { where: [open], ...ofGroups };
    case 'watched':
      return {
        where: [open, { column: 'key', op: 'in', value: await watchedTasks(visit) }],
        ...(seesEverything(visit) ? {} : ofGroups),
      };
  }
}

/** Those that are watched themselves, and all of the cases that are. */
async function watchedTasks(visit: Visit): Promise<number[]> {
  const { cases, tasks } = await watchedBy(visit);
  if (cases.length === 0) return tasks;
  const { rows } = await visit.engine.store.search('user_tasks', {
    where: [{ column: 'root_key', op: 'in', value: cases }],
    sort: [{ column: 'key', descending: true }],
    limit: mostWatched,
  });
  const ofCases = rows.filter((row) => row.state === 'CREATED').map((row) => numberOf(row.key));
  return [...new Set([...tasks, ...ofCases])];
}

export function seesEverything({ principal }: Visit): boolean {
  return isAdministrator(principal) || principal.roles.includes('auditor');
}

/** A leader's "all" is all of their own groups, and says so. */
export function tabLabel(visit: Visit, tab: Tab): string {
  return visit.t(tab === 'all' && !seesEverything(visit) ? 'tasks.allOfGroups' : `tasks.${tab}`);
}
