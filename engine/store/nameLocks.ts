// Names that one transaction at a time may hold, across nodes: a message and who waits for it must not miss each other.
import type { Knex } from 'knex';
import { dialectOf } from './dialects/dialectOf.ts';
import { lockNames as locksOf } from './dialects/postgresLocks.ts';

/** Held until the transaction ends. One writer at a time needs none. */
export async function lockNames(db: Knex, tenant: string, names: Iterable<string>): Promise<void> {
  const all = [...names].map((name) => JSON.stringify([tenant, name]));
  if (all.length > 0 && dialectOf(db).name === 'postgres') await db.raw(`SELECT ${locksOf(all)}`);
}
