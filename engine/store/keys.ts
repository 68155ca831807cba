// Data keys in a database file of their own: one key per case, wrapped by a master key. Erasing a key erases the case.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { connect, connectWriter } from './database.ts';
import { lru } from './lru.ts';
import { storeError } from './storeError.ts';
import { createWriter } from './writer.ts';

export interface DataKey {
  id: string;
  key: Buffer;
}

export interface KeyStore {
  /** Keys of these ids, made where absent and durable before this resolves. Erased ones are left out. */
  ensure(ids: Iterable<string>): Promise<ReadonlyMap<string, DataKey>>;
  /** `undefined`: never made; `erased`: made and destroyed since. */
  find(id: string): Promise<DataKey | 'erased' | undefined>;
  erase(id: string, at: number): Promise<void>;
  /** A secret of another kind (signing keys, the last anchor), wrapped alike. */
  readSecret(name: string): Promise<string | undefined>;
  writeSecret(name: string, value: string): Promise<void>;
  close(): Promise<void>;
}

type Found = DataKey | 'erased' | undefined;

interface KeyRow {
  id: string;
  wrapped: Buffer | null;
}

export async function openKeys(
  filename: string,
  master: Buffer,
  tenant: string,
  readOnly = false,
): Promise<KeyStore> {
  const db = readOnly ? connect(filename, ['query_only = ON']) : await connectWriter(filename);
  const writer = createWriter(db);
  try {
    if (!readOnly) await writer.write(createTables);
    await checkMaster(db, writer.write, master, filename, readOnly);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const cache = lru<string, Found>(20_000);
  const unwrapRow = (row: KeyRow): Found =>
    row.wrapped === null ? 'erased' : { id: row.id, key: unwrap(master, `${tenant}|${row.id}`, row.wrapped) };

  async function load(ids: string[]): Promise<void> {
    const sql =
      'SELECT id, wrapped FROM cauce_data_keys WHERE tenant_id = ? AND id IN (SELECT value FROM json_each(?))';
    const rows = (await db.raw(sql, [tenant, JSON.stringify(ids)])) as KeyRow[];
    for (const id of ids) cache.set(id, undefined);
    for (const row of rows) cache.set(row.id, unwrapRow(row));
  }

  async function create(ids: string[]): Promise<void> {
    const made = ids.map((id) => ({ id, key: randomBytes(32) }));
    const rows = made.map(({ id, key }) => [id, wrap(master, `${tenant}|${id}`, key).toString('hex')]);
    const at = Date.now();
    await writer.write((tx) =>
      tx.raw(
        `INSERT INTO cauce_data_keys (tenant_id, id, wrapped, created_at)
         SELECT ?, value->>0, unhex(value->>1), ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
        [tenant, at, JSON.stringify(rows)],
      ),
    );
    await load(ids);
  }

  return {
    async ensure(ids) {
      const wanted = [...new Set(ids)];
      const unknown = wanted.filter((id) => cache.get(id) === undefined);
      if (unknown.length > 0) await load(unknown);
      const absent = unknown.filter((id) => cache.get(id) === undefined);
      if (absent.length > 0) await create(absent);
      const keys = new Map<string, DataKey>();
      for (const id of wanted) {
        const found = cache.get(id);
        if (found !== undefined && found !== 'erased') keys.set(id, found);
      }
      return keys;
    },
    async find(id) {
      if (!cache.has(id)) await load([id]);
      return cache.get(id);
    },
    async erase(id, at) {
      const sql = `INSERT INTO cauce_data_keys (tenant_id, id, wrapped, created_at, erased_at) VALUES (?, ?, NULL, ?, ?)
        ON CONFLICT (tenant_id, id) DO UPDATE SET wrapped = NULL, erased_at = excluded.erased_at`;
      await writer.write((tx) => tx.raw(sql, [tenant, id, at, at]));
      // The old page may live on in the log of the key file: fold it in and cut it.
      await db.raw('PRAGMA wal_checkpoint(TRUNCATE)');
      cache.set(id, 'erased');
    },
    readSecret: (name) => readSecret(db, master, name),
    async writeSecret(name, value) {
      await writer.write((tx) => writeSecret(tx, master, name, value));
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

/** A wrong master key must show at start, not as unreadable cases later. */
async function checkMaster(
  db: Knex,
  write: <T>(work: (db: Knex) => Promise<T>) => Promise<T>,
  master: Buffer,
  filename: string,
  readOnly: boolean,
): Promise<void> {
  const known = await readSecret(db, master, 'check').catch(() => 'wrong');
  if (known === 'cauce') return;
  if (known === undefined && !readOnly) return await write((tx) => writeSecret(tx, master, 'check', 'cauce'));
  throw storeError(
    'MASTER_KEY_WRONG',
    { filename },
    `Expected the master key that ${filename} was made with but this is another. Restore CAUCE_MASTER_KEY or the master file.`,
  );
}

async function readSecret(db: Knex, master: Buffer, name: string): Promise<string | undefined> {
  const [row] = (await db.raw('SELECT wrapped FROM cauce_secrets WHERE name = ?', [name])) as {
    wrapped: Buffer;
  }[];
  return row && unwrap(master, `secret|${name}`, row.wrapped).toString('utf8');
}

async function writeSecret(db: Knex, master: Buffer, name: string, value: string): Promise<void> {
  const wrapped = wrap(master, `secret|${name}`, Buffer.from(value, 'utf8'));
  const sql =
    'INSERT INTO cauce_secrets VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET wrapped = excluded.wrapped';
  await db.raw(sql, [name, wrapped]);
}

function wrap(master: Buffer, bound: string, secret: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

function unwrap(master: Buffer, bound: string, wrapped: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', master, wrapped.subarray(0, 12)).setAAD(Buffer.from(bound));
  cipher.setAuthTag(wrapped.subarray(-16));
  return Buffer.concat([cipher.update(wrapped.subarray(12, -16)), cipher.final()]);
}
