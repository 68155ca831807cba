// The rows of the work list as pages and files show them.
import { authorize, type Query } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { type DueView, dueView } from '../due.ts';
import { candidateWords, casesOf, holderWords, namesOf } from '../names.ts';
import { numberOf, plainNumber, type Task, textOf } from '../rows.ts';
import type { Columns } from './columns.ts';
import type { Labels } from './facetViews.ts';
import { dimensions, type Filters, priorityOf } from './filters.ts';

export interface TaskRow {
  key: number;
  name: string;
  number: string;
  process: string;
  due: DueView;
  who: string;
  offered: string;
  priority: string;
  priorityNumber: number;
  product: string;
  area: string;
  arrivedAt: number;
  href: string;
  claim: string | undefined;
}

const most = 1000;

/** Product and area of each task's instance, where they are texts that anybody may read. */
async function dimensionsOf(visit: Visit, tasks: readonly Task[], { variables }: Filters, columns: Columns) {
  const wanted = dimensions.filter((name) => columns[name]);
  const found = new Map<string, string>();
  if (wanted.length === 0 || tasks.length === 0) return () => '';
  const names = wanted.flatMap((name) => [name, ...Object.values(variables[name].elsewhere ?? {})]);
  const query: Query = {
    where: [
      { column: 'instance_key', op: 'in', value: [...new Set(tasks.map((task) => task.instanceKey))] },
      { column: 'name', op: 'in', value: [...new Set(names)] },
    ],
    limit: most,
  };
  for (const row of (await visit.engine.store.search('variables', query)).rows) {
    const value = textOf(row.value);
    if (row.scope_key !== row.instance_key || !value.startsWith('"')) continue;
    found.set(`${numberOf(row.instance_key)} ${textOf(row.name)}`, JSON.parse(value) as string);
  }
  return (task: Task, name: (typeof dimensions)[number]) => {
    const { name: usual, elsewhere } = variables[name];
    return found.get(`${task.instanceKey} ${elsewhere?.[task.processId] ?? usual}`) ?? '';
  };
}

export async function taskRows(
  visit: Visit,
  tasks: readonly Task[],
  { filters, columns, labels }: { filters: Filters; columns: Columns; labels: Labels },
): Promise<TaskRow[]> {
  const { store } = visit.engine;
  const people = tasks.flatMap((task) => [task.assignee ?? '', ...task.candidateUsers]);
  const [cases, names, valueFor] = await Promise.all([
    casesOf(
      store,
      tasks.map((task) => task.rootKey),
    ),
    namesOf(store, people),
    dimensionsOf(visit, tasks, filters, columns),
  ]);
  const dues = await Promise.all(tasks.map((task) => dueView(visit, task.dueAt, task.definitionKey)));
  const said = (task: Task, name: (typeof dimensions)[number]) => {
    const value = valueFor(task, name);
    return value === '' ? '' : labels(name, value);
  };
  return tasks.map((task, at) => ({
    key: task.key,
    name: task.name,
    number: cases.get(task.rootKey)?.number ?? plainNumber(task.rootKey),
    process: task.processName,
    due: dues[at] as DueView,
    who: task.assignee === null ? visit.t('tasks.free') : holderWords(visit, task, names),
    offered: task.assignee === null ? candidateWords(task, names) : '',
    priority: visit.t(`workList.priority.${priorityOf(task.priority)}`),
    priorityNumber: task.priority,
    product: said(task, 'product'),
    area: said(task, 'area'),
    arrivedAt: task.createdAt,
    href: `${visit.base}/tareas/${task.key}`,
    claim:
      task.assignee === null && authorize(visit.principal, 'task:claim', task)
        ? `${visit.base}/tareas/${task.key}/tomar?from=list`
        : undefined,
  }));
}
