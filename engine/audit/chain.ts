// Reads every stream's chain once, in order, and names the exact batch where it first breaks.
import { batchHash } from '../store/chainHash.ts';
import type { JournalRow } from '../store/journal.ts';
import type { Db } from '../store/store.ts';

export interface ChainProblem {
  code:
    | 'SEQUENCE_GAP'
    | 'PREVIOUS_HASH_MISMATCH'
    | 'HASH_MISMATCH'
    | 'TIME_REVERSED'
    | 'POSITION_REVERSED'
    | 'TAIL_CUT'
    | 'STREAM_DELETED'
    | 'ANCHOR_MISMATCH'
    | 'ANCHOR_BROKEN'
    | 'ANCHOR_SIGNATURE'
    | 'ANCHORS_CUT'
    | 'ANCHORS_MISSING';
  tenant: string;
  /** '' where the problem is an anchor's own. */
  stream: string;
  /** First batch that cannot be trusted; for anchors, the anchor's number. */
  sequence: number;
}

export interface ChainReport {
  streams: number;
  batches: number;
  problems: ChainProblem[];
}

const pageSize = 500;

/** Only these streams of a tenant. */
export interface Streams {
  tenant: string;
  streams: readonly string[];
}

/** Streams all rows by tenant, stream and sequence; memory does not grow with the journal. */
export async function verifyChain(
  db: Db,
  progress?: (batches: number) => void,
  only?: Streams,
): Promise<ChainReport> {
  const report: ChainReport = { streams: 0, batches: 0, problems: [] };
  let last: JournalRow | undefined;
  let broken = false;
  for (;;) {
    const rows = await page(db, last, only);
    for (const row of rows) {
      const before: JournalRow | undefined = sameStream(last, row) ? last : undefined;
      if (!before) {
        report.streams++;
        broken = false;
      }
      const problem = broken ? undefined : problemOf(row, before);
      if (problem) {
        report.problems.push(problem);
        broken = true;
      }
      report.batches++;
      last = row;
    }
    progress?.(report.batches);
    if (rows.length < pageSize) return report;
  }
}

async function page(db: Db, last: JournalRow | undefined, only: Streams | undefined): Promise<JournalRow[]> {
  const rows = db('cauce_journal').orderBy(['tenant_id', 'stream', 'sequence']).limit(pageSize);
  if (only) rows.where({ tenant_id: only.tenant }).whereIn('stream', [...only.streams]);
  if (last) {
    rows.whereRaw('(tenant_id, stream, sequence) > (?, ?, ?)', [last.tenant_id, last.stream, last.sequence]);
  }
  return (await rows) as JournalRow[];
}

function sameStream(one: JournalRow | undefined, other: JournalRow): boolean {
  return one !== undefined && one.stream === other.stream && one.tenant_id === other.tenant_id;
}

function problemOf(row: JournalRow, before: JournalRow | undefined): ChainProblem | undefined {
  const at = (code: ChainProblem['code'], sequence = row.sequence): ChainProblem => {
    return { code, tenant: row.tenant_id, stream: row.stream, sequence };
  };
  const expected = (before?.sequence ?? 0) + 1;
  if (row.sequence !== expected) return at('SEQUENCE_GAP', expected);
  if (row.previous_hash !== (before?.hash ?? '')) return at('PREVIOUS_HASH_MISMATCH');
  if (row.hash !== hashOf(row)) return at('HASH_MISMATCH');
  if (before && row.at < before.at) return at('TIME_REVERSED');
  if (before && row.position <= before.position) return at('POSITION_REVERSED');
  return undefined;
}

function hashOf(row: JournalRow): string {
  return batchHash({
    previousHash: row.previous_hash,
    tenant: row.tenant_id,
    stream: row.stream,
    sequence: row.sequence,
    commandId: row.command_id,
    actor: row.actor,
    at: row.at,
    deploymentHash: row.deployment_hash,
    semantics: row.semantics,
    payload: row.payload,
  });
}
