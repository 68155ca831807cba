import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../../../engine/core/events.ts';
import { insertDeployment } from '../../../engine/store/deployments.ts';
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { projections } from '../../../engine/store/projections/index.ts';
import { rebuild } from '../../../engine/store/rebuild.ts';
import {
  batch,
  commit,
  facts,
  instanceKeyOf,
  openTestStore,
  personalModel,
  plainModel,
  startWithTask,
} from './openTestStore.ts';
import { histories } from './randomHistory.ts';

/** Every row of every projection, in a fixed order. */
async function rowsOf(store: OpenStore): Promise<{ [table: string]: unknown[] }> {
  const rows: { [table: string]: unknown[] } = {};
  for (const { tables } of Object.values(projections)) {
    for (const { name, key, columns } of tables)
      rows[name] = await store
        .reader(name)
        .select([...columns])
        .orderBy([...key]);
  }
  return rows;
}

async function deployModels(store: OpenStore): Promise<void> {
  const processes = [plainModel, personalModel].map((model, index) => {
    const { id, name } = model;
    return { key: 7 + index, id, name, resourceName: `${id}.bpmn`, hash: id, model, startSubscriptions: [] };
  });
  const set = { key: 1, name: 'test', hash: 'h', at: 0, by: 'ana', resources: [], decisions: [], forms: [] };
  await store.write((db) => insertDeployment(db, store.tenant, { ...set, processes }));
}

const rebuilt = (store: OpenStore) =>
  store.write((db) => rebuild(db, { tenant: store.tenant, keys: store.keys }));

test('events committed together leave the rows that they leave committed one batch at a time, and rebuilt', async () => {
  const together = await openTestStore();
  const apart = await openTestStore();
  await deployModels(together);
  for (let number = 1; number <= 25; number++) {
    const instance = facts(instanceKeyOf(number));
    const [history = []] = fc.sample(histories(instance.instanceKey), { numRuns: 1, seed: number });
    const batches = history.map((events, index) => batch(instance, index + 1, events));
    await commit(together, batches);
    await commit(apart, batches, false);
  }
  const rows = await rowsOf(together);
  expect(rows.cauce_process_instances).toHaveLength(25);
  for (const table of [
    'cauce_user_tasks',
    'cauce_timers',
    'cauce_message_subscriptions',
    'cauce_incidents',
    'cauce_facts',
  ]) {
    expect(rows[table], table).not.toHaveLength(0);
  }
  expect(await rowsOf(apart)).toEqual(rows);
  await rebuilt(together);
  expect(await rowsOf(together)).toEqual(rows);
});

test('rows whose life begins and ends in one commit are never written where only live ones are kept', async () => {
  const store = await openTestStore();
  const instance = facts(instanceKeyOf(1));
  const { instanceKey: key } = instance;
  const opened: Event = {
    type: 'subscriptionOpened',
    key: key + 9,
    owner: key,
    element: 'wait',
    kind: 'timer',
    dueAt: 5,
  };
  await commit(store, [
    batch(instance, 1, [...startWithTask(instance), opened]),
    batch(instance, 2, [
      { type: 'subscriptionTriggered', key: key + 9 },
      { type: 'userTaskCompleted', key: key + 2 },
    ]),
  ]);
  expect((await store.search('timers', {})).rows).toEqual([]);
  expect(await store.find('user_tasks', { key: key + 2 })).toMatchObject({
    state: 'COMPLETED',
    completed_by: 'ana',
  });
});

test('an instance and its element keep the mark of an incident until the last one is resolved', async () => {
  const store = await openTestStore();
  const instance = facts(instanceKeyOf(1));
  const { instanceKey: key } = instance;
  const raised = (incident: number): Event => ({
    type: 'incidentRaised',
    key: incident,
    owner: key + 1,
    element: 'register',
    code: 'FEEL',
    values: {},
    retry: 'activate',
  });
  const marks = async () => {
    const element = await store.find('element_instances', { key: key + 1 });
    return [(await store.find('process_instances', { key }))?.has_incident, element?.incident_key];
  };
  await commit(store, [batch(instance, 1, [...startWithTask(instance), raised(key + 5), raised(key + 6)])]);
  expect(await marks()).toEqual([1, key + 6]);
  await commit(store, [batch(instance, 2, [{ type: 'incidentResolved', key: key + 6 }])]);
  expect(await marks()).toEqual([1, key + 5]);
  await commit(store, [batch(instance, 3, [{ type: 'incidentResolved', key: key + 5 }])]);
  expect(await marks()).toEqual([0, null]);
});

test('a case takes its number, due date and milestone from its root, and a number belongs to one case', async () => {
  const store = await openTestStore();
  const [first, second] = [facts(instanceKeyOf(1)), facts(instanceKeyOf(2))];
  const child = facts(instanceKeyOf(3), plainModel, second.instanceKey);
  const numbered = (key: number, case_number: string): Event => ({
    type: 'variablesSet',
    scope: key,
    variables: { case_number, due_date: '2026-04-22T23:59:59-05:00' },
  });
  await commit(store, [
    batch(first, 1, [...startWithTask(first), numbered(first.instanceKey, 'PQRS-1')]),
    batch(second, 1, [...startWithTask(second), numbered(second.instanceKey, 'PQRS-1')]),
    batch(child, 1, [
      ...startWithTask(child),
      numbered(child.instanceKey, 'PQRS-9'),
      {
        type: 'elementActivated',
        key: child.instanceKey + 4,
        element: 'notify',
        scope: child.instanceKey,
        milestone: 'told',
      },
    ]),
    batch(first, 2, [{ type: 'instanceCompleted' }]),
  ]);
  const { rows } = await store.search('cases', {});
  const due = Date.parse('2026-04-23T04:59:59Z');
  expect(rows).toMatchObject([
    {
      number: 'PQRS-1',
      due_at: due,
      milestone: 'registered',
      state: 'COMPLETED',
      closed_at: 1_700_000_002_000,
    },
    { number: null, due_at: due, milestone: 'told', state: 'ACTIVE', closed_at: null },
  ]);
});

test('a rebuild keeps job leases and reads sealed batches', async () => {
  const store = await openTestStore();
  await deployModels(store);
  const instance = { ...facts(instanceKeyOf(1), personalModel), definitionKey: 8 };
  const { instanceKey: key } = instance;
  const job = { type: 'jobCreated', key: key + 7, owner: key, element: 'notify', jobType: 'mail' } as const;
  await commit(store, [
    batch(instance, 1, [
      ...startWithTask(instance),
      { ...job, retries: 3, headers: {} },
      { type: 'variablesSet', scope: key, variables: { case_number: 'PQRS-7', name: 'Luz' } },
    ]),
  ]);
  await store.write((db) => db('cauce_jobs').update({ worker: 'w', leased_until: 99, epoch: 4 }));
  const before = await rowsOf(store);
  // Its own and the deployment's.
  expect(await rebuilt(store)).toEqual({ batches: 2 });
  expect(await rowsOf(store)).toEqual(before);
  expect(await store.find('cases', { key })).toMatchObject({ number: 'PQRS-7' });
});
