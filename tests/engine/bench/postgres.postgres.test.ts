// On PostgreSQL the benchmark leaves the database of its address alone, and its limit writes what the product wrote.
import { expect, it } from 'vitest';
import { driverLimit } from '../../../engine/bench/driverLimit.ts';
import { durableInstances, openBench } from '../../../engine/bench/durable.ts';
import {
  benchDatabases,
  benchMasterKey,
  openPostgresLimit,
  postgresRows,
} from '../../../engine/bench/postgresLimit.ts';
import { addressOfUrl, connectPostgres } from '../../../engine/store/dialects/postgresConnect.ts';
import { freshDatabase } from '../../harness/testDatabase.ts';

const tables = ['process_instances', 'element_instances', 'variables'];

it('writes the same rows by the driver alone into a database apart, and drops what it made', async () => {
  const url = await freshDatabase(true);
  const databases = await benchDatabases(url);
  const [first, second] = [await databases.create(), await databases.create()];
  const server = connectPostgres(addressOfUrl(url), [], 1);
  const named = async (address: string) =>
    (await server('pg_database').where({ datname: new URL(address).pathname.slice(1) })).length;
  try {
    const cauce = await openBench(first, ['W1'], benchMasterKey);
    const raw = await openPostgresLimit(second);
    const rows = await postgresRows(cauce.engine.store);
    await durableInstances(cauce, 'W1', { count: 7, callers: 3, label: 'W1' }).run(7);
    const limit = driverLimit(rows, raw, { name: 'limit', count: 7, perCommit: 3 });
    await limit.prepare?.(7);
    await limit.run(7);
    await raw.close();
    const copy = connectPostgres(addressOfUrl(second), [], 1);
    for (const table of tables) {
      const [copied, written] = await Promise.all(
        [copy, cauce.engine.store.reader].map((db) => db(`cauce_${table}`)),
      );
      expect(copied?.length, table).toBeGreaterThanOrEqual(7);
      expect(copied, table).toEqual(expect.arrayContaining(written ?? []));
      expect(copied, table).toHaveLength(written?.length ?? 0);
    }
    await copy.destroy();
    await cauce.close();
    expect([await named(first), await named(second)]).toEqual([1, 1]);
  } finally {
    await databases.close();
  }
  expect([await named(first), await named(second)]).toEqual([0, 0]);
  expect(databases.settings).toMatchObject({ fsync: expect.any(String), server_version: expect.any(String) });
  expect(await server.schema.hasTable('cauce_journal')).toBe(false);
  await server.destroy();
}, 120_000);
