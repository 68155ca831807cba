// Keys in a schema of PostgreSQL of their own, which backups of the database leave out, or on another server.
import type { KeyRow, KeyTables } from '../keyTables.ts';
import { storeError } from '../storeError.ts';
import { connectPostgres, type PostgresAddress } from './postgresConnect.ts';
import { toldOf } from './postgresErrors.ts';
import { lockSchema } from './postgresLocks.ts';

const CONNECTIONS = 3;

/** `expected`: without them every case would read as erased. */
export async function postgresKeys(
  address: PostgresAddress,
  { readOnly, expected }: { readOnly: boolean; expected: boolean },
): Promise<KeyTables> {
  const prepare = readOnly ? ['SET default_transaction_read_only = on'] : [];
  const db = connectPostgres(address, prepare, CONNECTIONS);
  const place = `${address.shown}, schema cauce_keys`;
  try {
    const [made] = (await db.raw(`SELECT to_regclass('cauce_keys.data_keys') IS NOT NULL AS there`)) as {
      there: boolean;
    }[];
    if (!made?.there && expected) throw missing(place);
    if (!made?.there && readOnly) throw notOurs(address.shown);
    if (!made?.there) {
      await db.transaction(async (tx) => {
        await tx.raw(`SELECT ${lockSchema}`);
        for (const sql of tables) await tx.raw(sql);
      });
    }
  } catch (error) {
    await db.destroy();
    throw toldOf(error, address.shown);
  }
  return {
    place,
    shared: true,
    async load(tenant, ids) {
      const sql = 'SELECT id, wrapped FROM cauce_keys.data_keys WHERE tenant_id = ? AND id = ANY(?::text[])';
      return (await db.raw(sql, [tenant, ids])) as KeyRow[];
    },
    async create(tenant, rows, at) {
      // Sorted, so that two nodes that make some of the same keys never wait for each other.
      const sorted = rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
      await db.raw(
        `INSERT INTO cauce_keys.data_keys (tenant_id, id, wrapped, created_at)
         SELECT ?, id, decode(wrapped, 'hex'), ? FROM unnest(?::text[], ?::text[]) AS made(id, wrapped)
         ON CONFLICT DO NOTHING`,
        [tenant, at, sorted.map(({ id }) => id), sorted.map(({ wrapped }) => wrapped.toString('hex'))],
      );
    },
    async erase(tenant, id, at) {
      await db.raw(
        `INSERT INTO cauce_keys.data_keys (tenant_id, id, wrapped, created_at, erased_at) VALUES (?, ?, NULL, ?, ?)
         ON CONFLICT (tenant_id, id) DO UPDATE SET wrapped = NULL, erased_at = excluded.erased_at`,
        [tenant, id, at, at],
      );
      // The old row goes with the next cleaning; it is asked for now.
      await db.raw('VACUUM cauce_keys.data_keys');
    },
    async readSecret(name) {
      const sql = 'SELECT wrapped FROM cauce_keys.secrets WHERE name = ?';
      const [row] = (await db.raw(sql, [name])) as { wrapped: Buffer }[];
      return row?.wrapped;
    },
    async writeSecret(name, wrapped, first = false) {
      const otherwise = first ? 'NOTHING' : 'UPDATE SET wrapped = excluded.wrapped';
      await db.raw(`INSERT INTO cauce_keys.secrets VALUES (?, ?) ON CONFLICT (name) DO ${otherwise}`, [
        name,
        wrapped,
      ]);
    },
    close: () => db.destroy(),
  };
}

const tables = [
  'CREATE SCHEMA IF NOT EXISTS cauce_keys',
  `CREATE TABLE IF NOT EXISTS cauce_keys.data_keys (
    tenant_id text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, wrapped bytea,
    created_at bigint NOT NULL, erased_at bigint, PRIMARY KEY (tenant_id, id))`,
  'CREATE TABLE IF NOT EXISTS cauce_keys.secrets (name text COLLATE "C" PRIMARY KEY, wrapped bytea NOT NULL)',
];

function notOurs(filename: string): Error {
  return storeError(
    'DATABASE_NOT_OURS',
    { filename },
    `Expected a database of Cauce but ${filename} does not hold its history. Check the address.`,
  );
}

function missing(place: string): Error {
  return storeError(
    'KEYS_MISSING',
    { filename: place },
    `Expected the keys of the database in ${place} but they are not there. Restore them from your backup of keys.`,
  );
}
