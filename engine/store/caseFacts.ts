// What each case amounts to, as rows: read, replaced whole, and looked through by process, kind and day.
import type { Knex } from 'knex';
import { dialectOf } from './dialects/dialectOf.ts';
import type { Cell } from './writeSet.ts';

export const FACT_DIMENSIONS = [
  'product',
  'channel',
  'area',
  'segment',
  'typology',
  'type',
  'topic',
  'site',
  'lane',
  'person',
  'source',
] as const;

export const caseFactTable = {
  name: 'cauce_case_facts',
  key: ['tenant_id', 'case_key', 'number'],
  columns: [
    'tenant_id',
    'case_key',
    'number',
    'process_id',
    'kind',
    'day',
    'at',
    'version',
    'element',
    ...FACT_DIMENSIONS,
    'values',
  ],
} as const;

export type CaseFactRow = { [C in (typeof caseFactTable)['columns'][number]]: Cell };

/** Rows written by one statement. */
const AT_ONCE = 2_000;

export async function readCaseFacts(
  db: Knex,
  tenant: string,
  keys: readonly number[],
): Promise<CaseFactRow[]> {
  if (keys.length === 0) return [];
  return db('cauce_case_facts').where({ tenant_id: tenant }).whereIn('case_key', keys).select('*');
}

export async function insertCaseFacts(db: Knex, rows: CaseFactRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const cells = rows
      .slice(from, from + AT_ONCE)
      .map((row) => caseFactTable.columns.map((name) => row[name]));
    await dialectOf(db).run(db, [dialectOf(db).insert(caseFactTable, cells)]);
  }
}

/** In a transaction. */
export async function replaceCaseFacts(
  db: Knex,
  tenant: string,
  keys: readonly number[],
  rows: CaseFactRow[],
): Promise<void> {
  if (keys.length > 0)
    await db('cauce_case_facts').where({ tenant_id: tenant }).whereIn('case_key', keys).del();
  await insertCaseFacts(db, rows);
}

export interface FactQuery {
  process: string;
  kinds: readonly string[];
  /** Days since 1970, both included. */
  from: number;
  to: number;
  /** Columns and their values. */
  where?: { readonly [column: string]: string | number };
}

/** Facts of a process, with the public variables of the case where the fact itself does not repeat them. */
export function factRows(db: Knex, tenant: string, query: FactQuery): Knex.QueryBuilder {
  const { process, kinds, from, to, where = {} } = query;
  return db('cauce_case_facts as f')
    .where({ 'f.tenant_id': tenant, 'f.process_id': process })
    .whereIn('f.kind', kinds)
    .whereBetween('f.day', [from, to])
    .where(Object.fromEntries(Object.entries(where).map(([column, value]) => [`f.${column}`, value])));
}
