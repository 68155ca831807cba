import knex from 'knex';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../testDatabase.ts';
import { startPostgres } from './server.ts';

function connect(url: string) {
  const db = knex({ client: 'pg', connection: url, pool: { min: 0, max: 2 } });
  onTestFinished(() => db.destroy());
  return db;
}

test('each test has a database of its own', async () => {
  const [one, other] = await Promise.all([freshDatabase(true), freshDatabase(true)]);
  expect(one).not.toBe(other);
  await connect(one).schema.createTable('mine', (t) => void t.increments());
  expect(await connect(other).schema.hasTable('mine')).toBe(false);
});

test('a durable server keeps what it committed when its power is cut', async () => {
  const server = await startPostgres({ durable: true });
  onTestFinished(() => server.remove());
  const before = connect(server.url('postgres'));
  await before.schema.createTable('kept', (t) => void t.integer('n'));
  await before('kept').insert({ n: 1 });
  const { pid } = server;
  await before.destroy();
  await server.stop('immediate');
  await server.start();
  expect(server.pid).not.toBe(pid);
  expect(await connect(server.url('postgres'))('kept').select('n')).toEqual([{ n: 1 }]);
});
