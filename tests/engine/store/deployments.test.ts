import { expect, test } from 'vitest';
import {
  deploymentHash,
  findDecision,
  findForm,
  findProcess,
  findResource,
} from '../../../engine/store/definitions.ts';
import { insertDeployment, type NewDeployment, type NewProcess } from '../../../engine/store/deployments.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { advanceStartTimer, findStarts } from '../../../engine/store/startSubscriptions.ts';
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
  const { reader, tenant } = store;
  const version = async (ref: Parameters<typeof findProcess>[2]) =>
    (await findProcess(reader, tenant, ref))?.version;
  expect(await version({ key: 12 })).toBe(1);
  expect(await version({ id: 'pqrs' })).toBe(2);
  expect(await version({ id: 'pqrs', version: 1 })).toBe(1);
  expect(await version({ id: 'pqrs', versionTag: 'stable' })).toBe(1);
  expect(await version({ id: 'pqrs', deploymentKey: 10 })).toBe(1);
  expect(await version({ id: 'pqrs', version: 9 })).toBeUndefined();
  expect(await version({ id: 'other' })).toBeUndefined();
  expect((await findProcess(reader, tenant, { key: 12 }))?.model).toEqual(tagged);
  expect(await findForm(reader, tenant, { id: 'claim', deploymentKey: 20 })).toMatchObject({
    key: 13,
    deploymentKey: 10,
  });
  expect(await findDecision(reader, tenant, { id: 'term' })).toMatchObject({ key: 14, version: 1 });
  expect(await findDecision(reader, tenant, { id: 'term', deploymentKey: 20 })).toBeUndefined();
  expect(await deploymentHash(reader, tenant, 20)).toBe('two');
});

test('a resource comes back byte for byte, by key or by deployment and name', async () => {
  const store = await openTestStore();
  const set = deployment(10, 'one');
  await deploy(store, set);
  const found = await findResource(store.reader, store.tenant, { deploymentKey: 10, name: 'to-be.bpmn' });
  expect(found).toEqual({
    key: 11,
    deploymentKey: 10,
    name: 'to-be.bpmn',
    hash: 'one',
    content: set.resources[0]?.content,
  });
  expect(await findResource(store.reader, store.tenant, { key: 11 })).toEqual(found);
  expect(await findResource(store.reader, 'other', { key: 11 })).toBeUndefined();
});

test('only the latest version of a process waits to be started', async () => {
  const store = await openTestStore();
  const { reader, tenant } = store;
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
  const starts = () => findStarts(reader, tenant, { kind: 'message', name: 'paid' });
  expect(await starts()).toEqual([{ definitionKey: 12, processId: 'pqrs', ...paid }]);
  expect(await findStarts(reader, tenant, { kind: 'timer', dueAt: 499 })).toEqual([]);
  const [due] = await findStarts(reader, tenant, { kind: 'timer', dueAt: 500 });
  expect(due).toEqual({ definitionKey: 12, processId: 'pqrs', ...nightly });
  await store.write((db) =>
    advanceStartTimer(db, due ?? { definitionKey: 0, elementId: '' }, { dueAt: 900, repetitions: -1 }),
  );
  expect(await findStarts(reader, tenant, { kind: 'timer', dueAt: 800 })).toEqual([]);
  await deploy(store, deployment(20, 'two', { processes: [process(22, 'b')] }));
  expect(await starts()).toEqual([]);
  expect(await findStarts(reader, tenant, { kind: 'timer', dueAt: 1e12 })).toEqual([]);
});
