import { expect, test } from 'vitest';
import { batch, commit, facts, instanceKeyOf, openTestStore, startWithTask } from './openTestStore.ts';

test('counts are exact to ten thousand and say when there are more', async () => {
  const count = async (rows: number) => {
    const store = await openTestStore();
    await store.write((db) =>
      db.raw(
        `INSERT INTO cauce_groups SELECT ?, 'g' || value, 'G' FROM
         (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ${rows}) SELECT value FROM n) AS n`,
        [store.tenant],
      ),
    );
    const { total, hasMoreTotal } = await store.search('groups', { limit: 1 });
    return [total, hasMoreTotal];
  };
  expect(await count(10_000)).toEqual([10_000, false]);
  expect(await count(10_001)).toEqual([10_000, true]);
});

test('every read model can be searched, and one tenant sees nothing of another', async () => {
  const store = await openTestStore();
  const instance = facts(instanceKeyOf(1));
  await commit(store, [batch(instance, 1, startWithTask(instance))]);
  const other = await openTestStore({ tenant: 'other' });
  const models = [
    'process_definitions decision_definitions process_instances element_instances user_tasks jobs',
    'timers message_subscriptions incidents variables cases decision_instances documents mails users groups journal',
    'survey_answers',
  ];
  for (const model of models.join(' ').split(' ')) {
    expect((await other.search(model as 'jobs', {})).rows, model).toEqual([]);
  }
  await store.write((db) => db('cauce_user_tasks').update({ tenant_id: 'elsewhere' }));
  expect((await store.search('user_tasks', {})).total).toBe(0);
  expect(await store.find('user_tasks', { key: instance.instanceKey + 2 })).toBeUndefined();
});
