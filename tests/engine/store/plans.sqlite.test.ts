// How SQLite finds the pages that everybody asks for: by an index in their order, never by sorting a whole tenant.
import { expect, test } from 'vitest';
import { dialectOf } from '../../../engine/store/dialects/dialectOf.ts';
import { unlistTasks } from '../../../engine/store/projections/workList.ts';
import type { Projection, Query } from '../../../engine/store/store.ts';
import { sortOfList } from '../../../engine/store/workListPage.ts';
import { openTestStore } from './openTestStore.ts';

const newest = [{ column: 'key', descending: true }];
const open = { column: 'state', op: 'eq', value: 'CREATED' } as const;

test.each<[Projection, Query]>([
  ['cases', { sort: newest }],
  ['cases', { sort: newest, where: [{ column: 'state', op: 'eq', value: 'ACTIVE' }] }],
  ['cases', { sort: newest, where: [{ column: 'process_id', op: 'eq', value: 'pqrs' }] }],
  ['process_instances', {}],
  [
    'process_instances',
    {
      where: [
        { column: 'process_id', op: 'eq', value: 'p' },
        { column: 'state', op: 'eq', value: 'ACTIVE' },
      ],
    },
  ],
  ['user_tasks', {}],
  ['user_tasks', { where: [{ column: 'state', op: 'eq', value: 'COMPLETED' }] }],
  ['user_tasks', { where: [open], sort: sortOfList('urgency') }],
  ['user_tasks', { where: [open], sort: sortOfList('arrival') }],
  ['jobs', {}],
  ['incidents', { where: [{ column: 'state', op: 'eq', value: 'ACTIVE' }] }],
  ['element_instances', { where: [{ column: 'instance_key', op: 'eq', value: 7 }] }],
  ['variables', { where: [{ column: 'instance_key', op: 'eq', value: 7 }] }],
  [
    'journal',
    { where: [{ column: 'stream', op: 'eq', value: 'instance:7' }], sort: [{ column: 'sequence' }] },
  ],
])('a page of %s for %j comes in the order of an index', async (projection, query) => {
  const store = await openTestStore({ readers: 1 });
  const asked: { sql: string; bindings: string[] }[] = [];
  store.reader.on('query', (said: (typeof asked)[number]) => void asked.push(said));
  // A cursor spares nothing: both the page and its count are asked for.
  await store.search(projection, { ...query, limit: 2, from: 1 });
  const plans: string[] = [];
  for (const { sql, bindings } of [...asked]) {
    const steps = (await store.reader.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings)) as { detail: string }[];
    plans.push(...steps.map(({ detail }) => detail));
  }
  expect(asked.length).toBeGreaterThanOrEqual(2);
  expect(plans.filter((step) => step.includes('TEMP B-TREE FOR ORDER BY'))).toEqual([]);
});

test('a task leaves the work list from its own place, however many have its rank and no due date', async () => {
  const { reader } = await openTestStore({ readers: 1 });
  const plan: { detail: string }[] = await reader.raw(
    `EXPLAIN QUERY PLAN ${unlistTasks.sql(dialectOf(reader))}`,
    ['[7]'],
  );
  const search = plan.map(({ detail }) => detail).filter((step) => step.includes('cauce_work_list'));
  expect(search).toEqual([expect.stringContaining('task_key=?')]);
});
