// One task: claim it, fill its form, save a draft, complete it, give it back.
import { openTasksOf } from '../desk/afterTask.ts';
import { acceptFiles } from '../desk/documents.ts';
import { findDraft, forgetDrafts, saveDraft } from '../desk/drafts.ts';
import { formOf, readForm, showForm } from '../desk/forms.ts';
import { namesOf } from '../desk/names.ts';
import { refusalWords } from '../desk/refusals.ts';
import { commandIdFrom, newRequest, requestOf } from '../desk/requestId.ts';
import { type Task, taskOf, textOf } from '../desk/rows.ts';
import { besideTask } from '../desk/taskView.ts';
import { type Action, authorize, type Variables } from '../engine.ts';
import { dateTimeWords } from '../render/words.ts';
import { get, type PageRoute, post } from '../route.ts';
import { forbidden, notFound, type Visit } from '../visit.ts';

/** What one may not see does not exist. */
async function taskFor(visit: Visit, action: Action = 'task:read'): Promise<Task> {
  const row = await visit.engine.store.find('user_tasks', { key: visit.key('key') });
  if (!row) throw notFound();
  const task = taskOf(row);
  if (!authorize(visit.principal, 'task:read', task)) throw notFound();
  if (action !== 'task:read' && !authorize(visit.principal, action, task)) throw forbidden();
  return task;
}

function formFor(visit: Visit, task: Task, variables: Variables) {
  const { definitionKey, elementId, formId, asks, because } = task;
  return formOf(visit, { definitionKey, elementId, formId, asks, because, variables });
}

const isMine = (visit: Visit, task: Task): boolean =>
  task.state === 'CREATED' && task.assignee === visit.principal.username;

async function stateWords(visit: Visit, task: Task): Promise<string | undefined> {
  if (task.state === 'CREATED' && (task.assignee === null || isMine(visit, task))) return undefined;
  const who = task.state === 'CREATED' ? (task.assignee ?? '') : task.completedBy;
  const name = (await namesOf(visit.engine.store, [who])).get(who) ?? who;
  if (task.state === 'CREATED') return visit.t('task.held', { name });
  if (task.state !== 'COMPLETED') return visit.t('task.canceled');
  const date = dateTimeWords(visit.lang, task.completedAt ?? 0, visit.options.timeZone);
  return visit.t('task.completed', { name, date });
}

async function colleagues(visit: Visit, task: Task) {
  const rows: { username: string; name: string }[] = await visit.engine.store
    .reader('cauce_memberships as m')
    .join('cauce_users as u', (join) => {
      join.on('u.tenant_id', 'm.tenant_id').andOn('u.username', 'm.username');
    })
    .where({ 'm.tenant_id': visit.engine.store.tenant, 'u.active': true })
    .whereIn('m.group_id', task.candidateGroups)
    .distinct('u.username as username', 'u.name as name');
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'es'));
}

interface Again {
  form?: string;
  request?: string;
  notice?: { text: string; wrong?: boolean };
}

const notices: { [name: string]: string } = { claimed: 'task.claimed', draft: 'task.draftSaved' };

/** After a completion the next task says what was completed before it. */
async function noticeOf(visit: Visit): Promise<{ text: string } | undefined> {
  const key = notices[visit.query('notice') ?? ''];
  if (key) return { text: visit.t(key) };
  const done = Number(visit.query('done') ?? Number.NaN);
  const row = Number.isSafeInteger(done)
    ? await visit.engine.store.find('user_tasks', { key: done })
    : undefined;
  if (!row || row.completed_by !== visit.principal.username) return undefined;
  return { text: visit.t('task.doneNext', { name: textOf(row.element_name) }) };
}

async function showTask(visit: Visit, task: Task, again: Again = {}, status = 200): Promise<void> {
  const { principal, base } = visit;
  await visit.access.reads.record([
    { caseKey: task.rootKey, username: principal.username, action: 'task:read' },
  ]);
  const mine = isMine(visit, task);
  const variables = await visit.engine.visibleVariables(task.instanceKey, task.elementInstanceKey);
  const draft = mine ? await findDraft(visit, task) : undefined;
  const address = `${base}/tareas/${task.key}`;
  const free = task.state === 'CREATED' && task.assignee === null;
  const mayAssign = task.state === 'CREATED' && authorize(principal, 'task:assign', task);
  const form =
    again.form ??
    (await showForm(visit, await formFor(visit, task, variables), {
      data: draft?.values ?? variables,
      readonly: !mine,
    }));
  visit.show(
    'task',
    {
      title: task.name,
      islands: ['liveForm'],
      notice: again.notice ?? (await noticeOf(visit)),
      ...(await besideTask(visit, task)),
      closed: task.state !== 'CREATED',
      state: await stateWords(visit, task),
      mine,
      action: address,
      claim: free && authorize(principal, 'task:claim', task) && `${address}/tomar`,
      release: mine && `${address}/devolver`,
      assign: mayAssign && `${address}/asignar`,
      people: mayAssign ? await colleagues(visit, task) : [],
      draftAt: again.form ? undefined : draft?.savedAt,
      request: again.request ?? newRequest(),
      form,
    },
    status,
  );
}

