import { expect, test } from 'vitest';
import { batch, commit, facts, instanceKeyOf, openTestStore, startWithTask } from './openTestStore.ts';

const key = instanceKeyOf(2 ** 32 - 1);

test('a committed batch is read back as it was, with its chain and its projections', async () => {
  const store = await openTestStore();
  const instance = facts(key);
  const first = batch(instance, 1, startWithTask(instance), { inputs: { 'series:pqrs:1': 'PQRS-1' } });
  const second = batch(instance, 2, [{ type: 'userTaskAssigned', key: key + 2, assignee: 'luz' }]);
  const hashes = await commit(store, [first, second]);

  const read = await store.readBatches(first.stream);
  expect(read.map(({ sequence, hash, previousHash }) => ({ sequence, hash, previousHash }))).toEqual([
    { sequence: 1, hash: hashes[0], previousHash: '' },
    { sequence: 2, hash: hashes[1], previousHash: hashes[0] },
  ]);
  expect(read[0]).toMatchObject({ events: first.events, commands: first.commands, inputs: first.inputs });
  expect(await store.readBatches(first.stream, 2)).toHaveLength(1);
  expect(await store.head(first.stream)).toEqual({ sequence: 2, hash: hashes[1] });
  expect(await store.findCommand('ana', first.commandId)).toEqual({
    bodyHash: 'body',
    stream: first.stream,
    sequence: 1,
  });
  expect(await store.find('user_tasks', { key: key + 2 })).toMatchObject({
    key: key + 2,
    instance_key: key,
    element_name: 'Register',
    state: 'CREATED',
    assignee: 'luz',
    claimed_at: second.at,
    candidate_groups: '["front-desk"]',
  });
  expect(await store.find('cases', { key })).toMatchObject({
    flow: 'pqrs',
    milestone: 'registered',
    state: 'ACTIVE',
  });
});

test('keys near 2^53 are exact integers in every integer column', async () => {
  const store = await openTestStore();
  const instance = facts(key);
  await commit(store, [batch(instance, 1, startWithTask(instance))]);
  const typeOf = store.dialect === 'sqlite' ? 'typeof' : 'pg_typeof';
  const [row] = await store.reader.raw(
    `SELECT ${typeOf}(key) AS a, ${typeOf}(instance_key) AS b, ${typeOf}(created_at) AS c, key FROM cauce_user_tasks`,
  );
  const integer = store.dialect === 'sqlite' ? 'integer' : 'bigint';
  expect(row).toEqual({ a: integer, b: integer, c: integer, key: key + 2 });
  expect(
    (await store.search('user_tasks', { where: [{ column: 'instance_key', op: 'in', value: [key] }] })).total,
  ).toBe(1);
});

test('a batch that comes twice fails and leaves nothing behind', async () => {
  const store = await openTestStore();
  const instance = facts(key);
  await commit(store, [batch(instance, 1, startWithTask(instance))]);
  const other = facts(instanceKeyOf(5));
  const again = [batch(other, 1, startWithTask(other)), batch(instance, 1, [], { commandId: 'other' })];
  await expect(commit(store, again)).rejects.toThrow(/unique/i);
  expect(await store.find('process_instances', { key: other.instanceKey })).toBeUndefined();
  expect(await store.head(`instance:${other.instanceKey}`)).toBeUndefined();
});

test('routed commands wait until a batch consumes them, those of the same commit included', async () => {
  const store = await openTestStore();
  const instance = facts(key);
  const routed = [
    { id: 'r1', target: 'instance:9', payload: { type: 'completeChild' } },
    { id: 'r2', target: 'message:x', payload: { name: 'x' } },
  ];
  await commit(store, [
    batch(instance, 1, startWithTask(instance), { routed }),
    batch(instance, 2, [], { doneRouted: 'r1' }),
  ]);
  const [kept, ...others] = await store.readRouted();
  expect(kept).toMatchObject({ id: 'r2', target: 'message:x', payload: { name: 'x' } });
  expect(kept?.createdAt).toBe(batch(instance, 1, []).at);
  expect(others).toEqual([]);
  await commit(store, [batch(instance, 3, [], { doneRouted: 'r2', previousHash: 'x' })]);
  expect(await store.readRouted()).toEqual([]);
});

test('routed commands are read in the order in which they were routed, whatever their ids', async () => {
  const store = await openTestStore();
  const instance = facts(key);
  const routed = (...ids: string[]) => ids.map((id) => ({ id, target: 'instance:9', payload: {} }));
  await commit(store, [
    batch(instance, 1, startWithTask(instance), { routed: routed('r9', 'r2', 'r5') }),
    batch(instance, 2, [], { routed: routed('r1') }),
  ]);
  expect((await store.readRouted()).map(({ id }) => id)).toEqual(['r9', 'r2', 'r5', 'r1']);
});

test('counters, snapshots and further statements share the transaction', async () => {
  const store = await openTestStore();
  expect(await store.reserve('instances', 100)).toBe(1);
  expect(await store.reserve('instances', 100)).toBe(101);
  const snapshots = [{ stream: 'instance:1', sequence: 3, version: 1, hash: 'h', state: { a: [1, 'ñ'] } }];
  await store.write((db) =>
    store.commitBatches(db, [], {
      counters: [{ name: 'series', value: 41 }],
      snapshots,
      statements: (tx) => tx('cauce_groups').insert({ tenant_id: '<default>', id: 'g', name: 'G' }),
    }),
  );
  expect(await store.readCounter('series')).toBe(41);
  expect(await store.readCounter('none')).toBe(0);
  expect(await store.readSnapshot('instance:1')).toEqual({
    sequence: 3,
    version: 1,
    hash: 'h',
    state: { a: [1, 'ñ'] },
    size: '{"a":[1,"ñ"]}'.length,
  });
  expect((await store.search('groups', {})).rows).toEqual([{ id: 'g', name: 'G' }]);
  const failing = store.write(async (db) => {
    await store.commitBatches(db, [], { counters: [{ name: 'series', value: 42 }] });
    throw new Error('stop');
  });
  await expect(failing).rejects.toThrow('stop');
  expect(await store.readCounter('series')).toBe(41);
});
