// Reading the journal: batches in plain text, heads of streams, and commands already seen.
import type { Knex } from 'knex';
import type { Json } from '../core/json.ts';
import type { Dialect } from './dialects/dialect.ts';
import { holdsSealed, openDeep } from './envelopes.ts';
import type { KeyStore } from './keys.ts';
import type { Contents } from './personal.ts';

/** A row of the journal as it is stored. */
export interface JournalRow {
  position: number;
  tenant_id: string;
  stream: string;
  sequence: number;
  command_id: string;
  actor: string;
  at: number;
  deployment_hash: string | null;
  semantics: number;
  payload: string;
  previous_hash: string;
  hash: string;
}

/** In plain text; values whose key was erased are `{ "$erased": true }`. */
export interface StoredBatch extends Contents {
  stream: string;
  sequence: number;
  commandId: string;
  actor: string;
  at: number;
  deploymentHash: string | null;
  semantics: number;
  previousHash: string;
  hash: string;
  /** Length of the stored payload. */
  size: number;
  /** Whether a value of it can no longer be read. Never concluded from what values say of themselves. */
  erased: boolean;
}

export interface OpenedPayload {
  open: Contents;
  stored: Contents;
  sealed: boolean;
  erased: boolean;
}

export async function openPayload(keys: KeyStore, payload: string): Promise<OpenedPayload> {
  const { sealed, ...stored } = JSON.parse(payload) as Contents & { sealed?: string };
  if (sealed === undefined) return { open: stored, stored, sealed: false, erased: false };
  const found = await keys.find(sealed);
  const key = found === 'erased' ? undefined : found;
  const open = openDeep(key, '', stored as unknown as Json) as unknown as Contents;
  return { open, stored, sealed: true, erased: !key && holdsSealed(stored as unknown as Json) };
}

export async function openBatch(keys: KeyStore, row: JournalRow): Promise<StoredBatch> {
  const { open, erased } = await openPayload(keys, row.payload);
  return {
    stream: row.stream,
    sequence: row.sequence,
    commandId: row.command_id,
    actor: row.actor,
    at: row.at,
    deploymentHash: row.deployment_hash,
    semantics: row.semantics,
    previousHash: row.previous_hash,
    hash: row.hash,
    size: row.payload.length,
    erased,
    ...open,
  };
}

export async function readBatches(
  db: Knex,
  keys: KeyStore,
  tenant: string,
  stream: string,
  from = 1,
): Promise<StoredBatch[]> {
  const rows = (await db('cauce_journal')
    .where({ tenant_id: tenant, stream })
    .where('sequence', '>=', from)
    .orderBy('sequence')) as JournalRow[];
  const batches: StoredBatch[] = [];
  for (const row of rows) batches.push(await openBatch(keys, row));
  return batches;
}

/** Whole streams at once, each from its first batch. */
export async function readStreams(
  db: Knex,
  keys: KeyStore,
  tenant: string,
  streams: string[],
): Promise<Map<string, StoredBatch[]>> {
  const read = new Map<string, StoredBatch[]>();
  const rows = (await db('cauce_journal')
    .where({ tenant_id: tenant })
    .whereIn('stream', streams)
    .orderBy(['stream', 'sequence'])) as JournalRow[];
  for (const row of rows) {
    const batch = await openBatch(keys, row);
    const before = read.get(row.stream);
    if (before) before.push(batch);
    else read.set(row.stream, [batch]);
  }
  return read;
}

export async function head(
  db: Knex,
  tenant: string,
  stream: string,
): Promise<{ sequence: number; hash: string } | undefined> {
  return await db('cauce_journal')
    .where({ tenant_id: tenant, stream })
    .orderBy('sequence', 'desc')
    .first('sequence', 'hash');
}

export async function findCommand(
  db: Knex,
  tenant: string,
  principal: string,
  id: string,
): Promise<{ bodyHash: string; stream: string; sequence: number } | undefined> {
  return await db('cauce_commands')
    .where({ tenant_id: tenant, principal, id })
    .first({ bodyHash: 'body_hash', stream: 'stream', sequence: 'sequence' });
}

export interface KnownCommand {
  principal: string;
  id: string;
  bodyHash: string;
  stream: string;
  sequence: number;
}

/** Those of the commands that were seen before. */
export async function findCommands(
  db: Knex,
  dialect: Dialect,
  tenant: string,
  asked: { principal: string; id: string }[],
): Promise<KnownCommand[]> {
  const source = dialect.items({ principal: 'text', id: 'text' });
  const sql = `SELECT c.principal, c.id, c.body_hash AS "bodyHash", c.stream, c.sequence FROM ${source} AS asked
    JOIN cauce_commands AS c ON c.tenant_id = ? AND c.principal = asked.principal AND c.id = asked.id`;
  return await db.raw(sql, [JSON.stringify(asked.map(({ principal, id }) => [principal, id])), tenant]);
}
