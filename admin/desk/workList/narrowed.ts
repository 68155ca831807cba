// A filtered list by the keys of its tasks, where they are few: they are looked for once, however often the page asks.
import type { Query } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { type Filters, isFiltered } from './filters.ts';

const few = 2000;

export async function narrowed(visit: Visit, query: Query, filters: Filters): Promise<Query> {
  if (!isFiltered(filters)) return query;
  const open = await visit.engine.store.openTasks(query);
  const rows: { task_key: number | string }[] = await open.first(few + 1);
  if (rows.length > few) return query;
  const value = rows.map((row) => Number(row.task_key));
  return {
    where: [
      { column: 'state', op: 'eq', value: 'CREATED' },
      { column: 'key', op: 'in', value },
    ],
  };
}
