// Opens the store: database, keys, schema, and the functions of this folder bound to one tenant.
import { existsSync } from 'node:fs';
import type { Knex } from 'knex';
import type { Json } from '../core/json.ts';
import { type Batch, type CommitExtras, type PreparedCommit, prepareCommit } from './commit.ts';
import { readCounter, reserve } from './counters.ts';
import { openDatabase } from './database.ts';
import { type DocumentStore, documentStore } from './documents.ts';
import { openDeep, openText, sealText } from './envelopes.ts';
import { findCommand, head, readBatches, type StoredBatch } from './journal.ts';
import { type KeyStore, openKeys } from './keys.ts';
import { masterKey } from './masterKey.ts';
import { checkSchema, migrate } from './migrate.ts';
import { type RoutedRow, readRouted } from './routed.ts';
import { find, search } from './search.ts';
import { readSnapshot, type StoredSnapshot } from './snapshots.ts';
import type { GroupView, Store } from './store.ts';
import { storeError } from './storeError.ts';

export interface StoreOptions {
  filename?: string;
  /** A host's knex configuration; we open our own connections with it. */
  knexConfig?: Knex.Config;
  /** Reading connections; default 2. */
  readers?: number;
  /** Default `<default>`. */
  tenant?: string;
  /** 32 bytes as base64 or hex; default: `CAUCE_MASTER_KEY`, else the file `<database>.master`. */
  masterKey?: string;
  /** Only reads; takes no lock, so that a running server's database can be verified. */
  readOnly?: boolean;
  /** Milliseconds to wait for another process to leave the file; default 2000. */
  lockTimeout?: number;
  /** Bytes that one document may have; default 25 MB. */
  documentLimit?: number;
}

export interface OpenStore extends Store {
  readonly filename: string;
  readonly keys: KeyStore;
  readonly documents: DocumentStore;
  /** The part of a commit that needs no transaction; overlap it with the commit before. */
  prepareCommit(batches: Batch[], extras?: CommitExtras): Promise<PreparedCommit>;
  /** Prepares and writes. `db` is the transaction that `write` gives. */
  commitBatches(db: Knex, batches: Batch[], extras?: CommitExtras): Promise<{ hashes: string[] }>;
  readBatches(stream: string, fromSequence?: number): Promise<StoredBatch[]>;
  head(stream: string): Promise<{ sequence: number; hash: string } | undefined>;
  findCommand(
    principal: string,
    id: string,
  ): Promise<{ bodyHash: string; stream: string; sequence: number } | undefined>;
  /** Routed commands that were committed and not consumed yet, oldest first. */
  readRouted(limit?: number): Promise<RoutedRow[]>;
  readSnapshot(stream: string): Promise<StoredSnapshot | undefined>;
  /** Last number given out, 0 before the first. Give the transaction inside `write`. */
  readCounter(name: string, db?: Knex): Promise<number>;
  /** Takes `size` numbers in one transaction of its own and gives the first. */
  reserve(name: string, size: number): Promise<number>;
  /** Opens every envelope inside a stored value of a case, e.g. a variable's row under its name. */
  openValue(rootKey: number, field: string, value: Json): Promise<Json>;
  /** Seals text under its owner's key (a case's root key, or an id such as `draft.7`), made when absent. */
  seal(owner: string | number, field: string, text: string): Promise<string>;
  /** What `seal` gave, in plain text; undefined when the key was erased. Text that was never sealed comes back. */
  open(owner: string | number, field: string, text: string): Promise<string | undefined>;
  /** When the disk last refused a transaction, by `performance.now()`; undefined when it never did. */
  refusedAt(): number | undefined;
  close(): Promise<void>;
}

/** Nobody else writes: no cached sequence is stale, and nothing was taken away. */
const alone: GroupView = { sequences: new Map(), goneRouted: new Set() };

export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const { tenant = '<default>', readOnly = false } = options;
  const database = await openDatabase(options);
  let opened: KeyStore | undefined;
  try {
    const { applied } = await checkSchema(database.reader);
    const keys = await openKeyStore(database.filename, options, applied > 0);
    opened = keys;
    if (!readOnly) await database.write((db) => migrate(db));
    const { reader, write } = database;
    return {
      tenant,
      dialect: 'sqlite',
      shared: false,
      filename: database.filename,
      reader,
      write,
      writeGroup: (_, work) => write((db) => work(db, alone)),
      keys,
      documents: documentStore({
        reader,
        write,
        keys,
        tenant,
        limit: options.documentLimit ?? 25 * 1024 * 1024,
      }),
      search: (projection, query) => search(reader, tenant, projection, query),
      find: (projection, where) => find(reader, tenant, projection, where),
      prepareCommit: (batches, extras = {}) => prepareCommit(batches, extras, { tenant, keys }),
      async commitBatches(db, batches, extras = {}) {
        const { hashes, write: writeTo } = await prepareCommit(batches, extras, { tenant, keys });
        await writeTo(db);
        return { hashes };
      },
      readBatches: (stream, from) => readBatches(reader, keys, tenant, stream, from),
      head: (stream) => head(reader, tenant, stream),
      findCommand: (principal, id) => findCommand(reader, tenant, principal, id),
      readRouted: (limit = 1000) => readRouted(reader, keys, tenant, limit),
      readSnapshot: (stream) => readSnapshot(reader, keys, tenant, stream),
      readCounter: (name, db = reader) => readCounter(db, tenant, name),
      reserve: (name, size) => write((db) => reserve(db, tenant, name, size)),
      ...envelopeFunctions(keys),
      refusedAt: database.refusedAt,
      async close() {
        await database.close();
        await keys.close();
      },
    };
  } catch (error) {
    await opened?.close();
    await database.close();
    throw error;
  }
}

/**
 * Before the first migration, so that a database with a schema always has its keys: without them every case would
 * read as erased, and new keys would be made beside the lost ones.
 */
async function openKeyStore(database: string, options: StoreOptions, expected: boolean): Promise<KeyStore> {
  const { tenant = '<default>', readOnly = false } = options;
  const filename = `${database}.keys`;
  if (expected && !existsSync(filename)) {
    throw storeError(
      'KEYS_MISSING',
      { filename },
      `Expected the keys of ${database} in ${filename} but there is no such file. Restore it from your backup of keys.`,
    );
  }
  return await openKeys(filename, masterKey(database, options.masterKey, readOnly), tenant, readOnly);
}

function envelopeFunctions(keys: KeyStore): Pick<OpenStore, 'openValue' | 'seal' | 'open'> {
  return {
    async openValue(rootKey, field, value) {
      const key = await keys.find(String(rootKey));
      // A case that never had a key sealed nothing: what looks like an envelope is somebody's text.
      if (key === undefined) return value;
      return openDeep(key === 'erased' ? undefined : key, field, value);
    },
    async seal(owner, field, text) {
      const id = String(owner);
      const key = (await keys.ensure([id])).get(id);
      if (!key) throw new Error(`Expected a key for ${id} but it was erased`);
      return sealText(key, field, field, text);
    },
    async open(owner, field, text) {
      const key = await keys.find(String(owner));
      if (key === 'erased') return undefined;
      return key && text.startsWith(`v1:${key.id}:`) ? openText(key, field, text) : text;
    },
  };
}
