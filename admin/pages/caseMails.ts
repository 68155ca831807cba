// Mails of a case that the mail server did not take: who works in the case sees them on its page, and sends them again.
import { mayBegin } from '../desk/adHoc.ts';
import { caseFor } from '../desk/caseFor.ts';
import { refusalWords } from '../desk/refusals.ts';
import { numberOf, textOf } from '../desk/rows.ts';
import type { Rejection } from '../engine.ts';
import { type PageRoute, post } from '../route.ts';
import { forbidden, notFound, type Visit } from '../visit.ts';

const most = 20;

/** Those that were given up, with the reason; nothing of what they say. */
export async function failedMails(visit: Visit, caseKey: number) {
  const { rows } = await visit.engine.store.search('mails', {
    where: [
      { column: 'root_key', op: 'eq', value: caseKey },
      { column: 'state', op: 'eq', value: 'FAILED' },
    ],
    limit: most,
  });
  const mayRetry = rows.length > 0 && visit.retryMail !== undefined && (await mayBegin(visit, caseKey));
  return rows.map((row) => ({
    at: numberOf(row.created_at),
    reason: refusalWords(visit, JSON.parse(textOf(row.error) || '{}') as Rejection),
    retry: mayRetry && `${visit.base}/casos/${caseKey}/correos/${numberOf(row.job_key)}/reintentar`,
  }));
}

async function retry(visit: Visit): Promise<void> {
  const found = await caseFor(visit, 'case:read');
  if (!(await mayBegin(visit, found.key))) throw forbidden();
  const job = visit.key('job');
  const mail = await visit.engine.store.find('mails', { job_key: job });
  if (numberOf(mail?.root_key) !== found.key || !visit.retryMail || !(await visit.retryMail(job)))
    throw notFound();
  visit.go(`/casos/${found.key}?notice=mail`);
}

export const caseMailPages: PageRoute[] = [
  post('/casos/:key/correos/:job/reintentar', 'activity:begin', retry),
];
