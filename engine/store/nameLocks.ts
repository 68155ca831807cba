// Names that one transaction at a time may hold, across nodes: a message and who waits for it must not miss each other.
import type { Knex } from 'knex';
import { dialectOf } from './dialects/dialectOf.ts';

/** As they are told apart from those of other tenants. */
export function namesOf(tenant: string, names: Iterable<string>): string[] {
  return [...names].map((name) => JSON.stringify([tenant, name]));
}

/** Held until the transaction ends. One writer at a time needs none. */
export async function lockNames(db: Knex, tenant: string, names: Iterable<string>): Promise<void> {
  const all = namesOf(tenant, names);
  const dialect = dialectOf(db);
  if (all.length > 0) await dialect.run(db, dialect.lockNames(all));
}
