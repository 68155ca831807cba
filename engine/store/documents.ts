// Documents: chunks of 256 kB in the database, sealed under their case's key or one of their own.
import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { readChunks, turns } from './documentChunks.ts';
import { openText, sealBytes, sealText } from './envelopes.ts';
import { type JournalRecord, writeRecord } from './journalRecords.ts';
import type { DataKey, KeyStore } from './keys.ts';
import { type FileScan, scanned } from './scanning.ts';
import { storeError } from './storeError.ts';

export interface NewDocument {
  name: string;
  contentType: string;
  createdBy: string;
  at: number;
  /** The case it belongs to, where that is known already. */
  caseKey?: number;
  source: Buffer | AsyncIterable<Buffer>;
  /** Further writing in the transaction that keeps it. */
  with?(db: Knex, id: string): Promise<void>;
}

export interface StoredDocument {
  id: string;
  caseKey: number | null;
  name: string;
  contentType: string;
  size: number;
  sha256: string;
  createdAt: number;
  createdBy: string;
}

export interface DocumentStore {
  /** Throws `DOCUMENT_TOO_LARGE`, `DOCUMENT_INFECTED` or `DOCUMENT_NOT_SCANNED`; nothing is kept then. */
  create(document: NewDocument): Promise<StoredDocument>;
  /** With its name in plain text, or undefined; an erased document has the name ''. */
  find(id: string): Promise<StoredDocument | undefined>;
  ofCase(caseKey: number): Promise<StoredDocument[]>;
  /** False, and nothing happens, where there is none or a case has taken it. */
  remove(id: string, by: string, at: number): Promise<boolean>;
  /** The content, chunk by chunk. Throws `DOCUMENT_ERASED` when its key is gone. */
  read(id: string): AsyncGenerator<Buffer>;
}

interface Parts {
  reader: Knex;
  write: <T>(work: (db: Knex) => Promise<T>) => Promise<T>;
  keys: KeyStore;
  tenant: string;
  limit: number;
  scan?: FileScan | undefined;
}

export interface DocumentRow {
  id: string;
  case_key: number | null;
  name: string;
  content_type: string;
  size: number;
  sha256: string;
  key_id: string | null;
  created_at: number;
  created_by: string;
}

export function documentStore(parts: Parts): DocumentStore {
  const { reader, keys, tenant } = parts;
  return {
    create: (document) => create(parts, document),
    async find(id) {
      const row = (await reader('cauce_documents').where({ tenant_id: tenant, id }).first()) as
        | DocumentRow
        | undefined;
      return row && (await describe(keys, row));
    },
    async ofCase(caseKey) {
      const rows = (await reader('cauce_documents')
        .where({ tenant_id: tenant, case_key: caseKey })
        .orderBy(['created_at', 'id'])) as DocumentRow[];
      return await Promise.all(rows.map((row) => describe(keys, row)));
    },
    remove: (id, by, at) => remove(parts, id, by, at),
    read: (id) => read(parts, id),
  };
}

async function create(parts: Parts, given: NewDocument): Promise<StoredDocument> {
  const { write, keys, tenant, limit } = parts;
  const document = await scanned(parts.scan, given, limit);
  const id = randomUUID();
  const key = await keyFor(keys, id, document.caseKey);
  const digest = createHash('sha256');
  let size = 0;
  let index = 0;
  try {
    for await (const chunks of turns(document.source)) {
      const rows = chunks.map((chunk) => {
        digest.update(chunk);
        size += chunk.length;
        const content = key ? sealBytes(key, 'chunk', `document|${id}|${index}`, chunk) : chunk;
        return { document_id: id, index: index++, content };
      });
      if (size > limit) throw tooLarge(limit);
      await write((db) => db('cauce_document_chunks').insert(rows));
    }
    const row: DocumentRow = {
      id,
      case_key: document.caseKey ?? null,
      name: key ? sealText(key, 'name', `document|${id}|name`, document.name) : document.name,
      content_type: document.contentType,
      size,
      sha256: digest.digest('hex'),
      key_id: key?.id ?? null,
      created_at: document.at,
      created_by: document.createdBy,
    };
    await write(async (db) => {
      await db('cauce_documents').insert({ tenant_id: tenant, ...row });
      await writeRecord(db, tenant, recordOf(row, row.created_by, row.created_at, { created: { ...row } }));
      await document.with?.(db, id);
    });
    return { ...view(row), name: document.name };
  } catch (error) {
    await write((db) => db('cauce_document_chunks').where({ document_id: id }).delete());
    throw error;
  }
}

function remove({ write, tenant }: Parts, id: string, by: string, at: number): Promise<boolean> {
  return write(async (db) => {
    // Asked within the transaction: a case may take it at this very moment.
    const free = db('cauce_documents').where({ tenant_id: tenant, id }).whereNull('case_key');
    if ((await free.del()) === 0) return false;
    await db('cauce_document_chunks').where({ document_id: id }).del();
    await writeRecord(db, tenant, recordOf({ id }, by, at, { removed: id }));
    return true;
  });
}

/** The journal knows each document, so that a changed, lost or planted one shows. */
function recordOf({ id }: { id: string }, actor: string, at: number, facts: JournalRecord['facts']) {
  return { stream: `document:${id}`, actor, at, facts };
}

/** Before a case exists nobody knows whether it will be about a person, so the document gets a key of its own. */
async function keyFor(keys: KeyStore, id: string, caseKey: number | undefined): Promise<DataKey | undefined> {
  if (caseKey === undefined) return (await keys.ensure([`document.${id}`])).get(`document.${id}`);
  const key = await keys.find(String(caseKey));
  if (key !== 'erased') return key;
  throw storeError(
    'CASE_ERASED',
    { rootKey: caseKey },
    `Expected a case whose data may be written but ${caseKey} was erased.`,
  );
}

async function* read({ reader, keys, tenant }: Parts, id: string): AsyncGenerator<Buffer> {
  const row = (await reader('cauce_documents').where({ tenant_id: tenant, id }).first()) as
    | DocumentRow
    | undefined;
  if (!row) return;
  const key = row.key_id === null ? undefined : await keys.find(row.key_id);
  if (row.key_id !== null && (key === undefined || key === 'erased')) {
    throw storeError(
      'DOCUMENT_ERASED',
      { id },
      `Expected the content of document ${id} but its key was erased.`,
    );
  }
  yield* readChunks(reader, id, key === 'erased' ? undefined : key);
}

async function describe(keys: KeyStore, row: DocumentRow): Promise<StoredDocument> {
  if (row.key_id === null) return view(row);
  const key = await keys.find(row.key_id);
  return { ...view(row), name: key === undefined || key === 'erased' ? '' : openText(key, 'name', row.name) };
}

function view(row: DocumentRow): StoredDocument {
  return {
    id: row.id,
    caseKey: row.case_key,
    name: row.name,
    contentType: row.content_type,
    size: row.size,
    sha256: row.sha256,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

function tooLarge(limit: number): Error {
  return storeError(
    'DOCUMENT_TOO_LARGE',
    { limit },
    `Expected at most ${limit} bytes but the document has more.`,
  );
}
