// What is done to one task: claim it, save a draft, complete it, reassign it.
import { begin, mayBegin } from '../desk/adHoc.ts';
import { settledTasksOf } from '../desk/afterTask.ts';
import { attach, takeAttachments } from '../desk/attachments.ts';
import { findDraft, forgetDrafts, keepLate, type SavedDraft, saveDraft } from '../desk/drafts.ts';
import { conflictWords } from '../desk/draftWords.ts';
import { showForm, statusFor } from '../desk/forms.ts';
import { nextTaskOf } from '../desk/nextTask.ts';
import { colleagues, isMine, stateWords, taskFor } from '../desk/openTask.ts';
import { refusalWords } from '../desk/refusals.ts';
import { commandIdFrom, requestOf, sentBefore } from '../desk/requestId.ts';
import type { Task } from '../desk/rows.ts';
import { placeOfTask } from '../desk/taskPlace.ts';
import { type Answers, answersIn } from '../desk/typedAnswers.ts';
import { authorize } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { forbidden, type Visit } from '../visit.ts';
import { showTask } from './showTask.ts';

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

async function reassign(visit: Visit): Promise<void> {
  const task = await taskFor(visit, 'task:assign');
  const chosen = (await colleagues(visit, task)).find(({ username }) => username === visit.field('assignee'));
  if (!chosen) throw forbidden();
  if (await assign(visit, task, chosen.username, true)) visit.go(`/tareas/${task.key}?notice=assigned`);
}

/** The next task of the same case that this person holds or may take, else the list. */
async function goOn(visit: Visit, task: Task): Promise<void> {
  const open = await settledTasksOf(visit, task.rootKey);
  const next = open.find(
    (each) => each.key > task.key && authorize(visit.principal, 'task:complete', each) && isOwn(visit, each),
  );
  if (next) return visit.go(`/tareas/${next.key}?done=${task.key}`);
  const other = visit.field('_do') === 'completeNext' ? await nextTaskOf(visit) : undefined;
  visit.go(other ? `/tareas/${other}?done=${task.key}` : `/tareas?done=${task.key}`);
}

/** Administrators may do everything, yet not everything is theirs to do next. */
function isOwn(visit: Visit, task: Task): boolean {
  const { groups, username } = visit.principal;
  if (task.assignee !== null) return task.assignee === username;
  return (
    task.candidateUsers.includes(username) || task.candidateGroups.some((group) => groups.includes(group))
  );
}

/** What was typed can no longer be sent: it stays in sight, with who was first and when, and in the draft's history. */
async function tooLate(visit: Visit, task: Task, { form, result, typed }: Answers): Promise<void> {
  if (task.state === 'CREATED' && !isLook(visit)) await keepLate(visit, task, typed);
  const kept = await showForm(visit, form, { data: result.values, readonly: true });
  const reason = (await stateWords(visit, task)) ?? visit.t('task.free');
  return refused(visit, task, visit.t('task.notSaved', { reason }), kept);
}

/** Somebody wrote in the same draft meanwhile: what both say is shown, and nothing is sent before it was seen. */
async function unsettled(visit: Visit, task: Task, answers: Answers, saved: SavedDraft): Promise<void> {
  const { form, result } = answers;
  const news = Object.fromEntries(saved.news.map((field) => [field, saved.values[field] ?? null]));
  const kept = await showForm(visit, form, { data: { ...result.values, ...news } });
  const notice = { text: await conflictWords(visit, task, saved), wrong: true };
  return showTask(visit, task, { form: kept, notice }, 409);
}

/** The page's own script asks how the form looks now; it saves on its own. */
const isLook = (visit: Visit): boolean => visit.request.headers['x-cauce-refresh'] === '1';

/** Kept as the draft, unless there is none and all of it goes out at once; undefined: not looked at. */
async function keep(visit: Visit, task: Task, { result, typed }: Answers, isDraft: boolean) {
  if (isLook(visit)) return undefined;
  const isNeeded = isDraft || 'errors' in result || (await findDraft(visit, task)) !== undefined;
  return isNeeded ? saveDraft(visit, task, typed) : undefined;
}

