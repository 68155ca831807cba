// The work list: whose, how urgent, which process; the most urgent first; every filter is in the address.
import { doneNotice } from '../desk/afterTask.ts';
import { dueView } from '../desk/due.ts';
import { candidateWords, casesOf, holderWords, namesOf } from '../desk/names.ts';
import { addressWith, pagerView, pageSize } from '../desk/pager.ts';
import { plainNumber, type Task, taskOf, textOf } from '../desk/rows.ts';
import { chosenOrder, orderLinks, placesOf } from '../desk/taskOrder.ts';
import { chosenTab, seesEverything, type Tab, tabLabel, tabQuery, tabsFor } from '../desk/taskTabs.ts';
import { authorize, type Condition, type Query, sortOfList } from '../engine.ts';
import { riskMs } from '../render/words.ts';
import { get, type PageRoute } from '../route.ts';
import type { Visit } from '../visit.ts';

const urgencies = ['overdue', 'atRisk', 'onTime'] as const;
type Urgency = (typeof urgencies)[number];

function urgencyConditions(urgency: Urgency, now: number): Condition[] {
  if (urgency === 'overdue') return [{ column: 'due_at', op: 'lt', value: now }];
  if (urgency === 'atRisk') {
    return [
      { column: 'due_at', op: 'gte', value: now },
      { column: 'due_at', op: 'lte', value: now + riskMs },
    ];
  }
  return [{ column: 'due_at', op: 'gt', value: now + riskMs }];
}

interface Filters {
  process: string | undefined;
  urgency: Urgency | undefined;
  variables: NonNullable<Query['variables']>;
}

function filters(visit: Visit): Filters {
  const asked = visit.query('urgency');
  return {
    process: visit.query('process'),
    urgency: urgencies.find((each) => each === asked),
    variables: variablesOf(visit.query('data')),
  };
}

/** `name = value`, as people write it: a number may be one, or be stored as a text. */
function variablesOf(data: string | undefined): NonNullable<Query['variables']> {
  const [, name, text = ''] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(data ?? '') ?? [];
  if (name === undefined) return [];
  const isPlain = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?)$/.test(text);
  const value = [JSON.stringify(text), ...(isPlain ? [JSON.stringify(JSON.parse(text))] : [])];
  return [{ name, value }];
}

const processCondition = (process: string | undefined): Condition[] =>
  process === undefined ? [] : [{ column: 'process_id', op: 'eq', value: process }];

async function count(visit: Visit, query: Query, more: Condition[]): Promise<number> {
  const where = [...(query.where ?? []), ...more];
  return (await visit.engine.store.search('user_tasks', { ...query, where, limit: 1 })).total;
}

async function tilesOf(visit: Visit, query: Query, process: string | undefined, chosen: Urgency | undefined) {
  const now = visit.engine.now();
  const counts = await Promise.all(
    urgencies.map((urgency) =>
      count(visit, query, [...processCondition(process), ...urgencyConditions(urgency, now)]),
    ),
  );
  return urgencies.map((urgency, index) => ({
    urgency,
    count: counts[index],
    label: visit.t(`urgency.${urgency}`),
    current: urgency === chosen,
    href: addressWith(visit, { urgency: urgency === chosen ? undefined : urgency, after: undefined }),
  }));
}

async function processChoices(visit: Visit, chosen: string | undefined) {
  const { rows } = await visit.engine.store.search('process_definitions', { limit: 1000 });
  const names = new Map(rows.map((row) => [textOf(row.process_id), textOf(row.name)]));
  return [...names]
    .map(([id, name]) => ({ id, name, current: id === chosen }))
    .sort((a, b) => a.name.localeCompare(b.name, 'es'));
}

async function rowViews(visit: Visit, tasks: Task[]) {
  const { store } = visit.engine;
  const [cases, names] = await Promise.all([
    casesOf(
      store,
      tasks.map((task) => task.rootKey),
    ),
    namesOf(
      store,
      tasks.flatMap((task) => [task.assignee ?? '', ...task.candidateUsers]),
    ),
  ]);
  const dues = await Promise.all(tasks.map((task) => dueView(visit, task.dueAt, task.definitionKey)));
  return tasks.map((task, index) => ({
    name: task.name,
    number: cases.get(task.rootKey)?.number ?? plainNumber(task.rootKey),
    process: task.processName,
    due: dues[index],
    who: task.assignee === null ? visit.t('tasks.free') : holderWords(visit, task, names),
    offered: task.assignee === null && candidateWords(task, names),
    href: `${visit.base}/tareas/${task.key}`,
    claim:
      task.assignee === null && authorize(visit.principal, 'task:claim', task)
        ? `${visit.base}/tareas/${task.key}/tomar?from=list`
        : undefined,
  }));
}

