// Counters: numbers given out in order. Whoever takes one holds its row, or the only writer, so none is given twice.
import type { Knex } from 'knex';
import { dialectOf } from './dialects/dialectOf.ts';

/** Inside a transaction: nobody else takes a number before it ends. */
export async function readCounterLocked(db: Knex, tenant: string, name: string): Promise<number> {
  const { forUpdate } = dialectOf(db);
  if (forUpdate === '') return await readCounter(db, tenant, name);
  const read = async () => {
    const sql = `SELECT value FROM cauce_counters WHERE tenant_id = ? AND name = ?${forUpdate}`;
    return (await db.raw(sql, [tenant, name])) as { value: number }[];
  };
  const [known] = await read();
  if (known) return known.value;
  // Nothing can be locked that is not there.
  await db.raw('INSERT INTO cauce_counters VALUES (?, ?, 0) ON CONFLICT DO NOTHING', [tenant, name]);
  const [made] = await read();
  return made?.value ?? 0;
}

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
