// What of the work list stands on the home page: terms at a glance, the next tasks, what groups wait for.
import { type Query, sortOfList } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { type Task, taskOf } from '../rows.ts';
import { type Tab, tabQuery } from '../taskTabs.ts';
import { noColumns } from '../workList/columns.ts';
import { type Count, type Counts, countsOf } from '../workList/counts.ts';
import { countWords, type Labels } from '../workList/facetViews.ts';
import type { FacetName, Filters } from '../workList/filters.ts';
import { taskRows } from '../workList/taskRows.ts';

const inSight = 5;
const tiled = ['overdue', 'atRisk', 'onTime'] as const;

export interface Looked {
  visit: Visit;
  filters: Filters;
  labels: Labels;
}

export const listAddress = (visit: Visit, query: { [name: string]: string }): string =>
  `${visit.base}/tareas?${new URLSearchParams(query)}`;

export async function countsIn(
  { visit, filters }: Looked,
  tab: Tab,
  wanted: readonly FacetName[] = ['urgency'],
): Promise<Counts> {
  return countsOf(visit, await tabQuery(visit, tab), filters, wanted);
}

/** Overdue, at risk, on time: each leads to the list. */
export function termTiles({ visit }: Looked, counts: Counts, tab: Tab) {
  return tiled.map((urgency) => {
    const found = counts.urgency.find(({ value }) => value === urgency) ?? { count: 0, more: false };
    return {
      urgency,
      count: countWords(visit, found),
      label: visit.t(`urgency.${urgency}`),
      href: listAddress(visit, { ...(tab !== 'mine' && { tab }), urgency }),
    };
  });
}

export function sum(counts: readonly Count[]): Pick<Count, 'count' | 'more'> {
  const count = counts.reduce((all, each) => all + each.count, 0);
  const more = counts.some((each) => each.more);
  return { count: more ? Math.floor(count / 1000) * 1000 : count, more };
}

/** By when they are due, whatever their priority; whoever holds none sees what could be taken first. */
export async function nextTasks({ visit, filters, labels }: Looked) {
  const query: Query = {
    ...(await tabQuery(visit, 'mine')),
    sort: [{ column: 'due_at' }, { column: 'key' }],
    limit: inSight,
  };
  const mine = (await visit.engine.store.search('user_tasks', query)).rows.map(taskOf);
  const shown = mine.length > 0 ? mine : await mostUrgent(visit);
  const rows = await taskRows(visit, shown, { filters, labels, columns: noColumns });
  return { isMine: mine.length > 0, rows };
}

async function mostUrgent(visit: Visit): Promise<Task[]> {
  const query = { ...(await tabQuery(visit, 'free')), sort: sortOfList('urgency'), limit: inSight };
  return (await visit.engine.store.search('user_tasks', query)).rows.map(taskOf);
}

/** What nobody took yet, by flow. */
export async function waiting(looked: Looked) {
  const { visit, labels } = looked;
  const { process, urgency } = await countsIn(looked, 'free', ['urgency', 'process']);
  const flows = [...process].sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  const overdue = urgency.find(({ value }) => value === 'overdue');
  return {
    total: countWords(visit, sum(process)),
    isEmpty: process.length === 0,
    href: listAddress(visit, { tab: 'free' }),
    overdue: overdue &&
      overdue.count > 0 && {
        words: visit.t('home.waiting.overdue', { count: countWords(visit, overdue) }),
        href: listAddress(visit, { tab: 'free', urgency: 'overdue' }),
      },
    flows: flows.slice(0, inSight).map((each) => ({
      label: labels('process', each.value),
      count: countWords(visit, each),
      href: listAddress(visit, { tab: 'free', process: each.value }),
    })),
  };
}
