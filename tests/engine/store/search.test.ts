import { expect, test } from 'vitest';
import type { Event } from '../../../engine/core/events.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import type { Query } from '../../../engine/store/store.ts';
import { listPositions, sortOfList } from '../../../engine/store/workListPage.ts';
import { batch, commit, facts, instanceKeyOf, openTestStore } from './openTestStore.ts';

const base = instanceKeyOf(1);

interface Task {
  key: number;
  dueAt?: number;
  assignee?: string;
  groups?: string[];
  users?: string[];
  priority?: number;
  /** Which of three batches brings it; the first by default. */
  arrival?: 1 | 2 | 3;
}

async function withTasks(tasks: Task[]): Promise<OpenStore> {
  const store = await openTestStore();
  const event = ({ key, groups = [], users = [], priority = 50, arrival: _, ...more }: Task): Event => {
    const candidates = { candidateGroups: groups, candidateUsers: users };
    return {
      type: 'userTaskCreated',
      owner: base,
      element: 'register',
      key: base + key,
      priority,
      ...candidates,
      ...more,
    };
  };
  for (const arrival of [1, 2, 3]) {
    const events = tasks.filter((task) => (task.arrival ?? 1) === arrival).map(event);
    if (events.length > 0) await commit(store, [batch(facts(base), arrival, events)]);
  }
  return store;
}

/** Keys of the tasks found, without the instance's part. */
async function keys(store: OpenStore, query: Query): Promise<number[]> {
  return (await store.search('user_tasks', query)).rows.map(({ key }) => Number(key) - base);
}

const many: Task[] = Array.from({ length: 60 }, (_, index) => ({
  key: index + 1,
  priority: index % 3,
  ...(index % 4 !== 0 && { dueAt: 1000 - (index % 7) }),
}));

test.each([
  [[]],
  [[{ column: 'due_at' }]],
  [[{ column: 'due_at', descending: true }]],
  [[{ column: 'due_at', nulls: 'first' as const }]],
  [[{ column: 'due_at', descending: true, nulls: 'first' as const }, { column: 'priority' }]],
  [[{ column: 'priority', descending: true }, { column: 'due_at' }, { column: 'key', descending: true }]],
])('pages by cursor give every row once, forwards and backwards, sorted by %j', async (sort) => {
  const store = await withTasks(many);
  const whole = await keys(store, { sort, limit: 1000 });
  expect(whole).toHaveLength(60);
  const forwards: number[] = [];
  let cursor: string | undefined;
  let last: string | undefined;
  do {
    const page = await store.search('user_tasks', {
      sort,
      limit: 7,
      ...(cursor !== undefined && { after: cursor }),
    });
    expect(page.total).toBe(60);
    forwards.push(...page.rows.map(({ key }) => Number(key) - base));
    cursor = page.endCursor;
    last = page.startCursor ?? last;
  } while (cursor !== undefined);
  expect(forwards).toEqual(whole);
  const before = await keys(store, { sort, limit: 7, before: last as string });
  expect(before).toEqual(whole.slice(56 - 7, 56));
});

test('nulls stand last unless asked for first, in both directions', async () => {
  const store = await withTasks([{ key: 1 }, { key: 2, dueAt: 5 }, { key: 3, dueAt: 9 }]);
  const sorted = (descending: boolean, nulls?: 'first' | 'last') =>
    keys(store, { sort: [{ column: 'due_at', descending, ...(nulls && { nulls }) }] });
  expect(await sorted(false)).toEqual([2, 3, 1]);
  expect(await sorted(true)).toEqual([3, 2, 1]);
  expect(await sorted(false, 'first')).toEqual([1, 2, 3]);
  expect(await sorted(true, 'first')).toEqual([1, 3, 2]);
});

