// Data keys, kept apart from the database: one key per case, wrapped by a master key. Erasing a key erases the case.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyRow, KeyTables } from './keyTables.ts';
import { lru } from './lru.ts';
import { storeError } from './storeError.ts';

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
  /** What is remembered of a key is asked anew: another node has erased it. */
  forget(id: string): void;
  /** A secret of another kind (signing keys, the last anchor), wrapped alike. */
  readSecret(name: string): Promise<string | undefined>;
  /** `first`: keeps what is there already, which is then what `readSecret` gives. */
  writeSecret(name: string, value: string, first?: boolean): Promise<void>;
  close(): Promise<void>;
}

type Found = DataKey | 'erased' | undefined;

export async function openKeys(
  tables: KeyTables,
  master: Buffer,
  tenant: string,
  readOnly = false,
): Promise<KeyStore> {
  const secrets = secretsIn(tables, master);
  try {
    await checkMaster(secrets, tables.place, readOnly);
  } catch (error) {
    await tables.close();
    throw error;
  }
  const cache = lru<string, Found>(20_000);
  const unwrapRow = (row: KeyRow): Found =>
    row.wrapped === null ? 'erased' : { id: row.id, key: unwrap(master, `${tenant}|${row.id}`, row.wrapped) };

  async function load(ids: string[]): Promise<void> {
    const rows = await tables.load(tenant, ids);
    for (const id of ids) cache.set(id, undefined);
    for (const row of rows) cache.set(row.id, unwrapRow(row));
  }

  async function create(ids: string[]): Promise<void> {
    const made = ids.map((id) => ({ id, wrapped: wrap(master, `${tenant}|${id}`, randomBytes(32)) }));
    await tables.create(tenant, made, Date.now());
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
      // Another node may have made it since it was looked for.
      if (!cache.has(id) || (tables.shared && cache.get(id) === undefined)) await load([id]);
      return cache.get(id);
    },
    async erase(id, at) {
      await tables.erase(tenant, id, at);
      cache.set(id, 'erased');
    },
    forget: (id) => cache.set(id, undefined),
    ...secrets,
    close: () => tables.close(),
  };
}

type Secrets = Pick<KeyStore, 'readSecret' | 'writeSecret'>;

function secretsIn(tables: KeyTables, master: Buffer): Secrets {
  return {
    async readSecret(name) {
      const wrapped = await tables.readSecret(name);
      return wrapped && unwrap(master, `secret|${name}`, wrapped).toString('utf8');
    },
    writeSecret: (name, value, first) =>
      tables.writeSecret(name, wrap(master, `secret|${name}`, Buffer.from(value, 'utf8')), first),
  };
}

/** A wrong master key must show at start, not as unreadable cases later. */
async function checkMaster(secrets: Secrets, filename: string, readOnly: boolean): Promise<void> {
  const known = () => secrets.readSecret('check').catch(() => 'wrong');
  let found = await known();
  if (found === undefined && !readOnly) {
    await secrets.writeSecret('check', 'cauce', true);
    found = await known();
  }
  if (found === 'cauce') return;
  throw storeError(
    'MASTER_KEY_WRONG',
    { filename },
    `Expected the master key that ${filename} was made with but this is another. Restore CAUCE_MASTER_KEY or the master file.`,
  );
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
