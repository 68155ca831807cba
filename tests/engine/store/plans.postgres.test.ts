// How PostgreSQL finds what a commit writes before it has counted any row: by keys, for a plan is kept while tables grow.
import { expect, test } from 'vitest';
import { dialectOf } from '../../../engine/store/dialects/dialectOf.ts';
import { claimStatements } from '../../../engine/store/dialects/postgresGroup.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { listTasks, unlistTasks } from '../../../engine/store/projections/workList.ts';
import { openTestStore } from './openTestStore.ts';

/** With parameters left open, on a connection that writes. */
async function planOf(store: OpenStore, sql: string): Promise<string[]> {
  let at = 0;
  const text = sql.replaceAll('?', () => `$${++at}`);
  const rows = await store.write((db) => db.raw(`EXPLAIN (GENERIC_PLAN) ${text}`));
  return (rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN'].trim());
}

const claims = claimStatements('t', { instances: [1], routed: [] }).map(({ sql }) => sql);
const [routed] = claimStatements('t', { instances: [], routed: ['r'] }).map(({ sql }) => sql);

test.each<[string, (store: OpenStore) => string, string[], string]>([
  ['instances are locked', () => claims[0] as string, ['cauce_process_instances_pkey'], 'key = ANY'],
  [
    'routed commands are locked, and those before them are found',
    () => routed as string,
    ['cauce_routed_pkey', 'cauce_routed_pkey'],
    'id >= ',
  ],
  ['heads are read', () => claims[1] as string, ['cauce_journal_'], 'stream = '],
  [
    'tasks are listed',
    (store) => listTasks.sql(dialectOf(store.reader)),
    ['cauce_user_tasks_pkey'],
    'key = ANY',
  ],
  [
    'tasks leave the list',
    (store) => unlistTasks.sql(dialectOf(store.reader)),
    ['cauce_user_tasks_pkey', 'cauce_work_list_'],
    'task_key = before.task_key',
  ],
])('%s by keys in a new database', async (_, statement, indexes, key) => {
  const store = await openTestStore();
  const plan = await planOf(store, statement(store));
  const used = plan.flatMap((line) => /(?:using|Bitmap Index Scan on) (cauce_\w+)/.exec(line)?.[1] ?? []);
  expect(used).toEqual(indexes.map((name) => expect.stringContaining(name)));
  expect(plan.filter((line) => line.includes('Seq Scan'))).toEqual([]);
  const conditions = plan.filter((line) => line.startsWith('Index Cond'));
  expect(conditions.at(-1)).toContain(key);
});