async function refused(visit: Visit, task: Task, text: string, form?: string): Promise<void> {
  await showTask(visit, task, { notice: { text, wrong: true }, ...(form !== undefined && { form }) }, 409);
}

async function assign(
  visit: Visit,
  task: Task,
  assignee: string | null,
  takeOver: boolean,
): Promise<boolean> {
  const { engine, principal } = visit;
  const outcome = await engine.assignUserTask(task.key, assignee, takeOver, { principal });
  if (!outcome.ok)
    await refused(visit, task, visit.t('task.refused', { reason: refusalWords(visit, outcome.rejection) }));
  return outcome.ok;
}

async function claim(visit: Visit): Promise<void> {
  const task = await taskFor(visit, 'task:claim');
  if (!(await assign(visit, task, visit.principal.username, false))) return;
  visit.go(`/tareas/${task.key}?notice=claimed`);
}

async function release(visit: Visit): Promise<void> {
  const task = await taskFor(visit, 'task:claim');
  if (task.assignee !== visit.principal.username) throw forbidden();
  if (await assign(visit, task, null, true)) visit.go('/tareas?notice=released');
}

async function reassign(visit: Visit): Promise<void> {
  const task = await taskFor(visit, 'task:assign');
  const chosen = (await colleagues(visit, task)).find(({ username }) => username === visit.field('assignee'));
  if (!chosen) throw forbidden();
  if (await assign(visit, task, chosen.username, true)) visit.go(`/tareas/${task.key}`);
}

/** The next task of the same case that this person holds or may take, else the list. */
async function goOn(visit: Visit, task: Task): Promise<void> {
  await visit.engine.settle(200);
  const open = await openTasksOf(visit, task.rootKey);
  const next = open.find(
    (each) => each.key > task.key && authorize(visit.principal, 'task:complete', each) && isOwn(visit, each),
  );
  visit.go(next ? `/tareas/${next.key}?done=${task.key}` : `/tareas?done=${task.key}`);
}

/** Administrators may do everything, yet not everything is theirs to do next. */
function isOwn(visit: Visit, task: Task): boolean {
  const { groups, username } = visit.principal;
  if (task.assignee !== null) return task.assignee === username;
  return (
    task.candidateUsers.includes(username) || task.candidateGroups.some((group) => groups.includes(group))
  );
}

async function submit(visit: Visit): Promise<void> {
  const task = await taskFor(visit);
  const request = requestOf(visit);
  const { principal } = visit;
  const submission = { principal, commandId: commandIdFrom(request) };
  const stored = await visit.engine.visibleVariables(task.instanceKey, task.elementInstanceKey);
  const form = await formFor(visit, task, stored);
  const result = await readForm(visit, form, stored, await acceptFiles(visit, principal.username));
  if (!isMine(visit, task)) {
    // Sent twice: what was asked has been done, and by this person.
    if (task.state === 'COMPLETED' && task.completedBy === principal.username) return goOn(visit, task);
    const kept = await showForm(visit, form, { data: result.values, readonly: true });
    const name = (await stateWords(visit, task)) ?? visit.t('tasks.nobody');
    return refused(visit, task, visit.t('task.refused', { reason: name }), kept);
  }
  if (visit.field('_do') === 'draft' && visit.field('_form') === '') {
    await saveDraft(visit, task, result.values);
    return visit.go(`/tareas/${task.key}?notice=draft`);
  }
  if ('errors' in result) {
    const again = await showForm(visit, form, { data: result.values, errors: result.errors });
    return showTask(visit, task, { form: again, request }, Object.keys(result.errors).length > 0 ? 422 : 200);
  }
  const outcome = await visit.engine.completeUserTask(task.key, result.variables, submission);
  if (!outcome.ok) {
    const kept = await showForm(visit, form, { data: result.values });
    return refused(
      visit,
      task,
      visit.t('task.refused', { reason: refusalWords(visit, outcome.rejection) }),
      kept,
    );
  }
  await forgetDrafts(visit, task);
  await goOn(visit, task);
}

export const taskPages: PageRoute[] = [
  get('/tareas/:key', 'task:read', async (visit) => showTask(visit, await taskFor(visit))),
  post('/tareas/:key', 'task:complete', submit, { upload: true }),
  post('/tareas/:key/tomar', 'task:claim', claim),
  post('/tareas/:key/devolver', 'task:claim', release),
  post('/tareas/:key/asignar', 'task:assign', reassign),
];
