// Databases of earlier releases, brought to this one's schema with what they hold.
import knex from 'knex';
import { expect, onTestFinished, test } from 'vitest';
import { migrate, migrations } from '../../../engine/store/migrate.ts';
import { temporaryFolder } from './openTestStore.ts';

test('start events of before keep their subscriptions, one row each', async () => {
  const filename = `${temporaryFolder()}/old.db`;
  const db = knex({ client: 'sqlite3', connection: { filename }, useNullAsDefault: true });
  onTestFinished(() => db.destroy());
  await migrate(db, migrations.slice(0, 1), 1);
  const row = {
    definition_key: 7,
    tenant_id: '<default>',
    process_id: 'p',
    element_id: 's',
    kind: 'timer',
    name: null,
    due_at: 1_000,
    repetitions: 2,
    interval: 'PT1H',
  };
  await db('cauce_start_subscriptions').insert(row);
  await migrate(db, migrations, 2);
  expect(await db('cauce_start_subscriptions')).toMatchObject([{ ...row, part: -1 }]);
  await db('cauce_start_subscriptions').insert({ ...row, part: 1 });
  await expect(db('cauce_start_subscriptions').insert({ ...row, part: 1 })).rejects.toThrow(/UNIQUE/);
  expect(await db('cauce_schema').orderBy('number').select('number', 'applied_at')).toEqual(
    migrations.map(({ number }) => ({ number, applied_at: number === 1 ? 1 : 2 })),
  );
});
