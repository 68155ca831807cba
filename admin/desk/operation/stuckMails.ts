// Mails that have not gone out: which wait, which were given up and why, and sending them again.
import type { Rejection, Row } from '../../engine.ts';
import { dateTimeWords } from '../../render/words.ts';
import type { Visit } from '../../visit.ts';
import { casesOf } from '../names.ts';
import { refusalWords } from '../refusals.ts';
import { numberOf, plainNumber, textOf } from '../rows.ts';
import {
  ageCondition,
  ageFilter,
  chosen,
  type RowOutcome,
  type StuckKind,
  type StuckRow,
} from './stuckKind.ts';

const states = ['QUEUED', 'FAILED'] as const;

export const stuckMails: StuckKind = {
  path: 'correos',
  projection: 'mails',
  key: 'job_key',
  sort: [{ column: 'created_at', descending: true }],
  event: 'mailsRetried',
  conditions(visit) {
    const state = chosen(visit, 'state', states);
    return [
      state ? { column: 'state', op: 'eq', value: state } : { column: 'state', op: 'in', value: [...states] },
      ...ageCondition(visit, 'created_at'),
    ];
  },
  filters: async (visit) => [
    {
      name: 'state',
      label: visit.t('cases.state'),
      all: visit.t('cases.anyState'),
      options: states.map((value) => ({
        value,
        label: visit.t(`mails.${value}`),
        current: visit.query('state') === value,
      })),
    },
    ageFilter(visit),
  ],
  hindrance: (visit) => (visit.retryMail ? undefined : visit.t('mails.noServer')),
  views,
  retry,
};

/** Only whom it is about, by case: address and text are the requester's own. */
async function views(visit: Visit, rows: Row[]): Promise<StuckRow[]> {
  const { store } = visit.engine;
  const cases = await casesOf(
    store,
    rows.map((row) => numberOf(row.root_key)),
  );
  return rows.map((row) => {
    const rootKey = numberOf(row.root_key);
    const state = textOf(row.state);
    const found = cases.get(rootKey);
    return {
      key: numberOf(row.job_key),
      number: found?.number ?? plainNumber(rootKey),
      caseHref: `${visit.base}/casos/${rootKey}`,
      flow: found?.processName ?? '',
      place: visit.t('operation.mail.attempts', { count: numberOf(row.attempts) }),
      words: wordsOf(visit, row),
      at: numberOf(row.created_at),
      state: visit.t(`mails.${state}`),
      stateClass: state === 'FAILED' ? 'overdue' : 'atRisk',
      retry: visit.retryMail && numberOf(row.job_key),
    };
  });
}

function wordsOf(visit: Visit, row: Row): string {
  const error = textOf(row.error);
  const reason = error === '' ? '' : refusalWords(visit, JSON.parse(error) as Rejection);
  if (textOf(row.state) === 'FAILED' || !visit.retryMail) return reason;
  const next = dateTimeWords(visit.lang, numberOf(row.next_attempt_at), visit.options.timeZone);
  return `${reason} ${visit.t('operation.mail.next', { next })}`.trim();
}

async function retry(visit: Visit, row: Row): Promise<RowOutcome> {
  if (await visit.retryMail?.(numberOf(row.job_key))) return { outcome: 'retried' };
  return { outcome: 'refused', words: visit.t('operation.mail.gone') };
}
