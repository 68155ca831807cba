// Counters: numbers given out in order. Whoever takes one holds the single writer, so none is given twice.
import type { Knex } from 'knex';

export async function readCounter(db: Knex, tenant: string, name: string): Promise<number> {
  const row = (await db('cauce_counters').where({ tenant_id: tenant, name }).first('value')) as
    | { value: number }
    | undefined;
  return row?.value ?? 0;
}

/** Takes `size` numbers and gives the first; a counter starts at 1. Inside a write transaction. */
export async function reserve(db: Knex, tenant: string, name: string, size: number): Promise<number> {
  const sql = `INSERT INTO cauce_counters (tenant_id, name, value) VALUES (?, ?, ?)
    ON CONFLICT (tenant_id, name) DO UPDATE SET value = cauce_counters.value + excluded.value RETURNING value`;
  const [row] = (await db.raw(sql, [tenant, name, size])) as { value: number }[];
  return (row?.value ?? size) - size + 1;
}
