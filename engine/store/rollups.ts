// Sums of facts by period as rows, and how far they have come.
import type { Knex } from 'knex';
import { dialectOf } from './dialects/dialectOf.ts';

export const rollupTable = {
  name: 'cauce_rollups',
  key: ['tenant_id', 'process_id', 'grain', 'dimension', 'period', 'value'],
  columns: ['tenant_id', 'process_id', 'grain', 'dimension', 'period', 'value', 'data'],
  conflict: 'replace',
} as const;

export interface RollupRow {
  grain: string;
  dimension: string;
  period: number;
  value: string;
  data: string;
}

export interface RollupState {
  /** Null while nothing is in. */
  position: number | null;
  basis: string;
  until: number;
  computedAt: number;
}

const AT_ONCE = 500;

/** '' is of the facts themselves. */
export async function readRollupStates(db: Knex, tenant: string): Promise<Map<string, RollupState>> {
  const rows = await db('cauce_rollup_states').where({ tenant_id: tenant });
  return new Map(
    rows.map(({ process_id, position, basis, until, computed_at }) => [
      process_id,
      {
        position: position === null ? null : Number(position),
        basis,
        until: Number(until),
        computedAt: Number(computed_at),
      },
    ]),
  );
}

export async function writeRollupState(
  db: Knex,
  tenant: string,
  process: string,
  { position, basis, until, computedAt }: RollupState,
): Promise<void> {
  await db('cauce_rollup_states')
    .insert({ tenant_id: tenant, process_id: process, position, basis, until, computed_at: computedAt })
    .onConflict(['tenant_id', 'process_id'])
    .merge();
}

export async function readRollups(
  db: Knex,
  tenant: string,
  process: string,
  asked: { grain: string; dimension: string; from: number; to: number },
): Promise<RollupRow[]> {
  return db('cauce_rollups')
    .where({ tenant_id: tenant, process_id: process, grain: asked.grain, dimension: asked.dimension })
    .whereBetween('period', [asked.from, asked.to])
    .select('grain', 'dimension', 'period', 'value', 'data');
}

/** Rows without data go away. In a transaction. */
export async function writeRollups(
  db: Knex,
  tenant: string,
  process: string,
  rows: (Omit<RollupRow, 'data'> & { data: string | null })[],
): Promise<void> {
  const dialect = dialectOf(db);
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE);
    const keyOf = (row: (typeof some)[number]) =>
      [tenant, process, row.grain, row.dimension, row.period, row.value] as const;
    const gone = some.filter(({ data }) => data === null).map(keyOf);
    const kept = some.filter(({ data }) => data !== null).map((row) => [...keyOf(row), row.data]);
    await dialect.run(db, [
      ...(gone.length > 0 ? [dialect.remove(rollupTable, gone)] : []),
      ...(kept.length > 0 ? [dialect.insert(rollupTable, kept)] : []),
    ]);
  }
}

export async function removeRollups(db: Knex, tenant: string, process: string): Promise<void> {
  await db('cauce_rollups').where({ tenant_id: tenant, process_id: process }).del();
}

/** Newest position of the facts that can be seen. */
export async function lastFact(db: Knex, tenant: string): Promise<number> {
  const row = await db('cauce_facts')
    .where({ tenant_id: tenant })
    .orderBy('position', 'desc')
    .first('position');
  return Number(row?.position ?? 0);
}

/** Cases that something happened to after a position, and up to another. */
export async function touchedCases(
  db: Knex,
  tenant: string,
  after: number,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<number[]> {
  const rows = await db('cauce_facts')
    .where({ tenant_id: tenant })
    .where('position', '>', after)
    .where('position', '<=', upTo)
    .distinct('case_key');
  return rows.map(({ case_key }) => Number(case_key));
}

/** Cases whose facts change by time alone, until then. */
export async function casesDue(db: Knex, tenant: string, kind: string, until: number): Promise<number[]> {
  const rows = await db('cauce_case_facts')
    .where({ tenant_id: tenant, process_id: '', kind })
    .where('at', '<=', until)
    .distinct('case_key');
  return rows.map(({ case_key }) => Number(case_key));
}

/** The tables of figures, emptied: what comes next is computed from the read models alone. */
export async function forgetFigures(db: Knex, tenant: string): Promise<void> {
  await db('cauce_rollup_states').where({ tenant_id: tenant }).del();
  await db('cauce_rollups').where({ tenant_id: tenant }).del();
  await db('cauce_case_facts').where({ tenant_id: tenant }).where('case_key', '>', 0).del();
}
