// What stands beside a task's form: the case, its documents and history, and why this person sees the task.
import { groupsWithoutMembers, isAdministrator, type Row } from '../engine.ts';
import { dateWords } from '../render/words.ts';
import type { Visit } from '../visit.ts';
import { clockRows, clockViews, isLive } from './clocks.ts';
import { dueView } from './due.ts';
import { labelsOf } from './labels.ts';
import { actorWords, casesOf, namesOf } from './names.ts';
import { openStoreOf } from './openStore.ts';
import { capital, openedWords } from './progress.ts';
import { numberOf, plainNumber, type Task, taskOf } from './rows.ts';
import { reasonWords } from './taskReasons.ts';
import { valueViews } from './values.ts';

export async function whyWords(visit: Visit, task: Task): Promise<string[]> {
  const { principal } = visit;
  const why: string[] = [];
  const shared = task.candidateGroups.filter((group) => principal.groups.includes(group));
  if (task.assignee === principal.username) why.push(visit.t('task.why.assigned'));
  for (const group of shared) why.push(visit.t('task.why.group', { group }));
  why.push(...(await substituteWords(visit)));
  if (task.candidateUsers.includes(principal.username)) why.push(visit.t('task.why.user'));
  if (isAdministrator(principal) && shared.length === 0) {
    const empty = await groupsWithoutMembers(visit.engine.store, task.candidateGroups);
    for (const group of empty) why.push(visit.t('task.why.unstaffed', { group }));
  }
  if (why.length === 0) why.push(visit.t('task.why.role'));
  return [...why, ...(await reasonWords(visit, task))];
}

/** For whom this person stands in now: some of what they see is theirs for that reason. */
async function substituteWords(visit: Visit): Promise<string[]> {
  const absences = await visit.access.substitutes.of(visit.principal.username);
  const names = await namesOf(
    visit.engine.store,
    absences.map(({ username }) => username),
  );
  return absences.map(({ username, toDay }) => {
    const until = dateWords(visit.lang, Date.parse(toDay), 'UTC');
    return visit.t('absence.why', { name: names.get(username) ?? username, until });
  });
}

export async function filesOf(visit: Visit, rootKey: number) {
  const documents = await openStoreOf(visit).documents.ofCase(rootKey);
  return documents.map(({ id, name, size }) => ({
    name: name || id,
    bytes: size,
    href: `${visit.base}/documentos/${encodeURIComponent(id)}`,
  }));
}

/** The tasks of the case, latest first: who did what and when, and who has what now. */
async function historyOf(visit: Visit, rootKey: number, openedAt: number, openedBy: string) {
  const { rows } = await visit.engine.store.search('user_tasks', {
    where: [
      { column: 'root_key', op: 'eq', value: rootKey },
      { column: 'state', op: 'neq', value: 'CANCELED' },
    ],
    sort: [{ column: 'key', descending: true }],
    limit: 50,
  });
  const tasks = rows.map(taskOf);
  const names = await namesOf(visit.engine.store, [
    openedBy,
    ...tasks.flatMap((task) => [task.completedBy, task.assignee ?? '']),
  ]);
  const done = tasks.map((task) => {
    const open = task.state === 'CREATED';
    const holder =
      task.assignee === null ? task.candidateGroups.join(', ') : actorWords(visit, task.assignee, names);
    const who = open ? holder || visit.t('tasks.nobody') : actorWords(visit, task.completedBy, names);
    return { name: task.name, open, who, at: task.completedAt ?? task.createdAt };
  });
  return [
    ...done,
    {
      name: openedWords(visit, openedBy),
      open: false,
      who: actorWords(visit, openedBy, names),
      at: openedAt,
    },
  ];
}

/** Where a clock says when it is due, the same words stand everywhere. */
async function dueOf(visit: Visit, task: Task) {
  const clocks = await clockViews(visit, await clocksOf(visit, task));
  const plain = await dueView(visit, task.dueAt, task.definitionKey);
  const said = clocks.find(({ dueAt }) => dueAt !== undefined && dueAt === task.dueAt);
  return {
    clocks,
    due: said ? { at: task.dueAt, words: said.words, urgency: said.state } : plain,
    dueSaid: said !== undefined,
    whyDue: said ? undefined : await whyDue(visit, task),
  };
}

/** Where no clock says why it is due then. */
async function whyDue(visit: Visit, task: Task): Promise<string> {
  const model = await visit.engine.model(task.definitionKey);
  const drawn = model?.elements.find(({ id }) => id === task.elementId)?.config.dueDate;
  if (task.dueAt === null) return visit.t('taskPlace.whyNone');
  const found = (await casesOf(visit.engine.store, [task.rootKey])).get(task.rootKey);
  if (found?.dueAt === task.dueAt) return visit.t('taskPlace.whyCase');
  return visit.t(drawn === undefined ? 'taskPlace.whySet' : 'taskPlace.whyDrawn');
}

/** Its own clocks, and what the case is promised. */
async function clocksOf(visit: Visit, task: Task): Promise<Row[]> {
  const rows = await clockRows(visit, { column: 'instance_key', op: 'eq', value: task.instanceKey });
  const isCase = (row: Row) => numberOf(row.element_instance_key) === task.instanceKey;
  return [
    ...rows.filter((row) => numberOf(row.element_instance_key) === task.elementInstanceKey),
    ...rows.filter((row) => isLive(row) && isCase(row) && row.metric === 'resolution'),
  ];
}

export async function besideTask(visit: Visit, task: Task) {
  const { store } = visit.engine;
  const [cases, labels, variables, files, why] = await Promise.all([
    casesOf(store, [task.rootKey]),
    labelsOf(visit, task.definitionKey),
    visit.engine.visibleVariables(task.instanceKey),
    filesOf(visit, task.rootKey),
    whyWords(visit, task),
  ]);
  const found = cases.get(task.rootKey);
  const number = found?.number ?? plainNumber(task.rootKey);
  return {
    name: task.name,
    number,
    process: task.processName,
    milestone: capital(found?.milestone ?? ''),
    caseHref: `${visit.base}/casos/${task.rootKey}`,
    ...(await dueOf(visit, task)),
    why,
    files,
    values: valueViews(visit, labels, variables),
    history: found ? await historyOf(visit, found.key, found.openedAt, found.openedBy) : [],
    crumbs: [{ label: visit.t('nav.tasks'), href: `${visit.base}/tareas` }, { label: number }],
  };
}
