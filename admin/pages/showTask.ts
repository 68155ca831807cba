// Shows one task: its form, open to who holds it, and beside it what helps to decide.
import { type Beginning, beginningsOf } from '../desk/adHoc.ts';
import { handOverOf } from '../desk/conversation/handOver.ts';
import { conversationOf } from '../desk/conversation/view.ts';
import { findDraft } from '../desk/drafts.ts';
import { draftLine, historyViews, leftovers } from '../desk/draftWords.ts';
import { showForm } from '../desk/forms.ts';
import { helpFor } from '../desk/help/helpView.ts';
import { colleagues, formFor, isMine, stateWords } from '../desk/openTask.ts';
import { newRequest } from '../desk/requestId.ts';
import { type Task, textOf } from '../desk/rows.ts';
import { lookingAt, othersWords } from '../desk/taskPresence.ts';
import { besideTask } from '../desk/taskView.ts';
import { seenText, shownValues } from '../desk/typedAnswers.ts';
import { authorize } from '../engine.ts';
import type { Visit } from '../visit.ts';

/** What a refused post brings back to the page. */
export interface Again {
  form?: string;
  request?: string;
  notice?: { text: string; wrong?: boolean };
}

const notices: { [name: string]: string } = {
  claimed: 'task.claimed',
  draft: 'task.draftSaved',
  attached: 'attach.done',
  assigned: 'task.assigned',
  begun: 'begin.done',
  restored: 'taskDraft.restored',
  answerUsed: 'help.recorded',
};

/** After a completion the next task says what was completed before it. */
async function noticeOf(visit: Visit, mine: boolean): Promise<{ text: string } | undefined> {
  const known = notices[visit.query('notice') ?? ''];
  if (known) return { text: visit.t(known) };
  const done = Number(visit.query('done') ?? Number.NaN);
  const row = Number.isSafeInteger(done)
    ? await visit.engine.store.find('user_tasks', { key: done })
    : undefined;
  if (!row || row.completed_by !== visit.principal.username) return undefined;
  const key = mine ? 'task.doneNext' : 'task.doneNextFree';
  return { text: visit.t(key, { name: textOf(row.element_name) }) };
}

/** What else may begin in the case; a task that asks just that has it in its form. */
async function besides(visit: Visit, task: Task): Promise<Beginning[]> {
  const all = await beginningsOf(visit, task.rootKey);
  return all.filter(({ key }) => task.because !== 'adHoc' || key !== task.elementInstanceKey);
}

export async function showTask(visit: Visit, task: Task, again: Again = {}, status = 200): Promise<void> {
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
  const taskForm = await formFor(visit, task, variables);
  const shown = shownValues(variables, draft);
  const form = again.form ?? (await showForm(visit, taskForm, { data: shown, readonly: !mine }));
  visit.show(
    'task',
    {
      title: task.name,
      islands: [
        'liveForm',
        'conversation',
        'filePreview',
        'taskPlace',
        'help',
        ...(mine ? ['taskDraft'] : []),
      ],
      notice: again.notice ?? (await noticeOf(visit, mine)),
      ...(await besideTask(visit, task)),
      closed: task.state !== 'CREATED',
      state: await stateWords(visit, task),
      mine,
      action: address,
      formAction: mine && address,
      saveAt: `${address}/borrador`,
      placeAt: `${address}/lugar`,
      processHref: `${base}/procesos/${task.definitionKey}`,
      presenceAt: `${address}/presencia`,
      others: othersWords(visit, await lookingAt(visit, task)),
      claim: free && authorize(principal, 'task:claim', task) && `${address}/tomar`,
      handOver: await handOverOf(visit, task),
      assign: mayAssign && `${address}/asignar`,
      people: mayAssign ? await colleagues(visit, task) : [],
      help: task.state === 'CREATED' && (await helpFor(visit, { task, mayUse: mine, typed: '' })),
      beginnings: task.state === 'CREATED' ? await besides(visit, task) : [],
      beginAction: `${address}/comenzar`,
      // What was typed so far goes with it, and is kept as a draft.
      beginWith: mine,
      beginRequest: newRequest(),
      seen: seenText(taskForm, shown),
      draft: draft && (await draftLine(visit, draft)),
      leftovers: await leftovers(visit, task, draft, taskForm),
      draftStates: mine ? await historyViews(visit, task, draft) : [],
      conversation: await conversationOf(visit, {
        caseKey: task.rootKey,
        taskKey: task.key,
        withAnswers: mine,
      }),
      request: again.request ?? newRequest(),
      form,
    },
    status,
  );
}
