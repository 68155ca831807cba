// A database on PostgreSQL as an operator meets it: refused where it would lose or leak, and told of with what to do.
import knex from 'knex';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createCauce } from '../../../engine/index.ts';
import { logLine } from '../../../engine/logLine.ts';
import { openStore } from '../../../engine/store/openStore.ts';
import { type PostgresServer, startPostgres } from '../../harness/postgres/server.ts';
import { freshDatabase } from '../../harness/testDatabase.ts';

const coded = (code: string, values: object = {}) =>
  expect.objectContaining({ code, values: expect.objectContaining(values) });
const masterKey = Buffer.alloc(32, 'm').toString('base64');
const SECRET = 'hidden-from-all';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres({ durable: true });
  const admin = knex({ client: 'pg', connection: server.url('postgres') });
  await admin.raw(`CREATE ROLE clerk LOGIN PASSWORD '${SECRET}'`);
  await admin.raw("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
  await admin.raw('CREATE DATABASE host TEMPLATE template0');
  const [{ hba_file: file }] = (await admin.raw('SHOW hba_file')).rows;
  const line = 'host all clerk 127.0.0.1/32 scram-sha-256';
  await admin.raw(
    `COPY (SELECT '${line}') TO PROGRAM 'cat - "${file}" > "${file}.new" && mv "${file}.new" "${file}"'`,
  );
  await admin.raw('SELECT pg_reload_conf()');
  await admin.destroy();
}, 60_000);

afterAll(() => server.remove());

function as(user: string, password: string, database = 'postgres'): string {
  const address = new URL(server.url(database));
  address.username = user;
  address.password = password;
  return address.href;
}

async function refusal(url: string): Promise<Error> {
  const error = await openStore({ url, masterKey, allowUnsafeDatabase: false }).then(
    () => new Error('was opened'),
    (refused: Error) => refused,
  );
  expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(SECRET);
  expect(String(logLine(error))).not.toContain(SECRET);
  return error;
}

test('what cannot be used is refused with what to do, and never with a password', async () => {
  expect(await refusal(as('clerk', `not-${SECRET}`))).toEqual(coded('DATABASE_PASSWORD_WRONG'));
  expect(await refusal(as('clerk', ''))).toEqual(coded('DATABASE_PASSWORD_WRONG'));
  expect(await refusal(as('clerk', SECRET))).toEqual(coded('DATABASE_RIGHTS_MISSING'));
  expect(await refusal(as('cauce', SECRET, 'nowhere'))).toEqual(coded('DATABASE_NOT_THERE'));
  expect(await refusal(as('cauce', SECRET, 'latin'))).toEqual(
    coded('DATABASE_ENCODING_WRONG', { encoding: 'LATIN1' }),
  );
  expect(await refusal(`postgres://cauce:${SECRET}@127.0.0.1:1/postgres`)).toEqual(
    coded('DATABASE_UNREACHABLE'),
  );
  expect(await refusal(`postgres://cauce:${SECRET}@:x/`)).toEqual(coded('DATABASE_ADDRESS_INVALID'));
  await expect(openStore({ filename: `mysql://cauce:${SECRET}@localhost/db` })).rejects.toThrow(
    coded('DATABASE_ADDRESS_NOT_SUPPORTED', { scheme: 'mysql' }),
  );
});

test('a server that may lose what was answered is refused, unless that is wanted', async () => {
  const admin = knex({ client: 'pg', connection: server.url('postgres') });
  onTestFinished(() => admin.destroy());
  await admin.raw('CREATE DATABASE careless TEMPLATE template0');
  await admin.raw('ALTER DATABASE careless SET synchronous_commit = off');
  const url = server.url('careless');
  expect(await refusal(url)).toEqual(coded('DATABASE_UNSAFE', { settings: 'synchronous_commit=off' }));
  await (await openStore({ url, masterKey, allowUnsafeDatabase: true })).close();
});

test('a log line with an address in it has no password', () => {
  const said = logLine(new Error(`cannot reach postgres://cauce:${SECRET}@db:5432/cauce?ssl=1`));
  expect(said).toContain('postgres://cauce:***@db:5432/cauce');
  expect(said).not.toContain(SECRET);
  expect(logLine('plain')).toBe('plain');
});

test('every node needs the one master key, and a database its keys', async () => {
  const url = await freshDatabase(true);
  await expect(openStore({ url, masterKey: '' })).rejects.toThrow(coded('MASTER_KEY_REQUIRED'));
  await expect(openStore({ url, masterKey, readOnly: true })).rejects.toThrow(coded('DATABASE_NOT_OURS'));
  await (await openStore({ url, masterKey })).close();
  const other = Buffer.alloc(32, 'o').toString('base64');
  await expect(openStore({ url, masterKey: other })).rejects.toThrow(coded('MASTER_KEY_WRONG'));
  const admin = knex({ client: 'pg', connection: url });
  onTestFinished(() => admin.destroy());
  await admin.raw('DROP SCHEMA cauce_keys CASCADE');
  await expect(openStore({ url, masterKey })).rejects.toThrow(coded('KEYS_MISSING'));
});

test('keys may be kept on another server', async () => {
  const [url, keysUrl] = [await freshDatabase(true), await freshDatabase(true)];
  const store = await openStore({ url, keysUrl, masterKey });
  const sealed = await store.seal('draft.1', 'content', 'kept apart');
  const found = await store.reader.raw(`SELECT to_regclass('cauce_keys.data_keys') AS here`);
  await store.close();
  expect(found).toEqual([{ here: null }]);
  const again = await openStore({ url, keysUrl, masterKey });
  onTestFinished(() => again.close());
  expect(await again.open('draft.1', 'content', sealed)).toBe('kept apart');
});

test("a host's knex configuration gives the server and the schema; our connections are our own", async () => {
  const host = knex({ client: 'pg', connection: server.url('host'), searchPath: ['office'] });
  onTestFinished(() => host.destroy());
  await host.raw('CREATE SCHEMA office');
  const cauce = await createCauce({ knex: host, masterKey });
  try {
    const tables = await host.raw("SELECT schemaname FROM pg_tables WHERE tablename = 'cauce_journal'");
    expect(tables.rows).toEqual([{ schemaname: 'office' }]);
    await host.schema.createTable('theirs', (t) => void t.bigInteger('n'));
    await host('theirs').insert({ n: 7 });
    // Their driver reads as it did.
    expect(await host('theirs').first()).toEqual({ n: '7' });
  } finally {
    await cauce.close();
  }
});

test('readers refuse to write', async () => {
  const store = await openStore({ url: await freshDatabase(true), masterKey });
  onTestFinished(() => store.close());
  await expect(store.reader('cauce_groups').insert({ tenant_id: 't', id: 'g', name: 'G' })).rejects.toThrow(
    /read-only/,
  );
});
