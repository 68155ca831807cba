// One case: where it is, what happened, its tasks, values, documents and incidents.
import { caseFor, stateView } from '../desk/caseFor.ts';
import { dueView } from '../desk/due.ts';
import { nameIn } from '../desk/elementNames.ts';
import { incidentViews, retryNotice } from '../desk/incidents.ts';
import { labelsOf } from '../desk/labels.ts';
import { actorWords, holderWords, namesOf } from '../desk/names.ts';
import { capital, milestonesOf, openedWords } from '../desk/progress.ts';
import { type Case, numberOf, type Task, taskOf, textOf } from '../desk/rows.ts';
import { filesOf } from '../desk/taskView.ts';
import { valueViews } from '../desk/values.ts';
import { authorize, type Condition, type HistoryBatch, type ProcessModel, type Row } from '../engine.ts';
import { dateTimeWords, durationWords } from '../render/words.ts';
import { get, type PageRoute } from '../route.ts';
import type { Visit } from '../visit.ts';

const most = 200;

const inCase = (key: number): Condition => ({ column: 'root_key', op: 'eq', value: key });

async function tasksOf(visit: Visit, key: number): Promise<Task[]> {
  const { rows } = await visit.engine.store.search('user_tasks', {
    where: [inCase(key)],
    sort: [{ column: 'key' }],
    limit: most,
  });
  return rows.map(taskOf);
}

interface Told {
  model: ProcessModel | undefined;
  tasks: Task[];
  actors: Map<number, string>;
  names: Map<string, string>;
}

/** Who made each element end, or begin while it lasts, by its key. */
function actorsOf(history: HistoryBatch[]): Map<number, string> {
  const actors = new Map<number, string>();
  for (const { actor, events } of history) {
    for (const event of events) {
      if (event.type === 'elementActivated' || event.type === 'elementCompleted')
        actors.set(event.key, actor);
      else if (event.type === 'elementTerminated') actors.set(event.key, actor);
    }
  }
  return actors;
}

/** Every step that a person would name, in order; gateways have no name of their own here. */
async function timelineOf(visit: Visit, found: Case, { model, tasks, actors, names }: Told) {
  const { rows } = await visit.engine.store.search('element_instances', {
    where: [
      { column: 'instance_key', op: 'eq', value: found.key },
      {
        column: 'element_type',
        op: 'notIn',
        value: [
          'process',
          'exclusiveGateway',
          'parallelGateway',
          'inclusiveGateway',
          'complexGateway',
          'PROCESS',
        ],
      },
    ],
    sort: [{ column: 'key' }],
    limit: most,
  });
  const taskBy = new Map(tasks.map((task) => [task.elementInstanceKey, task]));
  return rows.map((row) => {
    const task = taskBy.get(numberOf(row.key));
    const startedAt = numberOf(row.started_at);
    const endedAt = row.ended_at === null || row.ended_at === undefined ? null : Number(row.ended_at);
    const took = endedAt === null ? '' : durationWords(visit.lang, endedAt - startedAt);
    return {
      at: startedAt,
      name: nameIn(visit, model, textOf(row.element_id)),
      note: row.state === 'TERMINATED' ? visit.t('step.terminated') : '',
      who: task ? whoDid(visit, task, names) : actorWords(visit, actors.get(numberOf(row.key)) ?? '', names),
      took: endedAt === null ? visit.t('state.ACTIVE') : took,
    };
  });
}

function whoDid(visit: Visit, task: Task, names: Map<string, string>): string {
  if (task.state === 'COMPLETED') return actorWords(visit, task.completedBy, names);
  return task.state === 'CREATED' ? holderWords(visit, task, names) : '';
}

