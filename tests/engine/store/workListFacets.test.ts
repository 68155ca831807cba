// The open tasks of a query counted by what they have in common: the same as looking at each of them.
import { expect, test } from 'vitest';
import type { Event } from '../../../engine/core/events.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import type { Condition, Query } from '../../../engine/store/store.ts';
import { type FacetQuestion, type FacetRow, taskFacets } from '../../../engine/store/workListFacets.ts';
import { batch, commit, created, facts, instanceKeyOf, openTestStore, plainModel } from './openTestStore.ts';

const now = 1_800_000_000_000;
const day = 86_400_000;
const otherModel = { ...plainModel, id: 'loans', name: 'Loans' };
const open: Condition = { column: 'state', op: 'eq', value: 'CREATED' };
const question: FacetQuestion = {
  now,
  riskUntil: now + 2 * day,
  arrivals: [1_700_000_000_000 + 5000],
  dimensions: [{ name: 'product', elsewhere: { loans: 'kind' } }, { name: 'area' }],
  most: 1000,
};

interface Drawn {
  loans?: boolean;
  due?: number;
  priority?: number;
  assignee?: string;
  groups?: string[];
  product?: string;
}

const drawn: Drawn[] = [
  { due: now - day, product: 'card' },
  { due: now + day, product: 'card', assignee: 'ana' },
  { due: now + day, loans: true, product: 'house', priority: 90 },
  { due: now + 9 * day, loans: true, product: 'house', groups: ['desk', 'back'] },
  { priority: 10, groups: ['back'] },
];

async function filled(): Promise<OpenStore> {
  const store = await openTestStore();
  for (const [at, one] of drawn.entries()) {
    const instance = facts(instanceKeyOf(4096 + at), one.loans ? otherModel : plainModel);
    const key = instance.instanceKey;
    const said = one.product === undefined ? {} : { [one.loans ? 'kind' : 'product']: one.product };
    const events: Event[] = [
      created(instance),
      { type: 'variablesSet', scope: key, variables: { ...said, area: { of: 'a list nobody chooses' } } },
      { type: 'elementActivated', key: key + 1, element: 'register', scope: key },
      {
        type: 'userTaskCreated',
        key: key + 2,
        owner: key + 1,
        element: 'register',
        candidateGroups: one.groups ?? ['desk'],
        candidateUsers: [],
        priority: one.priority ?? 50,
        ...(one.due !== undefined && { dueAt: one.due }),
        ...(one.assignee !== undefined && { assignee: one.assignee }),
      },
    ];
    await commit(store, [batch(instance, 1, events, { at: 1_700_000_000_000 + at * 2000 })]);
  }
  return store;
}

const facetsOf = async (store: OpenStore, query: Query, more: Partial<FacetQuestion> = {}) =>
  taskFacets(store.reader, await store.openTasks(query), { ...question, ...more });

function summed(rows: FacetRow[], by: (row: FacetRow) => unknown): { [value: string]: number } {
  const sums: { [value: string]: number } = {};
  for (const row of rows) sums[String(by(row))] = (sums[String(by(row))] ?? 0) + row.count;
  return sums;
}

test('every task is counted once, by flow, holder, term, priority, arrival and by the variable of its process', async () => {
  const { rows, isWhole } = await facetsOf(await filled(), { where: [open] });
  expect(isWhole).toBe(true);
  expect(summed(rows, (row) => row.process)).toEqual({ pqrs: 3, loans: 2 });
  expect(summed(rows, (row) => row.held)).toEqual({ false: 4, true: 1 });
  expect(summed(rows, (row) => row.term)).toEqual({ overdue: 1, atRisk: 2, onTime: 1, none: 1 });
  expect(summed(rows, (row) => row.priority)).toEqual({ 50: 3, 90: 1, 10: 1 });
  expect(summed(rows, (row) => row.arrived)).toEqual({ 0: 2, 1: 3 });
  expect(summed(rows, (row) => row.dimensions[0])).toEqual({ card: 2, house: 2, null: 1 });
  // What is no text has no value to choose.
  expect(summed(rows, (row) => row.dimensions[1])).toEqual({ null: 5 });
});

test('who stands in two groups sees a task of both once', async () => {
  const candidates = { groups: ['desk', 'back'], user: 'ben' };
  const free: Condition = { column: 'assignee', op: 'exists', value: false };
  const { rows } = await facetsOf(await filled(), { where: [open, free], candidates });
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(4);
});

test('of a long list so many are counted as were asked for, and it says so', async () => {
  const store = await filled();
  const { rows, isWhole } = await facetsOf(store, { where: [open] }, { most: 3 });
  expect([rows.reduce((sum, { count }) => sum + count, 0), isWhole]).toEqual([4, false]);
});

test.each<[string, Query, number]>([
  ['a term', { where: [open, { column: 'due_at', op: 'lt', value: now }] }, 1],
  ['a priority above', { where: [open, { column: 'priority', op: 'gt', value: 50 }] }, 1],
  ['a priority up to', { where: [open, { column: 'priority', op: 'lte', value: 50 }] }, 4],
  ['some priorities', { where: [open, { column: 'priority', op: 'in', value: [10, 90] }] }, 2],
  ['an arrival', { where: [open, { column: 'created_at', op: 'gte', value: 1_700_000_004_000 }] }, 3],
  [
    'a few keys',
    { where: [open, { column: 'key', op: 'in', value: [4096, 4099, 7].map((n) => instanceKeyOf(n) + 2) }] },
    2,
  ],
  [
    'a variable that has another name elsewhere',
    { where: [open], variables: [{ name: 'product', value: '"house"', elsewhere: { loans: 'kind' } }] },
    2,
  ],
])('the list, its count and its facets agree about %s', async (_, query, expected) => {
  const store = await filled();
  const page = await store.search('user_tasks', { ...query, limit: 1 });
  const { rows } = await facetsOf(store, query);
  expect([page.total, rows.reduce((sum, { count }) => sum + count, 0)]).toEqual([expected, expected]);
  expect(await (await store.openTasks(query)).count(100)).toBe(expected);
});
