// Filing a request: choose what to ask for, fill in its form, get the case number and the link to follow it.
import { keepTrackingCode } from '../desk/caseCodes.ts';
import { acceptFiles } from '../desk/documents.ts';
import { readForm, showForm, statusFor } from '../desk/forms.ts';
import { showReceipt, trackingUrl } from '../desk/receipt.ts';
import { refusalWords } from '../desk/refusals.ts';
import { codeFrom, commandIdFrom, newRequest, ownerFrom, requestOf } from '../desk/requestId.ts';
import { anonymous, linkOrigin, type Variables } from '../engine.ts';
import { countFiled, whyNot } from '../filing/admission.ts';
import { consentRecord, seenMark } from '../filing/consents.ts';
import { filingForm } from '../filing/filingForm.ts';
import { showFiling } from '../filing/filingView.ts';
import { filedBefore, oneAtATime } from '../filing/once.ts';
import { filingPath, matching, type Offered, offeredRequests, titleOf } from '../filing/requests.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, PageError, type Visit } from '../visit.ts';

async function showCatalog(visit: Visit): Promise<void> {
  const all = await offeredRequests(visit);
  const [only] = all;
  if (only && all.length === 1) return visit.go(filingPath(only));
  const sought = visit.query('q') ?? '';
  offer(visit, sought === '' ? all : matching(all, sought), sought, all.length > 3);
}

function offer(visit: Visit, offered: readonly Offered[], sought = '', searchable = false): void {
  if (!visit.identity) visit.response.setHeader('X-Cauce-Keep', '1');
  visit.show('requests', {
    title: visit.t('start.file'),
    islands: ['offline'],
    requests: offered.map((each) => ({
      title: titleOf(each),
      summary: each.request?.summary,
      answer: each.request?.answer,
      href: `${visit.base}${filingPath(each)}`,
    })),
    searchable,
    sought,
  });
}

/** Undefined: there are several ways to file it, and none of them was named. */
async function chosen(visit: Visit): Promise<Offered | undefined> {
  const ways = await waysOf(visit);
  const start = visit.query('inicio');
  const id = visit.query('solicitud');
  const there = ways.filter(({ process }) => start === undefined || process.start.id === start);
  const [first] = there;
  if (!first) throw notFound();
  const named = there.find(({ request }) => request !== undefined && request.id === id);
  if (named) return named;
  // One that is no longer in the catalog is filed as its process.
  return start === undefined && first.process.isChoice ? undefined : { process: first.process };
}

async function waysOf(visit: Visit): Promise<Offered[]> {
  const id = visit.param('processId');
  return (await offeredRequests(visit)).filter(({ process }) => process.processId === id);
}

async function showFirstForm(visit: Visit): Promise<void> {
  const offered = await chosen(visit);
  if (!offered) return offer(visit, await waysOf(visit));
  const filing = await filingForm(visit, offered);
  const shown = await showForm(visit, filing, { data: filing.given });
  showFiling(visit, offered, filing, { request: newRequest(), form: shown, fresh: true });
}

async function startCase(visit: Visit, { process }: Offered, variables: Variables, request: string) {
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

async function receipt(visit: Visit, caseKey: number, request: string): Promise<void> {
  visit.response.setHeader('X-Cauce-Filed', '1');
  return showReceipt(visit, caseKey, request);
}

async function fileRequest(visit: Visit): Promise<void> {
  const request = requestOf(visit);
  await oneAtATime(request, async () => {
    const before = await filedBefore(visit, request);
    if (before !== undefined) return receipt(visit, before, request);
    const offered = await chosen(visit);
    if (!offered) return offer(visit, await waysOf(visit));
    const filing = await filingForm(visit, offered);
    const accepted = await acceptFiles(visit, ownerFrom(request));
    const result = await readForm(visit, filing, filing.given, accepted);
    if ('errors' in result) {
      const again = await showForm(visit, filing, { data: result.values, errors: result.errors });
      return showFiling(visit, offered, filing, { request, form: again }, statusFor(result.errors));
    }
    const showAgain = async (data: Variables, wrong: string, status: number) =>
      showFiling(
        visit,
        offered,
        filing,
        { request, form: await showForm(visit, filing, { data }), wrong },
        status,
      );
    if (visit.field('_consents') !== seenMark(filing.consents)) {
      const unticked = Object.fromEntries(filing.consents.map(({ field }) => [field, false]));
      return showAgain({ ...result.values, ...unticked }, visit.t('filing.consentChanged'), 409);
    }
    const refused = whyNot(visit, request);
    if (refused) return showAgain(result.values, refused.wrong, 429);
    const consents = consentRecord(visit, filing.consents, result.variables);
    const outcome = await startCase(
      visit,
      offered,
      { ...result.variables, ...filing.given, ...consents },
      request,
    );
    if (outcome.ok) {
      countFiled(visit);
      return receipt(visit, outcome.instanceKey, request);
    }
    // Another node may have done it between our look and our start.
    const meanwhile = outcome.conflict ? await filedBefore(visit, request) : undefined;
    if (meanwhile !== undefined) return receipt(visit, meanwhile, request);
    const reason = refusalWords(visit, outcome.rejection);
    return showAgain(result.values, visit.t('file.refused', { reason }), 409);
  });
}

export const filePages: PageRoute[] = [
  get('/radicar', 'public', showCatalog),
  get('/radicar/:processId', 'public', showFirstForm),
  post('/radicar/:processId', 'public', fileRequest, { upload: 'form', limited: true }),
];
