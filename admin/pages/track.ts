// Following a case with its code: how far it is, what comes next, and the form that waits for its requester.
import { answerDatesOf } from '../desk/answerDates.ts';
import { codeOf } from '../desk/caseCodes.ts';
import { clockRows, clockViews, isLive } from '../desk/clocks.ts';
import { acceptFiles } from '../desk/documents.ts';
import { dueView } from '../desk/due.ts';
import { followedCase } from '../desk/followed.ts';
import { formIdOf, formOf, readForm, showForm, statusFor, type TaskForm } from '../desk/forms.ts';
import { definitionOf } from '../desk/names.ts';
import { type Awaited, awaitedOf, capital, milestonesOf } from '../desk/progress.ts';
import { refusalWords } from '../desk/refusals.ts';
import { commandIdFrom, newRequest, ownerFrom, requestOf, tidyCode } from '../desk/requestId.ts';
import { type Case, caseOf } from '../desk/rows.ts';
import { anonymous, type HistoryBatch, type Row, type Variables } from '../engine.ts';
import { messagesOf } from '../filing/messages.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

function showSearch(visit: Visit, wrong?: string, status = 200): void {
  visit.show('trackForm', { title: visit.t('track.title'), number: visit.field('number'), wrong }, status);
}

async function caseWith(visit: Visit, typed: string): Promise<Case | undefined> {
  const code = await codeOf(visit, 'tracking', typed);
  const row = code && (await visit.engine.store.find('cases', { key: code.caseKey }));
  return row && caseOf(row);
}

/** Both must fit: whoever has only one of the two learns nothing, not even which was wrong. */
async function search(visit: Visit): Promise<void> {
  const found = await caseWith(visit, visit.field('code'));
  const number = visit.field('number').trim().toUpperCase();
  if (!found || found.number.toUpperCase() !== number) return showSearch(visit, visit.t('track.wrong'), 404);
  const code = visit.field('code').trim();
  const asTyped = await codeOf(visit, 'tracking', tidyCode(code));
  visit.go(`/seguimiento/${encodeURIComponent(asTyped ? tidyCode(code) : code)}`);
}

export async function opened(visit: Visit): Promise<Case> {
  visit.response.setHeader('Cache-Control', 'no-store');
  const found = await caseWith(visit, visit.param('code'));
  if (!found) throw notFound();
  return found;
}

/** Only what the form itself shows of the case is read: the public sees no other value. */
async function awaitedForm(visit: Visit, awaited: Awaited): Promise<{ form: TaskForm; stored: Variables }> {
  const { element, definitionKey } = awaited;
  const { instanceKey, elementInstanceKey } = awaited.kind === 'task' ? awaited.task : awaited;
  const stored = await visit.engine.visibleVariables(instanceKey, elementInstanceKey);
  const form = await formOf(visit, {
    definitionKey,
    elementId: element.id,
    formId: awaited.kind === 'task' ? awaited.task.formId : formIdOf(element),
    asks: awaited.kind === 'task' ? awaited.task.asks : [],
    variables: stored,
  });
  return { form, stored };
}

function nextWords(
  visit: Visit,
  found: Case,
  waits: boolean,
  answered: boolean,
): { status: string; next: string } {
  if (waits) return { status: visit.t('tracking.waiting'), next: visit.t('tracking.nextWaiting') };
  if (found.state !== 'ACTIVE') {
    const status = visit.t(found.state === 'COMPLETED' ? 'tracking.completed' : 'tracking.terminated');
    return { status, next: visit.t('tracking.nextClosed') };
  }
  if (answered) return { status: visit.t('tracking.answered'), next: visit.t('tracking.nextAnswered') };
  return { status: visit.t('tracking.active'), next: visit.t('tracking.nextPlain') };
}

interface Again {
  /** Why what was written was not taken. */
  unsaid?: string;
  form?: string;
  request?: string;
  notice?: { text: string; wrong?: boolean };
}

/** A clock that was called off answered nothing. */
function isAnswered(clock: Row | undefined): boolean {
  return clock?.state === 'MET' || clock?.state === 'MISSED';
}

