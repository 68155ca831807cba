// What somebody is given who has just filed: the number, the link that only they have, and by when they are answered.
import { ownOrigin } from '../engine.ts';
import { notFound, type Visit } from '../visit.ts';
import { answerDatesOf } from './answerDates.ts';
import { codeFrom, groupedCode } from './requestId.ts';
import { type Case, caseOf } from './rows.ts';

/** Resolves once the case has its number, or when waiting longer would keep the person waiting for nothing. */
async function numberedCase(visit: Visit, key: number): Promise<Case> {
  const { engine } = visit;
  for (let attempt = 0; ; attempt += 1) {
    const row = await engine.store.find('cases', { key });
    if (row && (row.number || attempt >= 40)) return caseOf(row);
    if (attempt >= 40) throw notFound();
    if (attempt > 0) await new Promise((resume) => setTimeout(resume, 50));
    // What follows from the start, where the number comes later than its first batch.
    await engine.settle(100);
  }
}

export async function showReceipt(visit: Visit, caseKey: number, request: string): Promise<void> {
  const code = codeFrom(request);
  const filed = await numberedCase(visit, caseKey);
  const history = filed.dueAt === null ? await visit.engine.history(caseKey) : [];
  visit.response.setHeader('Cache-Control', 'no-store');
  visit.show('receipt', {
    title: visit.t('receipt.title'),
    hidden: true,
    number: filed.number,
    at: filed.openedAt,
    due: filed.dueAt,
    answerDates: answerDatesOf(history),
    tracking: trackingUrl(visit, code, ownOrigin(visit.request, visit.options)),
    code: groupedCode(code),
  });
}

export function trackingUrl(visit: Visit, code: string, origin: string): string {
  return `${origin}${visit.base}/seguimiento/${code}`;
}
