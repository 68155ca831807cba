import { expect, test } from 'vitest';
import { createDefinitions } from '../../../engine/runtime/definitions.ts';
import { createSubscribers } from '../../../engine/runtime/subscribers.ts';
import { insertDeployment, type NewDeployment, type NewProcess } from '../../../engine/store/deployments.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { openTestStore, plainModel } from './openTestStore.ts';

function process(key: number, hash: string, more: Partial<NewProcess> = {}): NewProcess {
  const { id, name } = plainModel;
  return {
    key,
    id,
    name,
    resourceName: 'to-be.bpmn',
    hash,
    model: plainModel,
    startSubscriptions: [],
    ...more,
  };
}

function deployment(key: number, hash: string, more: Partial<NewDeployment> = {}): NewDeployment {
  const content = Buffer.from(`<xml ${hash} ñ/>`);
  const resources = [{ key: key + 1, name: 'to-be.bpmn', hash, content }];
  return {
    key,
    name: 'pqrs',
    hash,
    at: key,
    by: 'ana',
    resources,
    processes: [],
    decisions: [],
    forms: [],
    ...more,
  };
}

const deploy = (store: OpenStore, set: NewDeployment) =>
  store.write((db) => insertDeployment(db, store.tenant, set));

const definitionsOf = (store: OpenStore) => createDefinitions(store, {}, 'America/Bogota');

test('versions count up, identical bytes keep theirs, and old bytes come back as a new version', async () => {
  const store = await openTestStore();
  const versions: unknown[] = [];
  for (const [key, hash] of [
    [10, 'a'],
    [20, 'b'],
    [30, 'b'],
    [40, 'a'],
  ] as const) {
    const set = deployment(key, `set-${key}`, { processes: [process(key + 2, hash)] });
    const { definitions } = await deploy(store, set);
    versions.push(definitions.map(({ key: own, version, unchanged }) => ({ own, version, unchanged }))[0]);
  }
  expect(versions).toEqual([
    { own: 12, version: 1, unchanged: false },
    { own: 22, version: 2, unchanged: false },
    { own: 22, version: 2, unchanged: true },
    { own: 42, version: 3, unchanged: false },
  ]);
});

test('the same set deployed again is the deployment that is there', async () => {
  const store = await openTestStore();
  const set = (key: number) => deployment(key, 'same', { processes: [process(key + 2, 'a')] });
  expect((await deploy(store, set(10))).key).toBe(10);
  expect((await deploy(store, set(20))).key).toBe(10);
  expect(await store.reader('cauce_resources')).toHaveLength(1);
});

test('a definition is found by key, latest, version, tag and deployment, those that kept their version included', async () => {
  const store = await openTestStore();
  const tagged = { ...plainModel, versionTag: 'stable' };
  const form = (key: number, hash: string) => ({
    key,
    id: 'claim',
    name: 'Claim',
    resourceName: 'claim.form',
    hash,
    schema: `{"hash":"${hash}"}`,
  });
  const decision = { id: 'term', name: 'Term', resourceName: 'term.dmn', hash: 'd' };
  const requirements = { requirementsId: 'terms', requirementsName: 'Terms' };
  await deploy(
    store,
    deployment(10, 'one', {
      processes: [process(12, 'a', { model: tagged })],
      forms: [form(13, 'f1')],
      decisions: [{ key: 14, ...decision, ...requirements }],
    }),
  );
  await deploy(store, deployment(20, 'two', { processes: [process(22, 'b')], forms: [form(23, 'f1')] }));
  const { byKey, byId, bound } = definitionsOf(store);
  const first = await byKey(12);
  if (!first) throw new Error('Expected the first version');
  expect(first).toMatchObject({ version: 1, versionTag: 'stable', model: tagged });
  expect((await byId('pqrs'))?.version).toBe(2);
  expect((await byId('pqrs', 1))?.key).toBe(12);
  expect(
    await bound({ kind: 'process', id: 'pqrs', binding: 'versionTag', versionTag: 'stable' }, first),
  ).toBe(12);
  expect(await bound({ kind: 'process', id: 'pqrs', binding: 'deployment' }, first)).toBe(12);
  expect(await byId('pqrs', 9)).toBeUndefined();
  expect(await byId('other')).toBeUndefined();
  const members = async (key: number) =>
    store
      .reader('cauce_deployment_members')
      .where({ deployment_key: key })
      .orderBy('definition_key')
      .select('kind', 'definition_key as key');
  expect(await members(10)).toEqual([
    { kind: 'process', key: 12 },
    { kind: 'form', key: 13 },
    { kind: 'decision', key: 14 },
  ]);
  expect(await members(20)).toEqual([
    { kind: 'form', key: 13 },
    { kind: 'process', key: 22 },
  ]);
  expect(await store.reader('cauce_deployments').where({ key: 20 }).first('hash')).toEqual({ hash: 'two' });
});

test('a resource comes back byte for byte, by deployment and name or the newest of that name', async () => {
  const store = await openTestStore();
  const [one, two] = [deployment(10, 'one'), deployment(20, 'two')];
  await deploy(store, one);
  await deploy(store, two);
  const { resource, resourceOf } = definitionsOf(store);
  expect(await resourceOf(10, 'to-be.bpmn')).toEqual(one.resources[0]?.content);
  expect(await resource('to-be.bpmn')).toEqual(two.resources[0]?.content);
  const row = await store.reader('cauce_resources').where({ key: 11 }).first();
  expect(row).toMatchObject({ deployment_key: 10, name: 'to-be.bpmn', hash: 'one' });
});

test('only the latest version of a process waits to be started', async () => {
  const store = await openTestStore();
  const paid = { elementId: 'start', kind: 'message' as const, name: 'paid' };
  const nightly = {
    elementId: 'night',
    kind: 'timer' as const,
    dueAt: 500,
    repetitions: -1,
    interval: 'P1D',
  };
  const first = process(12, 'a', { startSubscriptions: [paid, nightly] });
  await deploy(store, deployment(10, 'one', { processes: [first] }));
  const { starts } = createSubscribers(store, definitionsOf(store));
  expect(await starts('message', 'paid')).toMatchObject([
    { definition: { key: 12, processId: 'pqrs' }, at: { startElement: 'start' } },
  ]);
  const timers = () => store.reader('cauce_start_subscriptions').where({ kind: 'timer' });
  expect(await timers()).toMatchObject([
    { definition_key: 12, element_id: 'night', due_at: 500, repetitions: -1, interval: 'P1D' },
  ]);
  await deploy(store, deployment(20, 'two', { processes: [process(22, 'b')] }));
  expect(await starts('message', 'paid')).toEqual([]);
  expect(await timers()).toEqual([]);
});
