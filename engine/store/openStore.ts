// Opens the store: database, keys, schema, and the functions of this folder bound to one tenant.
import type { Knex } from 'knex';
import {
  type Batch,
  type CommitDraft,
  type CommitExtras,
  draftCommit,
  type PreparedCommit,
  prepareCommit,
} from './commit.ts';
import { readCounter, readCounterLocked, reserve } from './counters.ts';
import { type Database, openDatabase } from './database.ts';
import { dialectOf } from './dialects/dialectOf.ts';
import { createPostgresBus } from './dialects/postgresBus.ts';
import { type DocumentStore, documentStore } from './documents.ts';
import { counted } from './generation.ts';
import {
  findCommand,
  findCommands,
  head,
  type KnownCommand,
  readBatches,
  readStreams,
  type StoredBatch,
} from './journal.ts';
import type { KeyStore } from './keys.ts';
import { checkSchema, isCurrent, migrate } from './migrate.ts';
import { lockNames } from './nameLocks.ts';
import { openKeyStore } from './openKeyStore.ts';
import { rebuild } from './rebuild.ts';
import { forgetFigures } from './rollups.ts';
import { type RoutedRow, readRouted } from './routed.ts';
import type { FileScan } from './scanning.ts';
import { openScratch, type Scratch } from './scratch.ts';
import { type Sealing, sealing } from './sealing.ts';
import { searching } from './searching.ts';
import { readSnapshot, type StoredSnapshot } from './snapshots.ts';
import type { Store } from './store.ts';
import { openTexts, type Texts } from './texts/openTexts.ts';

export interface StoreOptions {
  /** Path of an SQLite file, or the address of a PostgreSQL as in `url`. */
  filename?: string;
  /** `postgres://user:password@host:5432/database`: a server that several nodes may share. */
  url?: string;
  /** A host's knex configuration; we open our own connections with it. */
  knexConfig?: Knex.Config;
  /** Reading connections; default 2, on PostgreSQL 6. */
  readers?: number;
  /** Default `<default>`. */
  tenant?: string;
  /** 32 bytes as base64 or hex; default: `CAUCE_MASTER_KEY`, else the file `<database>.master` beside an SQLite file. */
  masterKey?: string;
  /** Only reads; takes no lock, so that a running server's database can be verified. */
  readOnly?: boolean;
  /** Milliseconds to wait for another process to leave the file; default 2000. */
  lockTimeout?: number;
  /** PostgreSQL: starts where `fsync`, `full_page_writes` or `synchronous_commit` is off, and answered work may be lost. */
  allowUnsafeDatabase?: boolean;
  /** PostgreSQL: where the keys of personal data are kept; default `KEYS_DATABASE_URL`, else a schema of the database. */
  keysUrl?: string;
  /** Bytes that one document may have; default 25 MB. */
  documentLimit?: number;
  /** Looks through each document before it is kept. */
  scan?: FileScan;
}

export interface OpenStore extends Store, Sealing {
  readonly filename: string;
  readonly keys: KeyStore;
  readonly documents: DocumentStore;
  /** Undefined where it only reads and has none. */
  readonly texts: Texts | undefined;
  /** The part of a commit that needs no transaction; overlap it with the commit before. */
  prepareCommit(batches: Batch[], extras?: CommitExtras): Promise<PreparedCommit>;
  /** The same, to be added to as batches are made. */
  draftCommit(): CommitDraft;
  /** Prepares and writes. `db` is the transaction that `write` gives. */
  commitBatches(
    db: Knex,
    batches: Batch[],
    extras?: CommitExtras,
  ): Promise<Pick<PreparedCommit, 'hashes' | 'sizes' | 'snapshotSizes'>>;
  /** As `writeGroup`, for a prepared commit that has statements and needs nothing else of the transaction but the view. */
  readonly writeReady: Database['writeReady'];
  readBatches(stream: string, fromSequence?: number): Promise<StoredBatch[]>;
  /** Whole streams at once, each from its first batch; those that do not exist are left out. */
  readStreams(streams: string[]): Promise<Map<string, StoredBatch[]>>;
  head(stream: string): Promise<{ sequence: number; hash: string } | undefined>;
  findCommand(
    principal: string,
    id: string,
  ): Promise<{ bodyHash: string; stream: string; sequence: number } | undefined>;
  /** Those of many that were seen before. */
  findCommands(asked: { principal: string; id: string }[]): Promise<KnownCommand[]>;
  /** Routed commands not consumed yet, oldest first; `before`: what its source told its caller before that one. */
  readRouted(limit?: number, before?: string): Promise<RoutedRow[]>;
  readSnapshot(stream: string): Promise<StoredSnapshot | undefined>;
  /** Last number given out, 0 before the first. Give the transaction inside `write`. */
  readCounter(name: string, db?: Knex): Promise<number>;
  /** Takes `size` numbers in one transaction of its own and gives the first. */
  reserve(name: string, size: number): Promise<number>;
  /** When the disk last refused a transaction, by `performance.now()`; undefined when it never did. */
  refusedAt(): number | undefined;
  /** Writes every read model again from the journal, while nobody commits anything else. */
  rebuild(progress?: (batches: number) => void): Promise<{ batches: number }>;
  /** Whatever the journal holds up to this position is all that it will ever hold there. */
  settledPosition(): Promise<number>;
  /** Tables that vanish, of the same names and columns as these. */
  openScratch(tables: readonly string[]): Promise<Scratch>;
  close(): Promise<void>;
}

