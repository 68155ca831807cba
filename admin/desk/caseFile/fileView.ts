// The file of a case as its page shows it: every part of it, and what the visitor may do.
import { authorize } from '../../engine.ts';
import { failedMails } from '../../pages/caseMails.ts';
import type { Visit } from '../../visit.ts';
import { beginningsOf } from '../adHoc.ts';
import { isCorrectable } from '../caseActions/correction.ts';
import { stateView } from '../caseFor.ts';
import { clockRows, clockViews, liveFirst, movable } from '../clocks.ts';
import { timelineRows } from '../conversation/timelineRows.ts';
import { conversationOf } from '../conversation/view.ts';
import { dueView } from '../due.ts';
import { actorWords, holderWords } from '../names.ts';
import { capital, milestonesOf, openedWords } from '../progress.ts';
import { relatedCases } from '../relatedCases.ts';
import { newRequest } from '../requestId.ts';
import type { Case } from '../rows.ts';
import { surveyViews } from '../surveyViews.ts';
import { timelineOf } from '../timeline.ts';
import { valueViews } from '../values.ts';
import { isActionNote } from './actionViews.ts';
import { actsOf } from './acts.ts';
import { childrenOf, openIncidents } from './branches.ts';
import { documentViews } from './documents.ts';
import { drawingView } from './drawingView.ts';
import { messagesOf } from './messages.ts';
import { type CaseContents, inCase, readCase } from './readCase.ts';
import { waitingOf } from './waiting.ts';

export async function fileView(visit: Visit, found: Case) {
  const contents = await readCase(visit, found);
  const { base, principal } = visit;
  const { key } = found;
  const isOpen = found.state === 'ACTIVE';
  return {
    number: found.number,
    process: found.processName,
    ...stateView(visit, found.state),
    openedBy: actorWords(visit, found.openedBy, contents.names),
    openedAt: found.openedAt,
    closedAt: found.closedAt,
    ...(await promises(visit, found, contents)),
    auditHref: authorize(principal, 'case:history') && `${base}/casos/${key}/auditoria`,
    pdfHref: `${base}/casos/${key}/expediente.pdf`,
    acts: contents.may && actsOf(visit, found, contents.standings),
    merged: await mergedView(visit, found),
    incidents: await openIncidents(visit, key, contents.may),
    openTasks: await openTasksOf(visit, contents),
    waiting: isOpen ? await waitingOf(visit, key, contents.model) : [],
    beginnings: isOpen ? await beginningsOf(visit, key) : [],
    beginAction: `${base}/casos/${key}/comenzar`,
    beginRequest: newRequest(),
    drawing: await drawingView(visit, found, contents),
    timeline: await timeline(visit, found, contents),
    children: await childrenOf(visit, key),
    related: await relatedCases(visit, found),
    milestones: milestonesOf(contents.history, capital(openedWords(visit, found.openedBy))),
    documents: await documentViews(visit, key),
    messages: await messagesOf(visit, key),
    surveys: await surveyViews(visit, key),
    failedMails: await failedMails(visit, key),
    conversation: await conversationOf(visit, { caseKey: key }),
    values: values(visit, found, contents),
  };
}

/** Its clocks; where it has none, the date by which it is due. */
async function promises(visit: Visit, found: Case, { definitionKey, history }: CaseContents) {
  const { key, dueAt } = found;
  const rows = liveFirst(await clockRows(visit, inCase(key)));
  const read = async (of: number) => (of === key ? history : visit.engine.history(of));
  const clocks = await clockViews(visit, rows, read);
  const isDue = found.state === 'ACTIVE' && dueAt !== null && clocks.length === 0;
  return {
    due: isDue && (await dueView(visit, dueAt, definitionKey)),
    clocks: await movable(visit, key, rows, clocks),
  };
}

async function openTasksOf(visit: Visit, { tasks, names }: CaseContents) {
  const open = tasks.filter((task) => task.state === 'CREATED');
  return Promise.all(
    open.map(async (task) => ({
      name: task.name,
      href: authorize(visit.principal, 'task:read', task) && `${visit.base}/tareas/${task.key}`,
      due: await dueView(visit, task.dueAt, task.definitionKey),
      who: holderWords(visit, task, names),
    })),
  );
}

/** What happened by itself and by people, and what was done by hand, in one order. */
export async function timeline(visit: Visit, found: Case, contents: CaseContents) {
  const rows = await timelineOf(visit, found, contents);
  const notes = contents.notes.filter((note) => !isActionNote(note));
  const acts = contents.actions.map((each) => ({ ...each, isAct: true, took: '', note: '' }));
  // What somebody does comes before what it leads to at once.
  return [...acts, ...rows, ...timelineRows(visit, notes, contents)].sort((a, b) => a.at - b.at);
}

function values(visit: Visit, found: Case, { may, labels, variables }: CaseContents) {
  const views = valueViews(visit, labels, variables);
  if (!may || found.state !== 'ACTIVE') return views;
  return views.map((view) => {
    const value = variables[view.name];
    if (value === undefined || !isCorrectable(view.name, value)) return view;
    const query = new URLSearchParams({ dato: view.name }).toString();
    return { ...view, correct: `${visit.base}/casos/${found.key}/corregir?${query}` };
  });
}

/** The case that goes on for this one; named even to who may not open it. */
async function mergedView(visit: Visit, found: Case) {
  if (found.state !== 'TERMINATED') return undefined;
  const key = await visit.engine.caseActions.staying(found.key);
  const row = key === found.key ? undefined : await visit.engine.store.find('cases', { key });
  return row && { number: String(row.number ?? key), href: `${visit.base}/casos/${key}` };
}
