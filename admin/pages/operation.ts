// What an administrator must look after: incidents to try again, mail that has not gone out, mail that opened no case.
import { administrationTabs } from '../desk/administration.ts';
import { incidentViews } from '../desk/incidents.ts';
import { casesOf } from '../desk/names.ts';
import { stuckCounts, stuckReasons } from '../desk/operation/reasons.ts';
import { pagerView, pageSize } from '../desk/pager.ts';
import { refusalWords } from '../desk/refusals.ts';
import { mailboxTroubles, refusedMails } from '../desk/refusedMails.ts';
import { numberOf, plainNumber, textOf } from '../desk/rows.ts';
import type { Rejection, Row } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';
import { operationTabs } from './operationLists.ts';

const mostMails = 100;

/** The outbox keeps why it could not send as a code with its values. */
function reasonWords(visit: Visit, error: string): string {
  return error === '' ? '' : refusalWords(visit, JSON.parse(error) as Rejection);
}

/** Only who it goes to by case: the address and text are the requester's own. */
async function mailViews(visit: Visit, rows: Row[]) {
  const cases = await casesOf(
    visit.engine.store,
    rows.map((row) => numberOf(row.root_key)),
  );
  return rows.map((row) => {
    const rootKey = numberOf(row.root_key);
    const state = textOf(row.state);
    return {
      number: cases.get(rootKey)?.number ?? plainNumber(rootKey),
      caseHref: `${visit.base}/casos/${rootKey}`,
      state: visit.t(`mails.${state}`),
      stateClass: state === 'FAILED' ? 'overdue' : 'atRisk',
      attempts: numberOf(row.attempts),
      error: reasonWords(visit, textOf(row.error)),
      at: numberOf(row.created_at),
      retry: visit.retryMail && `${visit.base}/admin/correos/${numberOf(row.job_key)}/reintentar`,
    };
  });
}

async function showOperation(visit: Visit): Promise<void> {
  const { store } = visit.engine;
  const after = visit.query('after');
  const [incidents, mails] = await Promise.all([
    store.search('incidents', {
      where: [{ column: 'state', op: 'eq', value: 'ACTIVE' }],
      sort: [{ column: 'key', descending: true }],
      limit: pageSize,
      ...(after && { after }),
    }),
    store.search('mails', {
      where: [{ column: 'state', op: 'neq', value: 'SENT' }],
      sort: [{ column: 'created_at', descending: true }],
      limit: mostMails,
    }),
  ]);
  visit.show('operation', {
    title: visit.t('operation.title'),
    heading: visit.t('operation.heading'),
    tabs: administrationTabs(visit),
    operationTabs: operationTabs(visit),
    tiles: await stuckCounts(visit),
    reasons: await stuckReasons(visit),
    notice: visit.query('notice') === 'mail' ? { text: visit.t('mails.retried') } : undefined,
    incidents: await incidentViews(visit, incidents.rows),
    pager: pagerView(visit, incidents),
    mails: await mailViews(visit, mails.rows),
    inbound: await refusedMails(visit),
    troubles: await mailboxTroubles(visit),
    noServer: visit.retryMail === undefined && mails.rows.length > 0,
  });
}

async function retryMail(visit: Visit): Promise<void> {
  const key = visit.key('key');
  if (!visit.retryMail || !(await visit.retryMail(key))) throw notFound();
  visit.go('/admin/operacion?notice=mail');
}

export const operationPages: PageRoute[] = [
  get('/admin/operacion', 'operation:write', showOperation),
  post('/admin/correos/:key/reintentar', 'operation:write', retryMail),
];