async function waitingOf(visit: Visit, instanceKey: number, model: ProcessModel | undefined) {
  const { store } = visit.engine;
  const where: Condition[] = [{ column: 'instance_key', op: 'eq', value: instanceKey }];
  const [messages, timers] = await Promise.all([
    store.search('message_subscriptions', { where, limit: most }),
    store.search('timers', { where, sort: [{ column: 'due_at' }], limit: most }),
  ]);
  const nameOf = (row: Row) => nameIn(visit, model, textOf(row.element_id));
  return [
    ...messages.rows.map((row) => ({
      words: visit.t('case.waitingMessage', { name: nameOf(row) }),
      stateClass: 'none',
    })),
    ...timers.rows.map((row) => ({
      stateClass: 'active',
      words: visit.t('case.waitingTimer', {
        name: nameOf(row),
        date: dateTimeWords(visit.lang, numberOf(row.due_at), visit.options.timeZone),
      }),
    })),
  ];
}

async function childrenOf(visit: Visit, key: number) {
  const { rows } = await visit.engine.store.search('process_instances', {
    where: [inCase(key), { column: 'key', op: 'neq', value: key }],
    limit: most,
  });
  return rows.map((row) => ({
    name: textOf(row.process_name),
    href: `${visit.base}/casos/${key}/auditoria?instance=${numberOf(row.key)}`,
    ...stateView(visit, textOf(row.state)),
  }));
}

async function openIncidents(visit: Visit, key: number) {
  const { rows } = await visit.engine.store.search('incidents', {
    where: [inCase(key), { column: 'state', op: 'eq', value: 'ACTIVE' }],
    limit: most,
  });
  return incidentViews(visit, rows);
}

async function showCase(visit: Visit): Promise<void> {
  const found = await caseFor(visit, 'case:read');
  const { engine, principal, base } = visit;
  const instance = await engine.store.find('process_instances', { key: found.key });
  const definitionKey = numberOf(instance?.definition_key);
  const [model, tasks, labels, variables, history] = await Promise.all([
    engine.model(definitionKey),
    tasksOf(visit, found.key),
    labelsOf(visit, definitionKey),
    engine.visibleVariables(found.key),
    engine.history(found.key),
  ]);
  const people = tasks.flatMap((task) => [task.completedBy, task.assignee ?? '', ...task.candidateUsers]);
  const actors = actorsOf(history);
  const names = await namesOf(engine.store, [found.openedBy, ...actors.values(), ...people]);
  const open = tasks.filter((task) => task.state === 'CREATED');
  const dues = await Promise.all(open.map((task) => dueView(visit, task.dueAt, task.definitionKey)));
  visit.show('case', {
    title: visit.t('case.title', { number: found.number }),
    notice: retryNotice(visit),
    number: found.number,
    process: found.processName,
    ...stateView(visit, found.state),
    openedBy: actorWords(visit, found.openedBy, names),
    openedAt: found.openedAt,
    closedAt: found.closedAt,
    due:
      found.state === 'ACTIVE' && found.dueAt !== null && (await dueView(visit, found.dueAt, definitionKey)),
    auditHref: authorize(principal, 'case:history') && `${base}/casos/${found.key}/auditoria`,
    incidents: await openIncidents(visit, found.key),
    openTasks: open.map((task, index) => ({
      name: task.name,
      href: authorize(principal, 'task:read', task) && `${base}/tareas/${task.key}`,
      due: dues[index],
      who: holderWords(visit, task, names),
    })),
    waiting: found.state === 'ACTIVE' ? await waitingOf(visit, found.key, model) : [],
    timeline: await timelineOf(visit, found, { model, tasks, actors, names }),
    children: await childrenOf(visit, found.key),
    milestones: milestonesOf(history, capital(openedWords(visit, found.openedBy))),
    files: await filesOf(visit, found.key),
    values: valueViews(visit, labels, variables),
    crumbs: [{ label: visit.t('nav.cases'), href: `${base}/casos` }, { label: found.number }],
  });
}

export const casePages: PageRoute[] = [get('/casos/:key', 'case:read', showCase)];
