// The tabs of the work list: mine, what my groups may take, and all that this person may see.
import { type Condition, isAdministrator, type Query } from '../engine.ts';
import type { Visit } from '../visit.ts';

export type Tab = 'mine' | 'groups' | 'all';

export function tabsFor(visit: Visit): Tab[] {
  const { roles } = visit.principal;
  const seesAll = roles.some((role) => ['leader', 'admin', 'auditor'].includes(role));
  return seesAll ? ['mine', 'groups', 'all'] : ['mine', 'groups'];
}

export function chosenTab(visit: Visit): Tab {
  const asked = visit.query('tab');
  return tabsFor(visit).find((tab) => tab === asked) ?? 'mine';
}

/** What a tab holds. Leaders see everything of their own groups; administrators and auditors see everything. */
export function tabQuery(visit: Visit, tab: Tab): Query {
  const { principal } = visit;
  const open: Condition = { column: 'state', op: 'eq', value: 'CREATED' };
  const mine = { groups: principal.groups, user: principal.username };
  if (tab === 'mine') return { where: [open, { column: 'assignee', op: 'eq', value: principal.username }] };
  if (tab === 'all')
    return seesEverything(visit)
      ? { where: [open] }
      : { where: [open], candidates: { ...mine, heldByOthers: true } };
  return { where: [open, { column: 'assignee', op: 'exists', value: false }], candidates: mine };
}

export function seesEverything({ principal }: Visit): boolean {
  return isAdministrator(principal) || principal.roles.includes('auditor');
}

/** A leader's "all" is all of their own groups, and says so. */
export function tabLabel(visit: Visit, tab: Tab): string {
  return visit.t(tab === 'all' && !seesEverything(visit) ? 'tasks.allOfGroups' : `tasks.${tab}`);
}