async function submit(visit: Visit): Promise<void> {
  const task = await taskFor(visit);
  const request = requestOf(visit);
  const { principal } = visit;
  const isAttaching = visit.field('_do') === 'attach';
  const isDraft = isAttaching || (visit.field('_do') === 'draft' && visit.field('_form') === '');
  const beside = takeAttachments(visit);
  // Sent twice: what was asked has been done, by this very form.
  const isSame = task.state === 'COMPLETED' && task.completedBy === principal.username && !isDraft;
  if (isSame && (await sentBefore(visit, request))) return goOn(visit, task);
  const answers = await answersIn(visit, task);
  const { form, result } = answers;
  if (!isMine(visit, task)) return tooLate(visit, task, answers);
  const notTaken = await attach(visit, task.rootKey, beside);
  const saved = await keep(visit, task, answers, isDraft || notTaken.length > 0);
  if (notTaken.length > 0) {
    const kept = await showForm(visit, form, { data: result.values });
    const notice = { text: notTaken.join(' '), wrong: true };
    return showTask(visit, task, { form: kept, request, notice }, 422);
  }
  const isOverlaid = saved && (saved.conflicts.length > 0 || (saved.news.length > 0 && !isDraft));
  if (isOverlaid) return unsettled(visit, task, answers, saved);
  const lostFile = 'errors' in result && statusFor(result.errors) === 413;
  if (isDraft && !lostFile)
    return visit.go(`/tareas/${task.key}?notice=${isAttaching ? 'attached' : 'draft'}`);
  if ('errors' in result) {
    const again = await showForm(visit, form, { data: result.values, errors: result.errors });
    const notice = visit.field('_kept') ? { text: visit.t('task.typedBack') } : undefined;
    return showTask(
      visit,
      task,
      { form: again, request, ...(notice && { notice }) },
      statusFor(result.errors),
    );
  }
  const submission = { principal, commandId: commandIdFrom(request) };
  const outcome = await visit.engine.completeUserTask(task.key, result.variables, submission);
  if (!outcome.ok) {
    // Somebody may have been quicker while this was read.
    const now = await taskFor(visit);
    if (!isMine(visit, now)) return tooLate(visit, now, answers);
    await saveDraft(visit, task, answers.typed);
    const kept = await showForm(visit, form, { data: result.values });
    const reason = refusalWords(visit, outcome.rejection);
    return refused(visit, task, visit.t('task.refused', { reason }), kept);
  }
  await forgetDrafts(visit, task);
  await goOn(visit, task);
}

/** Another activity of the case begins; what was typed here is kept. */
async function beginBeside(visit: Visit): Promise<void> {
  const task = await taskFor(visit);
  if (!(await mayBegin(visit, task.rootKey))) throw forbidden();
  const beside = takeAttachments(visit);
  if (isMine(visit, task)) {
    await attach(visit, task.rootKey, beside);
    await saveDraft(visit, task, (await answersIn(visit, task)).typed);
  }
  const wrong = await begin(visit, task.rootKey);
  if (wrong !== undefined) return refused(visit, task, wrong);
  visit.go(`/tareas/${task.key}?notice=begun`);
}

export const taskPages: PageRoute[] = [
  get('/tareas/:key', 'task:read', async (visit) => showTask(visit, await taskFor(visit)), { diagram: true }),
  get('/tareas/:key/lugar', 'task:read', async (visit) => {
    visit.response.json(await placeOfTask(visit, await taskFor(visit)));
  }),
  post('/tareas/:key', 'task:complete', submit, { upload: 'form', keeps: true, diagram: true }),
  post('/tareas/:key/comenzar', 'activity:begin', beginBeside, { upload: 'form' }),
  post('/tareas/:key/tomar', 'task:claim', claim),
  post('/tareas/:key/asignar', 'task:assign', reassign),
];
