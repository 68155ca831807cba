// What an audit says of cases whose key was destroyed: nothing is wrong with them, and what they hold is not guessed.
import { expect, test } from 'vitest';
import { verifyReadModels } from '../../../engine/audit/readModels.ts';
import { readModels } from '../../../engine/audit/readModelTables.ts';
import { reexecute } from '../../../engine/audit/reexecute.ts';
import { insertDeployment } from '../../../engine/store/deployments.ts';
import {
  batch,
  commit,
  facts,
  instanceKeyOf,
  openTestStore,
  personalModel,
  plainModel,
  startWithTask,
} from '../store/openTestStore.ts';

async function personalCase() {
  const store = await openTestStore();
  const process = {
    key: 7,
    id: personalModel.id,
    name: personalModel.name,
    resourceName: 'p.bpmn',
    hash: 'h',
  };
  const set = { key: 1, name: 'test', hash: 'h', at: 0, by: 'ana', resources: [], decisions: [], forms: [] };
  const processes = [{ ...process, model: personalModel, startSubscriptions: [] }];
  await store.write((db) => insertDeployment(db, store.tenant, { ...set, processes }));
  const instance = facts(instanceKeyOf(1), personalModel);
  const due_date = '2026-04-22T23:59:59-05:00';
  await commit(store, [
    batch(instance, 1, [
      ...startWithTask(instance),
      { type: 'variablesSet', scope: instance.instanceKey, variables: { due_date, name: '$erased' } },
    ]),
    batch(instance, 2, []),
  ]);
  return { store, instance };
}

async function compared({ store }: Awaited<ReturnType<typeof personalCase>>) {
  const scratch = await store.openScratch(readModels.map(({ name }) => name));
  try {
    return await verifyReadModels({ scratch, tenant: store.tenant, keys: store.keys });
  } finally {
    await scratch.close();
  }
}

test('read models of an erased case are not held to what only its values said, but to all else', async () => {
  const one = await personalCase();
  expect(await compared(one)).toMatchObject({ problems: [] });
  await one.store.keys.erase(String(one.instance.rootKey), 5);
  expect(await compared(one)).toMatchObject({ problems: [] });
  await one.store.write((db) => db('cauce_cases').update({ due_at: 5, state: 'COMPLETED' }));
  await one.store.write((db) => db('cauce_facts').where({ kind: 'case-filed' }).update({ person: 'eve' }));
  expect((await compared(one)).problems).toMatchObject([
    { code: 'ROW_DIFFERS', table: 'cauce_cases', row: String(one.instance.rootKey), columns: 'state' },
    { code: 'ROW_DIFFERS', table: 'cauce_facts', row: `${one.instance.rootKey} 1 0`, columns: 'person' },
  ]);
  await one.store.rebuild();
  expect(await compared(one)).toMatchObject({ problems: [] });
});

test('a batch counts as erased by its envelopes, never by its words, and so do those that follow from it', async () => {
  const { store, instance } = await personalCase();
  const stream = `instance:${instance.instanceKey}`;
  const batches = await store.readBatches(stream);
  expect(batches.map(({ erased }) => erased)).toEqual([false, false]);
  await store.keys.erase(String(instance.rootKey), 5);
  const after = await store.readBatches(stream);
  expect(after.map(({ erased }) => erased)).toEqual([true, false]);
  expect(reexecute(after, plainModel, {} as never, 1)).toEqual({ same: 0, chainOnly: 2, problems: [] });
});
