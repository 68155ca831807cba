// Mails that came in and opened no case, with their reasons; and mailboxes that cannot be read.
import { openInboundHeader, type Rejection, type Row } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { casesOf } from './names.ts';
import { openStoreOf } from './openStore.ts';
import { refusalWords } from './refusals.ts';
import { numberOf, textOf } from './rows.ts';

const most = 50;

export async function refusedMails(visit: Visit) {
  const { rows } = await visit.engine.store.search('inbound_mails', {
    where: [{ column: 'state', op: 'eq', value: 'REFUSED' }],
    sort: [{ column: 'handled_at', descending: true }],
    limit: most,
  });
  const keys = rows.flatMap(({ case_key: key }) => (key === null || key === undefined ? [] : [Number(key)]));
  const cases = await casesOf(visit.engine.store, keys);
  return Promise.all(rows.map((row) => refusedMail(visit, row, cases.get(numberOf(row.case_key))?.number)));
}

async function refusedMail(visit: Visit, row: Row, number: string | undefined) {
  const header = await openInboundHeader(openStoreOf(visit), row);
  return {
    from: header?.from || visit.t('inbound.nobody'),
    subject: header?.subject ?? '',
    reason: reasonWords(visit, row.code, row.values),
    at: numberOf(row.received_at),
    number,
    caseHref: number && `${visit.base}/casos/${numberOf(row.case_key)}`,
  };
}

/** What stands between us and a mailbox, one sentence each. */
export async function mailboxTroubles(visit: Visit): Promise<string[]> {
  const { reader, tenant } = visit.engine.store;
  const rows: { error: string }[] = await reader('cauce_mailboxes')
    .where({ tenant_id: tenant })
    .whereNotNull('error')
    .select('error');
  return rows.map(({ error }) => refusalWords(visit, JSON.parse(error) as Rejection));
}

function reasonWords(visit: Visit, code: Row[string] | undefined, values: Row[string] | undefined): string {
  return refusalWords(visit, { code: textOf(code), values: JSON.parse(textOf(values) || '{}') });
}
