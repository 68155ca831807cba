// Incidents: where cases stopped, why, and trying again; afterwards each says whether it went on.
import type { Condition, Row } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { incidentViews, openIncidentsOf, pendingJobs } from '../incidents.ts';
import { refusalWords } from '../refusals.ts';
import { instantOf, numberOf, textOf } from '../rows.ts';
import {
  ageCondition,
  ageFilter,
  type Filter,
  processCondition,
  processFilter,
  type RowOutcome,
  type StuckKind,
  type StuckRow,
} from './stuckKind.ts';

const attempts = 3;

export const stuckIncidents: StuckKind = {
  path: 'incidentes',
  projection: 'incidents',
  key: 'key',
  sort: [{ column: 'key', descending: true }],
  event: 'incidentsRetried',
  conditions: (visit) => [
    { column: 'state', op: 'eq', value: 'ACTIVE' },
    ...processCondition(visit),
    ...ageCondition(visit, 'created_at'),
    ...named(visit, 'code', 'code'),
    ...named(visit, 'element', 'element_id'),
  ],
  filters: async (visit) => [await processFilter(visit), await codeFilter(visit), ageFilter(visit)],
  views,
  retry,
  judge,
};

function named(visit: Visit, name: string, column: string): Condition[] {
  const value = visit.query(name);
  return value ? [{ column, op: 'eq', value }] : [];
}

async function codeFilter(visit: Visit): Promise<Filter> {
  const { reader, tenant } = visit.engine.store;
  const rows: { code: string }[] = await reader('cauce_incidents')
    .where({ tenant_id: tenant, state: 'ACTIVE' })
    .distinct('code')
    .orderBy('code')
    .limit(100);
  return {
    name: 'code',
    label: visit.t('operation.why'),
    all: visit.t('operation.anyReason'),
    options: rows.map(({ code }) => ({
      value: code,
      label: `${reasonName(visit, code)} (${code})`,
      current: visit.query('code') === code,
    })),
  };
}

/** What kinds of incidents are about, in a few words; the sentence of each one says more. */
const about: readonly [RegExp, string][] = [
  [/^JOB_/, 'job'],
  [/^(NO_FLOW_CHOSEN|CONDITION_)/, 'flow'],
  [/^CALL(ED)?_/, 'call'],
  [/_NOT_CAUGHT$/, 'error'],
  [/^JOIN_/, 'join'],
  [/^(DECISION|DMN)_/, 'decision'],
  [/^(TIMER|CRON|SLA)_/, 'time'],
  [/^(TOO_MANY|LOOP_|CHAIN_)/, 'limit'],
  [/^FEEL_|_NOT_/, 'value'],
];

export function reasonName(visit: Visit, code: string): string {
  const kind = about.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
  return visit.t(`operation.reason.${kind}`);
}

async function views(visit: Visit, rows: Row[]): Promise<StuckRow[]> {
  const told = await incidentViews(visit, rows);
  const names = await processNames(visit, rows);
  return rows.map((row, at) => {
    const { number = '', caseHref = '', element = '', code = '', words = '' } = told[at] ?? {};
    return {
      key: numberOf(row.key),
      number,
      caseHref,
      flow: names.get(textOf(row.process_id)) ?? textOf(row.process_id),
      place: element,
      words,
      detail: code,
      at: numberOf(row.created_at),
      state: visit.t('operation.stopped'),
      stateClass: 'incident',
      retry: numberOf(row.key),
    };
  });
}

export async function processNames(visit: Visit, rows: Row[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map((row) => textOf(row.process_id)))];
  if (ids.length === 0) return new Map();
  const where = [{ column: 'process_id', op: 'in' as const, value: ids }];
  const found = await visit.engine.store.search('process_definitions', { where, limit: 1000 });
  return new Map(
    found.rows.map((row) => [textOf(row.process_id), textOf(row.name) || textOf(row.process_id)]),
  );
}

export async function retry(visit: Visit, row: Row): Promise<RowOutcome> {
  const { engine, principal } = visit;
  const jobKey = instantOf(row.job_key);
  // A job without attempts left would stop again at once.
  if (jobKey !== null) await engine.updateJob(jobKey, { retries: attempts }, { principal });
  const outcome = await engine.resolveIncident(numberOf(row.key), { principal });
  if (outcome.ok) return { outcome: 'retried' };
  return { outcome: 'refused', words: refusalWords(visit, outcome.rejection) };
}

export async function judge(visit: Visit, row: Row): Promise<RowOutcome> {
  const caseKey = numberOf(row.root_key);
  const element = textOf(row.element_id);
  const again = (await openIncidentsOf(visit, caseKey)).find((each) => textOf(each.element_id) === element);
  if (again) return { outcome: 'again', words: (await incidentViews(visit, [again]))[0]?.words ?? '' };
  return { outcome: (await pendingJobs(visit, caseKey, element)) ? 'retried' : 'passed' };
}
