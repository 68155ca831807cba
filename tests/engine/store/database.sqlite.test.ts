import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import knex from 'knex';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../engine/store/openStore.ts';
import { openTestStore, temporaryFolder } from './openTestStore.ts';

const coded = (code: string) => expect.objectContaining({ code });

test.each([':memory:', '', 'file::memory:?cache=shared'])(
  'a database in memory ("%s") is refused',
  async (filename) => {
    await expect(openStore({ filename })).rejects.toThrow(coded('DATABASE_IN_MEMORY'));
    await expect(openStore({ knexConfig: { client: 'sqlite3', connection: { filename } } })).rejects.toThrow(
      coded('DATABASE_IN_MEMORY'),
    );
  },
);

test('a second server on the same file is refused until the first has closed', async () => {
  const filename = join(temporaryFolder(), 'cauce.db');
  const first = await openStore({ filename });
  await expect(openStore({ filename })).rejects.toThrow(coded('DATABASE_IN_USE'));
  await first.close();
  const second = await openStore({ filename });
  await second.close();
});

test('a reader may open the file of a running server, sees its commits, and cannot write', async () => {
  const store = await openTestStore();
  const reading = await openStore({ filename: store.filename, readOnly: true });
  onTestFinished(() => reading.close());
  await store.reserve('numbers', 5);
  expect(await reading.readCounter('numbers')).toBe(5);
  await expect(reading.reserve('numbers', 5)).rejects.toThrow(coded('DATABASE_READ_ONLY'));
  await expect(openStore({ filename: `${store.filename}.none`, readOnly: true })).rejects.toThrow(
    coded('DATABASE_MISSING'),
  );
});

test('readers refuse to write, several at once', async () => {
  const store = await openTestStore({ readers: 2 });
  const writing = () => store.reader('cauce_groups').insert({ tenant_id: 't', id: 'g', name: 'G' });
  const outcomes = await Promise.allSettled([writing(), writing(), writing(), writing()]);
  expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  await expect(writing()).rejects.toThrow(/readonly/);
});

test('writes take turns: each sees what the one before it committed', async () => {
  const store = await openTestStore();
  const counts = await Promise.all(
    Array.from({ length: 50 }, () =>
      store.write(async (db) => {
        const before = await store.readCounter('turn', db);
        await db.raw('INSERT OR REPLACE INTO cauce_counters VALUES (?, ?, ?)', [
          store.tenant,
          'turn',
          before + 1,
        ]);
        return before;
      }),
    ),
  );
  expect(counts).toEqual(Array.from({ length: 50 }, (_, index) => index));
  expect(await store.readCounter('turn')).toBe(50);
});

test('a database that needs a newer release is refused', async () => {
  const filename = join(temporaryFolder(), 'cauce.db');
  const store = await openStore({ filename });
  await store.write((db) => db('cauce_schema').insert({ number: 99, min_reader: 98, applied_at: 0 }));
  await store.close();
  await expect(openStore({ filename })).rejects.toThrow(coded('DATABASE_TOO_NEW'));
});

test('a later migration that old readers still understand does not keep them out', async () => {
  const filename = join(temporaryFolder(), 'cauce.db');
  const store = await openStore({ filename });
  await store.write((db) => db('cauce_schema').insert({ number: 99, min_reader: 1, applied_at: 0 }));
  await store.close();
  await (await openStore({ filename })).close();
});

test("a host's knex configuration gives the file; our connections are our own", async () => {
  const filename = join(temporaryFolder(), 'host.db');
  const host = knex({ client: 'sqlite3', connection: { filename }, useNullAsDefault: true });
  onTestFinished(() => host.destroy());
  await host.schema.createTable('theirs', (t) => void t.text('name'));
  const store = await openTestStore({ knexConfig: host.client.config, filename: undefined as never });
  await host('theirs').insert({ name: 'still theirs' });
  expect(await store.reader('theirs').first()).toEqual({ name: 'still theirs' });
  await expect(openStore({ knexConfig: { client: 'mysql2', connection: { filename } } })).rejects.toThrow(
    coded('DATABASE_CLIENT_UNKNOWN'),
  );
});

test('a database without its file of keys is refused', async () => {
  const filename = join(temporaryFolder(), 'cauce.db');
  await (await openStore({ filename })).close();
  rmSync(`${filename}.keys`);
  await expect(openStore({ filename })).rejects.toThrow(coded('KEYS_MISSING'));
  await expect(openStore({ filename, readOnly: true })).rejects.toThrow(coded('KEYS_MISSING'));
  expect(existsSync(`${filename}.keys`)).toBe(false);
});

test('the master key is made on the first start for its owner alone, and a wrong or lost one is refused', async () => {
  const filename = join(temporaryFolder(), 'cauce.db');
  await (await openStore({ filename })).close();
  const file = `${filename}.master`;
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const kept = readFileSync(file);
  writeFileSync(file, Buffer.alloc(32, 1).toString('base64'));
  await expect(openStore({ filename })).rejects.toThrow(coded('MASTER_KEY_WRONG'));
  writeFileSync(file, 'short');
  await expect(openStore({ filename })).rejects.toThrow(coded('MASTER_KEY_INVALID'));
  rmSync(file);
  await expect(openStore({ filename })).rejects.toThrow(coded('MASTER_KEY_MISSING'));
  await (await openStore({ filename, masterKey: kept.toString('utf8') })).close();
  expect(existsSync(file)).toBe(false);
  writeFileSync(file, kept);
  chmodSync(file, 0o600);
  await (await openStore({ filename })).close();
});