async function emptyView(visit: Visit, tab: Tab, filtered: boolean) {
  if (filtered) {
    const none = { process: undefined, urgency: undefined, data: undefined, after: undefined };
    const href = addressWith(visit, none);
    const label = visit.t('tasks.none.clear');
    return { heading: visit.t('tasks.none.filtered'), hint: visit.t('tasks.none.filteredHint'), href, label };
  }
  if (tab === 'all') {
    const hint = seesEverything(visit) ? 'tasks.none.allHint' : 'tasks.none.allOfGroupsHint';
    return { heading: visit.t('tasks.none.all'), hint: visit.t(hint) };
  }
  if (tab !== 'mine')
    return { heading: visit.t('tasks.none.groups'), hint: visit.t('tasks.none.groupsHint') };
  const free = await count(visit, tabQuery(visit, 'groups'), []);
  const heading = visit.t('tasks.none.mine');
  if (free === 0) return { heading, hint: visit.t('tasks.none.mineQuiet') };
  const href = addressWith(visit, { tab: 'groups', after: undefined });
  return {
    heading,
    hint: visit.t('tasks.none.mineHint', { count: free }),
    href,
    label: visit.t('tasks.none.see'),
  };
}

async function noticeOf(visit: Visit): Promise<{ text: string } | undefined> {
  const done = Number(visit.query('done') ?? Number.NaN);
  if (Number.isSafeInteger(done)) {
    const text = await doneNotice(visit, done);
    return text ? { text } : undefined;
  }
  const known: { [name: string]: string } = {
    password: 'password.done',
    released: 'task.released',
    claimed: 'task.claimed',
  };
  const key = known[visit.query('notice') ?? ''];
  return key ? { text: visit.t(key) } : undefined;
}

async function showTasks(visit: Visit): Promise<void> {
  const tab = chosenTab(visit);
  const { process, urgency, variables } = filters(visit);
  const query = { ...tabQuery(visit, tab), variables };
  const now = visit.engine.now();
  const conditions = [...processCondition(process), ...(urgency ? urgencyConditions(urgency, now) : [])];
  const after = visit.query('after');
  const order = await chosenOrder(visit, process);
  const listed = { ...query, where: [...(query.where ?? []), ...conditions] };
  const [page, places, tiles, processes] = await Promise.all([
    visit.engine.store.search('user_tasks', {
      ...listed,
      sort: sortOfList(order),
      limit: pageSize,
      ...(after && { after }),
    }),
    placesOf(visit, listed, order),
    tilesOf(visit, query, process, urgency),
    processChoices(visit, process),
  ]);
  const found = page.rows.map(taskOf);
  const views = await rowViews(visit, found);
  const tasks = views.map((view, index) => ({ ...view, place: places(found[index] as Task) }));
  visit.show('taskList', {
    title: visit.t('tasks.title'),
    titleCount: tiles[0]?.count ?? 0,
    islands: ['rows'],
    notice: await noticeOf(visit),
    tiles,
    tab,
    tabs: tabsFor(visit).map((each) => ({
      label: tabLabel(visit, each),
      current: each === tab,
      href: addressWith(visit, { tab: each === 'mine' ? undefined : each, after: undefined }),
    })),
    orders: orderLinks(visit, order),
    order: visit.query('order') === undefined ? undefined : order,
    processes,
    data: visit.query('data') ?? '',
    urgencies: urgencies.map((id) => ({ id, label: visit.t(`urgency.${id}`), current: id === urgency })),
    tasks,
    pager: pagerView(visit, page),
    empty:
      tasks.length === 0 &&
      (await emptyView(visit, tab, process !== undefined || urgency !== undefined || variables.length > 0)),
  });
}

export const taskListPages: PageRoute[] = [get('/tareas', 'task:list', showTasks)];
