// Filing a request: choose the process, fill its first form, get the case number and the link to follow it.
import { keepTrackingCode } from '../desk/caseCodes.ts';
import { acceptFiles } from '../desk/documents.ts';
import { formIdOf, formOf, readForm, showForm, statusFor } from '../desk/forms.ts';
import { type PublicForm, publicForm } from '../desk/publicForm.ts';
import { type PublicProcess, publicProcesses } from '../desk/publicProcesses.ts';
import { showReceipt, trackingUrl } from '../desk/receipt.ts';
import { refusalWords } from '../desk/refusals.ts';
import { codeFrom, commandIdFrom, newRequest, ownerFrom, requestOf, sentBefore } from '../desk/requestId.ts';
import { anonymous, linkOrigin, type Variables } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, PageError, type Visit } from '../visit.ts';

async function showChoice(visit: Visit): Promise<void> {
  const processes = await publicProcesses(visit);
  const [only] = processes;
  if (only && processes.length === 1) return visit.go(filingPath(only));
  offer(visit, processes);
}

function offer(visit: Visit, processes: PublicProcess[]): void {
  visit.show('fileChoice', {
    title: visit.t('start.file'),
    processes: processes.map((process) => ({
      name: process.name,
      href: `${visit.base}${filingPath(process)}`,
    })),
  });
}

/** A process that can begin in several places has an address for each. */
function filingPath({ processId, start, isChoice }: PublicProcess): string {
  const path = `/radicar/${encodeURIComponent(processId)}`;
  return isChoice ? `${path}?inicio=${encodeURIComponent(start.id)}` : path;
}

/** Undefined: the process can begin in several places, and none of them was named. */
async function chosen(visit: Visit): Promise<PublicProcess | undefined> {
  const places = await placesOf(visit);
  const start = visit.query('inicio');
  const found = start === undefined ? places[0] : places.find((place) => place.start.id === start);
  if (!found) throw notFound();
  return start === undefined && found.isChoice ? undefined : found;
}

async function placesOf(visit: Visit): Promise<PublicProcess[]> {
  const id = visit.param('processId');
  return (await publicProcesses(visit)).filter(({ processId }) => processId === id);
}

async function firstForm(visit: Visit, { definitionKey, task }: PublicProcess): Promise<PublicForm> {
  const form = await formOf(visit, {
    definitionKey,
    elementId: task.id,
    formId: formIdOf(task),
    asks: [],
    variables: {},
  });
  return publicForm(form);
}

interface Again {
  request: string;
  form: string;
  wrong?: string;
}

function showFiling(
  visit: Visit,
  process: PublicProcess,
  { request, form, wrong }: Again,
  status = 200,
): void {
  visit.response.setHeader('Cache-Control', 'no-store');
  const action = `${visit.base}${filingPath(process)}`;
  visit.show(
    'fileForm',
    {
      title: process.task.name || process.name,
      islands: ['liveForm'],
      heading: process.name,
      action,
      formAction: action,
      notice: wrong ? { text: wrong, wrong: true } : undefined,
      request,
      form,
    },
    status,
  );
}

async function showFirstForm(visit: Visit): Promise<void> {
  const process = await chosen(visit);
  if (!process) return offer(visit, await placesOf(visit));
  const form = await firstForm(visit, process);
  const shown = await showForm(visit, form, { data: form.given });
  showFiling(visit, process, { request: newRequest(), form: shown });
}

const filing = new Map<string, Promise<unknown>>();

/** The second click of a double click waits for the first, and then finds what it did. */
async function oneAtATime<T>(request: string, work: () => Promise<T>): Promise<T> {
  const before = filing.get(request)?.catch(() => undefined) ?? Promise.resolve();
  const mine = before.then(work);
  filing.set(request, mine);
  try {
    return await mine;
  } finally {
    if (filing.get(request) === mine) filing.delete(request);
  }
}

async function filedBefore(visit: Visit, request: string): Promise<number | undefined> {
  const key = /^instance:(\d+)$/.exec((await sentBefore(visit, request)) ?? '')?.[1];
  return key === undefined ? undefined : Number(key);
}

async function startCase(visit: Visit, process: PublicProcess, variables: Variables, request: string) {
  const origin = linkOrigin(visit.request, visit.options);
  if (origin === undefined) throw new PageError(400);
  return visit.engine.start({
    principal: anonymous,
    commandId: commandIdFrom(request),
    definitionKey: process.definitionKey,
    startElement: process.start.id,
    variables: { tracking_url: trackingUrl(visit, codeFrom(request), origin) },
    alongside: (db, caseKey) => keepTrackingCode(visit, db, caseKey, codeFrom(request)),
    // biome-ignore lint/suspicious/noThenProperty: the start's own word for what is done in the same batch
    then: [{ type: 'completeUserTask', userTask: { elementId: process.task.id }, variables }],
  });
}

async function fileRequest(visit: Visit): Promise<void> {
  const request = requestOf(visit);
  await oneAtATime(request, async () => {
    const before = await filedBefore(visit, request);
    if (before !== undefined) return showReceipt(visit, before, request);
    const process = await chosen(visit);
    if (!process) return offer(visit, await placesOf(visit));
    const form = await firstForm(visit, process);
    const accepted = await acceptFiles(visit, ownerFrom(request));
    const result = await readForm(visit, form, form.given, accepted);
    if ('errors' in result) {
      const again = await showForm(visit, form, { data: result.values, errors: result.errors });
      return showFiling(visit, process, { request, form: again }, statusFor(result.errors));
    }
    const outcome = await startCase(visit, process, { ...result.variables, ...form.given }, request);
    if (outcome.ok) return showReceipt(visit, outcome.instanceKey, request);
    // Another node may have done it between our look and our start.
    const meanwhile = outcome.conflict ? await filedBefore(visit, request) : undefined;
    if (meanwhile !== undefined) return showReceipt(visit, meanwhile, request);
    const again = await showForm(visit, form, { data: result.values });
    const wrong = visit.t('file.refused', { reason: refusalWords(visit, outcome.rejection) });
    showFiling(visit, process, { request, form: again, wrong }, 409);
  });
}

export const filePages: PageRoute[] = [
  get('/radicar', 'public', showChoice),
  get('/radicar/:processId', 'public', showFirstForm),
  post('/radicar/:processId', 'public', fileRequest, { upload: 'form', limited: true }),
];