export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const { tenant = '<default>', readOnly = false } = options;
  const database = await openDatabase(options);
  let opened: KeyStore | undefined;
  try {
    const { applied } = await checkSchema(database.reader);
    const ownKeys = await openKeyStore(
      database,
      { tenant, readOnly, masterKey: options.masterKey, keysUrl: options.keysUrl },
      applied > 0,
    );
    opened = ownKeys;
    if (!readOnly && !isCurrent(applied)) await database.writeAlone((db) => migrate(db));
    const { reader, writeGroup, writeReady, settledPosition, dialect, filename } = database;
    const texts = openTexts(database.texts, { reader, tenant, keys: ownKeys, settledPosition });
    const keys = texts?.keys ?? ownKeys;
    const { write, generation } = counted(database.write);
    const context = { tenant, keys, dialect: dialectOf(reader) };
    // Closed twice, the second would take from the first the connections with which it ends.
    let closing: Promise<void> | undefined;
    return {
      tenant,
      dialect,
      shared: dialect === 'postgres',
      filename,
      reader,
      write,
      writeGroup,
      writeReady,
      lockNames: (db, names) => lockNames(db, tenant, names),
      session: database.address?.session ?? '',
      openBus: () => database.address && createPostgresBus(database.address),
      generation,
      keys,
      documents: documentStore({
        reader,
        write,
        keys,
        tenant,
        limit: options.documentLimit ?? 25 * 1024 * 1024,
        scan: options.scan,
      }),
      texts,
      ...searching(reader, tenant, database.texts, texts),
      prepareCommit: (batches, extras = {}) => prepareCommit(batches, extras, context),
      draftCommit: () => draftCommit(context),
      async commitBatches(db, batches, extras = {}) {
        const prepared = await prepareCommit(batches, extras, context);
        await prepared.write(db);
        return prepared;
      },
      readBatches: (stream, from) => readBatches(reader, keys, tenant, stream, from),
      readStreams: (streams) => readStreams(reader, keys, tenant, streams),
      head: (stream) => head(reader, tenant, stream),
      findCommand: (principal, id) => findCommand(reader, tenant, principal, id),
      findCommands: (asked) => findCommands(reader, context.dialect, tenant, asked),
      readRouted: (limit = 1000, before) => readRouted(reader, keys, tenant, limit, before),
      readSnapshot: (stream) => readSnapshot(reader, keys, tenant, stream),
      readCounter: (name, db) =>
        db ? readCounterLocked(db, tenant, name) : readCounter(reader, tenant, name),
      // The counter's own row is lock enough.
      reserve: (name, size) =>
        writeGroup({ instances: [], routed: [] }, (db) => reserve(db, tenant, name, size)),
      ...sealing(keys),
      refusedAt: database.refusedAt,
      rebuild: (progress) =>
        database.writeAlone(async (db) => {
          // Facts get other positions: what was counted by them is counted again.
          await forgetFigures(db, tenant);
          await texts?.forget();
          return rebuild(db, { tenant, keys, ...(progress && { progress }) });
        }),
      settledPosition,
      openScratch: (tables) => openScratch(database, tables),
      close() {
        closing ??= Promise.resolve(texts?.close())
          .then(() => database.close())
          .then(() => keys.close());
        return closing;
      },
    };
  } catch (error) {
    await opened?.close();
    await database.close();
    throw error;
  }
}