test.each([
  ['eq', 'assignee', 'ana', [1]],
  ['neq', 'assignee', 'ana', [2, 3, 4]],
  ['in', 'assignee', ['ana', 'luz'], [1, 2]],
  ['notIn', 'assignee', ['ana', 'luz'], [3, 4]],
  ['exists', 'assignee', true, [1, 2, 3]],
  ['exists', 'assignee', false, [4]],
  ['gt', 'due_at', 20, [3]],
  ['gte', 'due_at', 20, [2, 3]],
  ['lt', 'due_at', 20, [1]],
  ['lte', 'due_at', 20, [1, 2]],
  ['like', 'assignee', 'a*', [1]],
  ['like', 'assignee', '?u?', [2]],
  ['like', 'assignee', '*%_*', [3]],
  ['like', 'assignee', 'x\\*%__', []],
  ['like', 'assignee', 'x\\*%_', [3]],
  ['like', 'assignee', '%', []],
] as const)('the condition %s on %s with %j', async (op, column, value, expected) => {
  const store = await withTasks([
    { key: 1, assignee: 'ana', dueAt: 10 },
    { key: 2, assignee: 'luz', dueAt: 20 },
    { key: 3, assignee: 'x*%_', dueAt: 30 },
    { key: 4 },
  ]);
  const condition = { column, op, value: value as string | number | boolean | string[] };
  expect(await keys(store, { where: [condition] })).toEqual(expected);
});

test('candidates see tasks of their groups and their own name, and those they hold, but not those others hold', async () => {
  const store = await withTasks([
    { key: 1, groups: ['desk'] },
    { key: 2, groups: ['legal'] },
    { key: 3, users: ['ana'] },
    { key: 4, assignee: 'ana' },
    { key: 5, groups: ['desk'], assignee: 'luz' },
    { key: 6 },
  ]);
  const candidates = (groups: string[], user: string) => keys(store, { candidates: { groups, user } });
  expect(await candidates(['desk'], 'ana')).toEqual([1, 3, 4]);
  expect(await candidates(['desk', 'legal'], 'luz')).toEqual([1, 2, 5]);
  expect(await candidates([], 'nobody')).toEqual([]);
  await commit(store, [
    batch(facts(base), 2, [
      { type: 'userTaskUpdated', key: base + 1, changes: { candidateGroups: ['legal'] } },
    ]),
  ]);
  expect(await candidates(['desk'], 'x')).toEqual([]);
  expect(await candidates(['legal'], 'x')).toEqual([1, 2]);
});

test('a column that is not allowed is refused, however it is spelled', async () => {
  const store = await withTasks([{ key: 1 }]);
  for (const column of [
    'nope',
    'key; DROP TABLE cauce_jobs',
    'users.password_hash',
    'key AS x',
    'tenant_id',
    '',
  ]) {
    await expect(store.search('user_tasks', { sort: [{ column }] })).rejects.toThrow(/Expected a column/);
    await expect(store.search('user_tasks', { where: [{ column, op: 'eq', value: 1 }] })).rejects.toThrow();
    await expect(store.find('user_tasks', { [column]: 1 })).rejects.toThrow(/Expected a column/);
  }
  await expect(store.search('users', { sort: [{ column: 'password_hash' }] })).rejects.toThrow(
    /Expected a column/,
  );
  const nulls = 'first; create table pwned(x int); --' as 'first';
  await store.search('user_tasks', { sort: [{ column: 'due_at', nulls }] });
  expect(await store.reader.schema.hasTable('pwned')).toBe(false);
});

test('a cursor that this sort did not give is refused with a code', async () => {
  const store = await withTasks([{ key: 1 }]);
  const wrong = [
    'x',
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[1,2,3]').toString('base64url'),
  ];
  for (const after of [...wrong, Buffer.from('[{"a":1}]').toString('base64url')]) {
    await expect(store.search('user_tasks', { after })).rejects.toThrow(
      expect.objectContaining({ code: 'CURSOR_INVALID' }),
    );
  }
});

