// Records in the journal of what happens outside instances: documents taken in, files deployed. Chained and anchored.
import type { Knex } from 'knex';
import type { Json } from '../core/json.ts';
import { canonicalJson } from './canonical.ts';
import { batchHash } from './chainHash.ts';

export interface JournalRecord {
  /** Such as `document:…`: one for each thing that is told of. */
  stream: string;
  actor: string;
  at: number;
  /** What became true. */
  facts: { [name: string]: Json };
}

/** No engine executes a record: its semantics are none. */
export const RECORD_SEMANTICS = 0;

/** Inside the transaction that makes it true. */
export async function writeRecord(db: Knex, tenant: string, record: JournalRecord): Promise<void> {
  const { stream, actor, facts } = record;
  const before = (await db('cauce_journal')
    .where({ tenant_id: tenant, stream })
    .orderBy('sequence', 'desc')
    .first('sequence', 'at', 'hash')) as { sequence: number; at: number; hash: string } | undefined;
  const sequence = (before?.sequence ?? 0) + 1;
  // A clock that was set back must not make the chain go back.
  const at = Math.max(record.at, before?.at ?? 0);
  const payload = canonicalJson({ commands: [], events: [], inputs: { record: facts } });
  const batch = { stream, sequence, actor, at, semantics: RECORD_SEMANTICS, payload };
  const commandId = `${stream}|${sequence}`;
  const previousHash = before?.hash ?? '';
  const hash = batchHash({ ...batch, tenant, commandId, previousHash, deploymentHash: null });
  await db('cauce_journal').insert({
    ...batch,
    tenant_id: tenant,
    command_id: commandId,
    deployment_hash: null,
    previous_hash: previousHash,
    hash,
  });
}

/** The facts of a record's payload; undefined where the payload holds none. */
export function recordOf(payload: string): { [name: string]: Json } | undefined {
  const { inputs } = JSON.parse(payload) as { inputs?: { record?: Json } };
  const record = inputs?.record;
  return typeof record === 'object' && record !== null && !Array.isArray(record) ? record : undefined;
}