/** What the requester was promised, while it counts: an answer that was given is not waited for any more. */
async function promiseOf(visit: Visit, found: Case, history: HistoryBatch[], waits: boolean) {
  if (found.state !== 'ACTIVE') return {};
  const where = { column: 'instance_key', op: 'eq' as const, value: found.key };
  const rows = await clockRows(visit, where, { column: 'metric', op: 'eq', value: 'resolution' });
  if (rows.length > 0) {
    const live = rows.filter(isLive).slice(-1);
    const clocks = await clockViews(visit, live, async () => history, true);
    return { clocks, answered: live.length === 0 && isAnswered(rows.at(-1)) };
  }
  // While the case waits for its requester its term does not run; a clock says so itself.
  if (waits) return {};
  if (found.dueAt === null) return { answerDates: answerDatesOf(history) };
  return { due: await dueView(visit, found.dueAt, await definitionOf(visit, found.key)) };
}

export async function showCase(visit: Visit, found: Case, again: Again = {}, status = 200): Promise<void> {
  const seen = await followedCase(visit, found);
  const [history, awaited] = await Promise.all([visit.engine.history(seen.key), awaitedOf(visit, found)]);
  const action = `${visit.base}/seguimiento/${encodeURIComponent(visit.param('code'))}`;
  let waiting: object | undefined;
  if (awaited) {
    const { form, stored } = await awaitedForm(visit, awaited);
    waiting = {
      action,
      request: again.request ?? newRequest(),
      form: again.form ?? (await showForm(visit, form, { data: stored })),
    };
  }
  const promise = await promiseOf(visit, seen, history, awaited !== undefined);
  const told = visit.query('notice');
  const sent = told === 'sent' || told === 'said' ? { text: visit.t(`tracking.${told}`) } : undefined;
  visit.show(
    'tracking',
    {
      title: visit.t('tracking.title', { number: found.number }),
      hidden: true,
      islands: ['liveForm'],
      notice: again.notice ?? sent,
      number: found.number,
      follows: seen.key !== found.key && seen.number,
      processName: found.processName,
      milestones: milestonesOf(history, capital(visit.t('tracking.filed'))),
      ...promise,
      waiting,
      messages: await messagesOf(visit, found, (id) => `${action}/documentos/${encodeURIComponent(id)}`),
      say: found.state === 'ACTIVE' && {
        action: `${action}/mensajes`,
        request: newRequest(),
        typed: visit.field('_message'),
        wrong: again.unsaid,
        most: Math.floor(visit.options.fileLimit / 1_000_000),
      },
      formAction: waiting && action,
      ...nextWords(visit, seen, awaited !== undefined, promise.answered === true),
    },
    status,
  );
}

async function answer(visit: Visit, awaited: Awaited, variables: Variables, request: string) {
  const commandId = commandIdFrom(request);
  if (awaited.kind === 'task') {
    return visit.engine.completeUserTask(awaited.task.key, variables, { principal: anonymous, commandId });
  }
  const { name, correlationKey } = awaited;
  return visit.engine.publishMessage({
    principal: anonymous,
    commandId,
    messageId: commandId,
    name,
    correlationKey,
    variables,
  });
}

async function complete(visit: Visit): Promise<void> {
  const found = await opened(visit);
  const request = requestOf(visit);
  const awaited = await awaitedOf(visit, found);
  if (!awaited) return showCase(visit, found, { notice: { text: visit.t('tracking.alreadyDone') } });
  const { form, stored } = await awaitedForm(visit, awaited);
  const accepted = await acceptFiles(visit, ownerFrom(request));
  const result = await readForm(visit, form, stored, accepted);
  if ('errors' in result) {
    const html = await showForm(visit, form, { data: result.values, errors: result.errors });
    return showCase(visit, found, { form: html, request }, statusFor(result.errors));
  }
  const outcome = await answer(visit, awaited, result.variables, request);
  if (!outcome.ok) {
    const text = visit.t('task.refused', { reason: refusalWords(visit, outcome.rejection) });
    return showCase(visit, found, { notice: { text, wrong: true } }, 409);
  }
  await visit.engine.settle(300);
  visit.go(`/seguimiento/${encodeURIComponent(visit.param('code'))}?notice=sent`);
}

export const trackPages: PageRoute[] = [
  get('/seguimiento', 'public', (visit) => showSearch(visit)),
  post('/seguimiento', 'public', search, { limited: true }),
  get('/seguimiento/:code', 'public', async (visit) => showCase(visit, await opened(visit)), {
    limited: true,
  }),
  post('/seguimiento/:code', 'public', complete, { upload: 'form', limited: true }),
];
