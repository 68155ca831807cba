// Keys in an SQLite file of their own, so that a copy of the database is no copy of them.
import type { Knex } from 'knex';
import type { KeyRow, KeyTables } from '../keyTables.ts';
import { createWriter } from '../writer.ts';
import { connect, connectWriter } from './sqliteConnect.ts';

export async function sqliteKeys(filename: string, readOnly: boolean): Promise<KeyTables> {
  const db = readOnly ? connect(filename, ['query_only = ON']) : await connectWriter(filename);
  const writer = createWriter(db);
  try {
    if (!readOnly) await writer.write(createTables);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    place: filename,
    shared: false,
    async load(tenant, ids) {
      const sql =
        'SELECT id, wrapped FROM cauce_data_keys WHERE tenant_id = ? AND id IN (SELECT value FROM json_each(?))';
      return (await db.raw(sql, [tenant, JSON.stringify(ids)])) as KeyRow[];
    },
    async create(tenant, rows, at) {
      const list = rows.map(({ id, wrapped }) => [id, wrapped.toString('hex')]);
      const sql = `INSERT INTO cauce_data_keys (tenant_id, id, wrapped, created_at)
        SELECT ?, value->>0, unhex(value->>1), ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`;
      await writer.write((tx) => tx.raw(sql, [tenant, at, JSON.stringify(list)]));
    },
    async erase(tenant, id, at) {
      const sql = `INSERT INTO cauce_data_keys (tenant_id, id, wrapped, created_at, erased_at) VALUES (?, ?, NULL, ?, ?)
        ON CONFLICT (tenant_id, id) DO UPDATE SET wrapped = NULL, erased_at = excluded.erased_at`;
      await writer.write((tx) => tx.raw(sql, [tenant, id, at, at]));
      // The old page may live on in the log of the key file: fold it in and cut it.
      await db.raw('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    async readSecret(name) {
      const sql = 'SELECT wrapped FROM cauce_secrets WHERE name = ?';
      const [row] = (await db.raw(sql, [name])) as { wrapped: Buffer }[];
      return row?.wrapped;
    },
    async writeSecret(name, wrapped, first = false) {
      const otherwise = first ? 'NOTHING' : 'UPDATE SET wrapped = excluded.wrapped';
      const sql = `INSERT INTO cauce_secrets VALUES (?, ?) ON CONFLICT (name) DO ${otherwise}`;
      await writer.write((tx) => tx.raw(sql, [name, wrapped]));
    },
    async close() {
      await writer.close();
      await db.destroy();
    },
  };
}

async function createTables(db: Knex): Promise<void> {
  await db.raw('PRAGMA secure_delete = ON');
  await db.raw(`CREATE TABLE IF NOT EXISTS cauce_data_keys (
    tenant_id text NOT NULL, id text NOT NULL, wrapped blob, created_at integer NOT NULL, erased_at integer,
    PRIMARY KEY (tenant_id, id)) WITHOUT ROWID`);
  await db.raw(
    'CREATE TABLE IF NOT EXISTS cauce_secrets (name text PRIMARY KEY NOT NULL, wrapped blob NOT NULL)',
  );
}
