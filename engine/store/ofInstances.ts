// Rows that belong to instances, as a condition on the rows' own keys.
import type { Knex } from 'knex';
import type { Searchable } from './columns.ts';
import { among } from './conditions.ts';
import type { Condition } from './store.ts';

/** By the table's own key, which no database weighs against another index. */
export async function ofInstances(
  db: Knex,
  { table, instance }: Searchable,
  keys: number[],
): Promise<Condition> {
  if (instance === undefined || instance === 'key') return { column: 'key', op: 'in', value: keys };
  const found = db(table);
  among(found, instance, keys);
  const rows = (await found.select('key')) as { key: number }[];
  return { column: 'key', op: 'in', value: rows.map(({ key }) => key) };
}
