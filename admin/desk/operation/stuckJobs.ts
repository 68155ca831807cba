// Jobs that wait: for a program that takes them, or for the next attempt; those without one left are incidents.
import type { Json, Row } from '../../engine.ts';
import { dateTimeWords } from '../../render/words.ts';
import type { Visit } from '../../visit.ts';
import { nameIn } from '../elementNames.ts';
import { casesOf } from '../names.ts';
import { openStoreOf } from '../openStore.ts';
import { refusalWords } from '../refusals.ts';
import { instantOf, numberOf, plainNumber, textOf } from '../rows.ts';
import { processNames } from './stuckIncidents.ts';
import {
  ageCondition,
  ageFilter,
  chosen,
  type Filter,
  processFilter,
  type RowOutcome,
  type StuckKind,
  type StuckRow,
} from './stuckKind.ts';

const attempts = 3;
const waits = ['waiting', 'failing'] as const;
const most = 1000;

export const stuckJobs: StuckKind = {
  path: 'trabajos',
  projection: 'jobs',
  key: 'key',
  sort: [{ column: 'key' }],
  event: 'jobsRetried',
  conditions: () => [],
  keys,
  filters: async (visit) => [
    waitFilter(visit),
    await typeFilter(visit),
    await processFilter(visit),
    ageFilter(visit),
  ],
  views,
  retry,
};

/** Word for word the condition of the index of waiting jobs: those that are done are many more. */
export const isWaiting = "state IN ('CREATED', 'FAILED') AND retries > 0";

async function keys(visit: Visit): Promise<number[]> {
  const { reader, tenant } = visit.engine.store;
  const wait = chosen(visit, 'wait', waits);
  const [type, process] = [visit.query('type'), visit.query('process')];
  const [age] = ageCondition(visit, 'created_at');
  const rows: { key: number | string }[] = await reader('cauce_jobs')
    .where({ tenant_id: tenant, ...(type && { type }), ...(process && { process_id: process }) })
    .where(wait ? { state: wait === 'waiting' ? 'CREATED' : 'FAILED' } : {})
    .where('created_at', '<=', age ? Number(age.value) : Number.MAX_SAFE_INTEGER)
    .whereRaw(isWaiting)
    .orderBy('key')
    .limit(most)
    .select('key');
  return rows.map(({ key }) => Number(key));
}

function waitFilter(visit: Visit): Filter {
  return {
    name: 'wait',
    label: visit.t('cases.state'),
    all: visit.t('cases.anyState'),
    options: waits.map((value) => ({
      value,
      label: visit.t(`operation.job.${value}`),
      current: visit.query('wait') === value,
    })),
  };
}

async function typeFilter(visit: Visit): Promise<Filter> {
  const { reader, tenant } = visit.engine.store;
  const rows: { type: string }[] = await reader('cauce_jobs')
    .where({ tenant_id: tenant })
    .whereRaw(isWaiting)
    .distinct('type')
    .orderBy('type')
    .limit(100);
  return {
    name: 'type',
    label: visit.t('operation.program'),
    all: visit.t('operation.anyProgram'),
    options: rows.map(({ type }) => ({ value: type, label: type, current: visit.query('type') === type })),
  };
}

async function views(visit: Visit, rows: Row[]): Promise<StuckRow[]> {
  const cases = await casesOf(
    visit.engine.store,
    rows.map((row) => numberOf(row.root_key)),
  );
  const names = await processNames(visit, rows);
  return Promise.all(
    rows.map(async (row) => {
      const rootKey = numberOf(row.root_key);
      const model = await visit.engine.model(numberOf(row.definition_key));
      return {
        key: numberOf(row.key),
        number: cases.get(rootKey)?.number ?? plainNumber(rootKey),
        caseHref: `${visit.base}/casos/${rootKey}`,
        flow: names.get(textOf(row.process_id)) ?? textOf(row.process_id),
        place: nameIn(visit, model, textOf(row.element_id)),
        detail: textOf(row.type),
        at: numberOf(row.created_at),
        ...(await standing(visit, row)),
      };
    }),
  );
}

async function standing(visit: Visit, row: Row) {
  const at = (instant: number) => dateTimeWords(visit.lang, instant, visit.options.timeZone);
  const leased = instantOf(row.leased_until);
  const worker = textOf(row.worker);
  if (leased !== null && leased > visit.engine.now())
    return state(visit, 'held', 'active', visit.t('operation.job.heldWords', { worker, until: at(leased) }));
  if (textOf(row.state) === 'CREATED') {
    const words = visit.t(
      visit.engine.connects(textOf(row.type)) ? 'operation.job.soon' : 'operation.job.nobody',
    );
    return state(visit, 'waiting', 'none', words);
  }
  const reason = await failureOf(visit, row);
  const next = at(numberOf(row.available_at));
  const count = numberOf(row.retries);
  const words = `${reason} ${visit.t('operation.job.again', { count, next })}`;
  return { ...state(visit, 'failing', 'atRisk', words), retry: numberOf(row.key) };
}

const state = (visit: Visit, name: string, stateClass: string, words: string) => ({
  state: visit.t(`operation.job.${name}`),
  stateClass,
  words,
});

/** What the program said; sealed where the case has a data subject. */
async function failureOf(visit: Visit, row: Row): Promise<string> {
  const message = textOf(row.error_message);
  if (!message.startsWith('{')) return problem(visit, message);
  try {
    const sealed = JSON.parse(message) as Json;
    const open = await openStoreOf(visit).openValue(numberOf(row.root_key), 'message', sealed);
    return problem(visit, typeof open === 'string' ? open : '');
  } catch {
    return problem(visit, message);
  }
}

const problem = (visit: Visit, message: string): string =>
  refusalWords(visit, { code: 'JOB_FAILED', values: { message } });

async function retry(visit: Visit, row: Row): Promise<RowOutcome> {
  const { engine, principal } = visit;
  const changes = { retries: attempts, atOnce: true } as const;
  const updated = await engine.updateJob(numberOf(row.key), changes, { principal });
  if (updated.ok) return { outcome: 'retried' };
  return { outcome: 'refused', words: refusalWords(visit, updated.rejection) };
}