const orders = [sortOfList('urgency'), sortOfList('arrival')];
const open = { column: 'state', op: 'eq', value: 'CREATED' } as const;

/** Tasks of every kind of candidate and holder, with equal dates and without. */
const crowd: Task[] = Array.from({ length: 120 }, (_, index) => ({
  key: index + 1,
  priority: index % 3,
  arrival: ([2, 3, 1] as const)[index % 3]!,
  ...(index % 4 !== 0 && { dueAt: 1000 - (index % 7) }),
  groups: index % 5 === 0 ? [] : index % 2 === 0 ? ['desk'] : ['desk', 'legal'],
  users: index % 6 === 0 ? ['ana'] : [],
  ...(index % 7 === 0 && { assignee: index % 14 === 0 ? 'ana' : 'luz' }),
}));

test.each([
  [{}],
  [{ candidates: { groups: ['desk'], user: 'ana' } }],
  [{ candidates: { groups: ['legal', 'desk', 'desk'], user: 'ana', heldByOthers: true } }],
  [{ candidates: { groups: [], user: 'luz' } }],
  [{ where: [{ column: 'assignee', op: 'eq' as const, value: 'ana' }] }],
  [
    {
      where: [{ column: 'assignee', op: 'exists' as const, value: false }],
      candidates: { groups: ['desk'], user: 'ana' },
    },
  ],
  [
    {
      where: [{ column: 'assignee', op: 'eq' as const, value: 'luz' }],
      candidates: { groups: ['desk'], user: 'ana', heldByOthers: true },
    },
  ],
  [
    {
      where: [{ column: 'due_at', op: 'gt' as const, value: 996 }],
      candidates: { groups: ['desk'], user: 'ana' },
    },
  ],
  [{ where: [{ column: 'due_at', op: 'exists' as const, value: false }] }],
  [
    {
      where: [{ column: 'priority', op: 'gte' as const, value: 1 }],
      offeredTo: [{ kind: 'group' as const, names: ['legal'] }],
    },
  ],
  [
    {
      where: [{ column: 'process_id', op: 'neq' as const, value: 'other' }],
      offeredTo: [{ kind: 'user' as const, names: ['ana'] }],
    },
  ],
])(
  'the work list of %j is that of every task in another order, page by page, and counted',
  async (asked: Query) => {
    const store = await withTasks(crowd);
    for (const sort of orders) await isInOrder(store, asked, sort);
  },
);

async function isInOrder(store: OpenStore, asked: Query, sort: NonNullable<Query['sort']>): Promise<void> {
  // All states are searched without the work list.
  const expected = await keys(store, { ...asked, sort, limit: 1000 });
  const query = { ...asked, where: [...(asked.where ?? []), open] };
  const paged: number[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.search('user_tasks', {
      ...query,
      sort,
      limit: 7,
      ...(after && { after }),
    });
    expect(page.total).toBe(expected.length);
    paged.push(...page.rows.map(({ key }) => Number(key) - base));
    after = page.endCursor;
    if (page.rows.length < 7) break;
  }
  expect(paged).toEqual(expected);
  expect(expected.length).toBeGreaterThan(0);
  const last = await store.search('user_tasks', { ...query, sort, limit: 1000 });
  const back = await keys(store, { ...query, sort, limit: 5, before: last.endCursor ?? '' });
  expect(back).toEqual(expected.slice(0, -1).slice(-5));
  expect(await keys(store, { ...query, sort, from: 3, limit: 4 })).toEqual(expected.slice(3, 7));
  expect(await keys(store, { ...query, limit: 1000 })).toEqual([...expected].sort((a, b) => a - b));
  const found = await store.search('user_tasks', { ...query, sort, limit: 1000 });
  const order = sort === orders[0] ? 'urgency' : 'arrival';
  const positions = await listPositions(await store.openTasks(query), order, 50);
  expect([...positions]).toEqual(found.rows.slice(0, 50).map(({ key }, index) => [Number(key), index + 1]));
}
