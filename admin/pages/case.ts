// One case: where it is, what happened, its tasks, values, documents and incidents.
import { begin, beginningsOf, mayBegin } from '../desk/adHoc.ts';
import { caseFor, stateView } from '../desk/caseFor.ts';
import { clockRows, clockViews, liveFirst, movable } from '../desk/clocks.ts';
import { conversationOf } from '../desk/conversation/view.ts';
import { dueView } from '../desk/due.ts';
import { nameIn } from '../desk/elementNames.ts';
import { incidentViews, retryNotice } from '../desk/incidents.ts';
import { labelsOf } from '../desk/labels.ts';
import { actorWords, holderWords, namesOf } from '../desk/names.ts';
import { capital, milestonesOf, openedWords } from '../desk/progress.ts';
import { relatedCases } from '../desk/relatedCases.ts';
import { newRequest } from '../desk/requestId.ts';
import { numberOf, type Task, taskOf, textOf } from '../desk/rows.ts';
import { surveyViews } from '../desk/surveyViews.ts';
import { filesOf } from '../desk/taskView.ts';
import { actorsOf, timelineOf } from '../desk/timeline.ts';
import { valueViews } from '../desk/values.ts';
import { authorize, type Condition, type ProcessModel, type Row } from '../engine.ts';
import { dateTimeWords } from '../render/words.ts';
import { get, type PageRoute, post } from '../route.ts';
import { forbidden, type Visit } from '../visit.ts';
import { failedMails } from './caseMails.ts';

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
    // Clocks have timers, too; they are no event of the drawing.
    ...timers.rows
      .filter((row) => isEvent(model, textOf(row.element_id)))
      .map((row) => ({
        stateClass: 'active',
        words: visit.t('case.waitingTimer', {
          name: nameOf(row),
          date: dateTimeWords(visit.lang, numberOf(row.due_at), visit.options.timeZone),
        }),
      })),
  ];
}

function isEvent(model: ProcessModel | undefined, id: string): boolean {
  return !model || model.elements.some((element) => element.id === id && element.type.endsWith('Event'));
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

export async function showCase(visit: Visit, wrong?: string): Promise<void> {
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
  const promised = liveFirst(await clockRows(visit, inCase(found.key)));
  const clocks = await clockViews(visit, promised, async (key) =>
    key === found.key ? history : engine.history(key),
  );
  const dues = await Promise.all(open.map((task) => dueView(visit, task.dueAt, task.definitionKey)));
  visit.show(
    'case',
    {
      title: visit.t('case.title', { number: found.number }),
      islands: ['conversation'],
      notice: noticeOf(visit, wrong),
      number: found.number,
      process: found.processName,
      ...stateView(visit, found.state),
      openedBy: actorWords(visit, found.openedBy, names),
      openedAt: found.openedAt,
      closedAt: found.closedAt,
      due:
        found.state === 'ACTIVE' &&
        found.dueAt !== null &&
        clocks.length === 0 &&
        (await dueView(visit, found.dueAt, definitionKey)),
      clocks: await movable(visit, found.key, promised, clocks),
      auditHref: authorize(principal, 'case:history') && `${base}/casos/${found.key}/auditoria`,
      incidents: await openIncidents(visit, found.key),
      openTasks: open.map((task, index) => ({
        name: task.name,
        href: authorize(principal, 'task:read', task) && `${base}/tareas/${task.key}`,
        due: dues[index],
        who: holderWords(visit, task, names),
      })),
      waiting: found.state === 'ACTIVE' ? await waitingOf(visit, found.key, model) : [],
      beginnings: found.state === 'ACTIVE' ? await beginningsOf(visit, found.key) : [],
      beginAction: `${base}/casos/${found.key}/comenzar`,
      beginRequest: newRequest(),
      timeline: await timelineOf(visit, found, { model, tasks, actors, names, history }),
      children: await childrenOf(visit, found.key),
      related: await relatedCases(visit, found),
      milestones: milestonesOf(history, capital(openedWords(visit, found.openedBy))),
      files: await filesOf(visit, found.key),
      surveys: await surveyViews(visit, found.key),
      failedMails: await failedMails(visit, found.key),
      conversation: await conversationOf(visit, { caseKey: found.key }),
      values: valueViews(visit, labels, variables),
      crumbs: [{ label: visit.t('nav.cases'), href: `${base}/casos` }, { label: found.number }],
    },
    wrong === undefined ? 200 : 409,
  );
}

const notices: { readonly [notice: string]: string } = {
  begun: 'begin.done',
  clock: 'clock.moved',
  mail: 'mails.retried',
  survey: 'case.surveyDone',
  surveyTaken: 'case.surveyTaken',
};

function noticeOf(visit: Visit, wrong: string | undefined) {
  if (wrong !== undefined) return { text: wrong, wrong: true };
  const words = notices[visit.query('notice') ?? ''];
  return words === undefined ? retryNotice(visit) : { text: visit.t(words) };
}

async function beginActivity(visit: Visit): Promise<void> {
  const { key } = await caseFor(visit, 'case:read');
  if (!(await mayBegin(visit, key))) throw forbidden();
  const wrong = await begin(visit, key);
  if (wrong !== undefined) return showCase(visit, wrong);
  visit.go(`/casos/${key}?notice=begun`);
}

export const casePages: PageRoute[] = [
  get('/casos/:key', 'case:read', (visit) => showCase(visit)),
  post('/casos/:key/comenzar', 'activity:begin', beginActivity),
];
