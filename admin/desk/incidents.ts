// Incidents in words: where the case stopped, why, since when, and whether this person may have it tried again.
import {
  authorize,
  type Condition,
  type Json,
  type ProcessModel,
  problemText,
  type Rejection,
  type Row,
} from '../engine.ts';
import type { Speaking, Visit } from '../visit.ts';
import { flowWords, nameIn } from './elementNames.ts';
import { casesOf } from './names.ts';
import { openStoreOf } from './openStore.ts';
import { numberOf, plainNumber, textOf } from './rows.ts';

const most = 200;

export async function openIncidentsOf(visit: Visit, caseKey: number): Promise<Row[]> {
  const where: Condition[] = [
    { column: 'root_key', op: 'eq', value: caseKey },
    { column: 'state', op: 'eq', value: 'ACTIVE' },
  ];
  return (await visit.engine.store.search('incidents', { where, limit: most })).rows;
}

/** Whether work of the case waits for a program: at one element, or anywhere. */
export async function pendingJobs(visit: Visit, caseKey: number, elementId?: string): Promise<boolean> {
  const where: Condition[] = [
    { column: 'root_key', op: 'eq', value: caseKey },
    { column: 'state', op: 'in', value: ['CREATED', 'FAILED'] },
  ];
  if (elementId !== undefined) where.push({ column: 'element_id', op: 'eq', value: elementId });
  return (await visit.engine.store.search('jobs', { where, limit: 1 })).total > 0;
}

const retryNotices: { [name: string]: { key: string; wrong: boolean } } = {
  retried: { key: 'incident.retried', wrong: false },
  passed: { key: 'incident.passed', wrong: false },
  again: { key: 'incident.again', wrong: true },
};

export function retryNotice(visit: Visit): { text: string; wrong: boolean } | undefined {
  const name = visit.query('notice') ?? '';
  const known = Object.hasOwn(retryNotices, name) ? retryNotices[name] : undefined;
  return known && { text: visit.t(known.key), wrong: known.wrong };
}

/** Why it stands still and what to do, with elements and flows of the drawing by their names. */
export function incidentWords(
  visit: Speaking,
  model: ProcessModel | undefined,
  { code, values }: Rejection,
): string {
  const isPart = (id: string) => model?.flows.some((flow) => flow.id === id) || knows(model, id);
  const named = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(named);
    return typeof value === 'string' && isPart(value) ? flowWords(visit, model, value) : value;
  };
  const told = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, named(value)]));
  return problemText(code, told, visit.lang);
}

function knows(model: ProcessModel | undefined, id: string): boolean {
  return model?.elements.some((element) => element.id === id) ?? false;
}

export async function incidentViews(visit: Visit, rows: Row[]) {
  const cases = await casesOf(
    visit.engine.store,
    rows.map((row) => numberOf(row.root_key)),
  );
  const mayRetry = authorize(visit.principal, 'incident:resolve');
  return Promise.all(
    rows.map(async (row) => {
      const code = textOf(row.code);
      const model = await visit.engine.model(numberOf(row.definition_key));
      const rootKey = numberOf(row.root_key);
      const stored = JSON.parse(textOf(row.values) || '{}') as Json;
      const values = (await openStoreOf(visit).openValue(rootKey, 'values', stored)) as Rejection['values'];
      const words = incidentWords(visit, model, { code, values });
      return {
        number: cases.get(rootKey)?.number ?? plainNumber(rootKey),
        caseHref: `${visit.base}/casos/${rootKey}`,
        element: nameIn(visit, model, textOf(row.element_id)),
        code,
        // Text that only repeats the code says nothing to a person.
        words: words.startsWith(code) ? visit.t('incident.plain') : words,
        at: numberOf(row.created_at),
        retry: mayRetry && `${visit.base}/incidentes/${numberOf(row.key)}/reintentar`,
      };
    }),
  );
}
