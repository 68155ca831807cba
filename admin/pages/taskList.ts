// The work list: whose, how urgent, which flow, product, area; the most urgent first; every filter is in the address.
import { doneNotice } from '../desk/afterTask.ts';
import { addressWith, pagerView, pageSize } from '../desk/pager.ts';
import { recordExport } from '../desk/recordExport.ts';
import { newRequest } from '../desk/requestId.ts';
import { type Task, taskOf } from '../desk/rows.ts';
import { chosenOrder, orderLinks, placesOf } from '../desk/taskOrder.ts';
import { chosenTab, type Tab, tabLabel, tabQuery, tabsFor } from '../desk/taskTabs.ts';
import { assignees, mayReassign } from '../desk/workList/bulk.ts';
import { columnChoices, columnsOf } from '../desk/workList/columns.ts';
import { countsOf } from '../desk/workList/counts.ts';
import { emptyView } from '../desk/workList/emptyList.ts';
import { chips, facetViews, labelsOf, tileViews } from '../desk/workList/facetViews.ts';
import { filtered, filtersOf, isFiltered, priorities } from '../desk/workList/filters.ts';
import { narrowed } from '../desk/workList/narrowed.ts';
import { writeTaskFile } from '../desk/workList/taskFile.ts';
import { taskRows } from '../desk/workList/taskRows.ts';
import { audiencesFor, queryOf, viewLinks } from '../desk/workList/views.ts';
import { authorize, type Query, sortOfList } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import type { View, Visit } from '../visit.ts';

const notices: { readonly [name: string]: string } = {
  password: 'password.done',
  released: 'task.released',
  claimed: 'task.claimed',
  columns: 'workList.columnsKept',
  'view-saved': 'workList.views.saved',
  'view-removed': 'workList.views.removed',
  delegated: 'conversation.delegated',
  answered: 'conversation.answered',
};
const wrongs: { readonly [name: string]: string } = {
  'view-taken': 'workList.views.taken',
  'view-many': 'workList.views.many',
  'view-nameless': 'workList.views.nameless',
};

async function noticeOf(visit: Visit): Promise<View['notice']> {
  const done = Number(visit.query('done') ?? Number.NaN);
  if (Number.isSafeInteger(done)) {
    const text = await doneNotice(visit, done);
    return text ? { text } : undefined;
  }
  const name = visit.query('notice') ?? '';
  if (Object.hasOwn(notices, name)) return { text: visit.t(notices[name] ?? '') };
  return Object.hasOwn(wrongs, name) ? { text: visit.t(wrongs[name] ?? ''), wrong: true } : undefined;
}

function tabViews(visit: Visit, tab: Tab) {
  return tabsFor(visit).map((each) => ({
    label: tabLabel(visit, each),
    current: each === tab,
    href: addressWith(visit, { tab: each === 'mine' ? undefined : each, after: undefined }),
  }));
}

/** What may be done with several at once. */
async function bulkView(visit: Visit) {
  if (!authorize(visit.principal, 'task:claim')) return undefined;
  return {
    request: newRequest(),
    back: visit.request.originalUrl.slice(visit.base.length),
    people: await assignees(visit),
    priorities:
      mayReassign(visit) &&
      priorities.map((value) => ({ value, label: visit.t(`workList.priority.${value}`) })),
  };
}

/** The fields that a search form takes along. */
function keptFields(visit: Visit) {
  const query = new URLSearchParams(queryOf(new URL(visit.request.originalUrl, 'http://localhost').search));
  return [...query]
    .filter(([name]) => name !== 'q' && name !== 'data')
    .map(([name, value]) => ({ name, value }));
}

interface Asked {
  tab: Tab;
  order: Awaited<ReturnType<typeof chosenOrder>>;
  filters: Awaited<ReturnType<typeof filtersOf>>;
  /** The tab alone, and with every filter. */
  whole: Query;
  listed: Query;
}

async function askedOf(visit: Visit): Promise<Asked> {
  const tab = chosenTab(visit);
  const filters = await filtersOf(visit);
  const order = await chosenOrder(visit, filters.chosen.process);
  const whole = await tabQuery(visit, tab);
  return { tab, order, filters, whole, listed: await narrowed(visit, filtered(whole, filters), filters) };
}

async function showTasks(visit: Visit): Promise<void> {
  const { tab, order, filters, whole, listed } = await askedOf(visit);
  const after = visit.query('after');
  const columns = await columnsOf(visit);
  const [page, places, counts, labels, views, bulk] = await Promise.all([
    visit.engine.store.search('user_tasks', {
      ...listed,
      sort: sortOfList(order),
      limit: pageSize,
      ...(after && { after }),
    }),
    columns.place ? placesOf(visit, listed, order) : undefined,
    countsOf(visit, whole, filters),
    labelsOf(visit),
    viewLinks(visit),
    bulkView(visit),
  ]);
  const found = page.rows.map(taskOf);
  const rows = await taskRows(visit, found, { filters, columns, labels });
  const tasks = rows.map((row, at) => ({ ...row, place: places?.(found[at] as Task) }));
  const tiles = tileViews(visit, filters, counts);
  const query = queryOf(new URL(visit.request.originalUrl, 'http://localhost').search);
  const overdue = counts.urgency.find(({ value }) => value === 'overdue')?.count ?? 0;
  visit.show('taskList', {
    title: visit.t('tasks.title'),
    titleCount: overdue,
    islands: ['rows'],
    notice: await noticeOf(visit),
    wide: true,
    tiles,
    tabs: tabViews(visit, tab),
    views,
    query,
    audiences: audiencesFor(visit),
    orders: orderLinks(visit, order),
    kept: keptFields(visit),
    text: filters.text ?? '',
    data: filters.data ?? '',
    facets: facetViews(visit, filters, counts, labels),
    faceted: tasks.length > 0 || isFiltered(filters),
    chips: chips(visit, filters, labels),
    columns,
    columnChoices: columnChoices(visit, columns),
    bulk,
    tasks,
    pager: pagerView(visit, page),
    file: `${visit.base}/tareas/exportar${query === '' ? '' : `?${query}`}`,
    empty: tasks.length === 0 && (await emptyView(visit, tab, isFiltered(filters))),
  });
}

async function takeTasks(visit: Visit): Promise<void> {
  const { order, filters, listed } = await askedOf(visit);
  const labels = await labelsOf(visit);
  const query = queryOf(new URL(visit.request.originalUrl, 'http://localhost').search);
  await recordExport(visit, `tareas.csv ${query}`.trim());
  visit.response.type('text/csv');
  visit.response.attachment('tareas.csv');
  await writeTaskFile(visit, { ...listed, sort: sortOfList(order) }, { filters, labels });
}

export const taskListPages: PageRoute[] = [
  get('/tareas', 'task:list', showTasks),
  get('/tareas/exportar', 'task:list', takeTasks),
];
