// Compares what lies outside the journal with what it recorded: bytes of documents, files and definitions of deployments.
import { createHash } from 'node:crypto';
import type { Json } from '../core/json.ts';
import { canonicalJson } from '../store/canonical.ts';
import { deploymentFacts } from '../store/deploymentRecord.ts';
import { readChunks } from '../store/documentChunks.ts';
import { recordOf } from '../store/journalRecords.ts';
import type { KeyStore } from '../store/keys.ts';
import type { Scratch } from '../store/scratch.ts';
import type { Db } from '../store/store.ts';

export interface ContentProblem {
  code:
    | 'DOCUMENT_CHANGED'
    | 'DOCUMENT_KEY_MISSING'
    | 'DEPLOYMENT_CHANGED'
    | 'DEPLOYMENT_DELETED'
    | 'DEPLOYMENT_UNKNOWN';
  stream: string;
  sequence: number;
  /** What of it: a file, a definition. */
  row: string;
}

interface DocumentContext {
  scratch: Scratch;
  tenant: string;
  keys: KeyStore;
  /** Only the documents of this case. */
  caseKey?: number;
  progress?: (checked: number) => void;
}

const PAGE = 200;

/** `erased`: their key was destroyed; nobody can read them. */
export async function verifyDocuments({
  scratch,
  tenant,
  keys,
  caseKey,
  progress,
}: DocumentContext): Promise<{
  documents: number;
  erased: number;
  problems: ContentProblem[];
}> {
  const { db, kept } = scratch;
  const result = { documents: 0, erased: 0, problems: [] as ContentProblem[] };
  for (let after = ''; ; ) {
    const rows = (await db
      .from(db.raw(`${kept}.cauce_documents`))
      .where({ tenant_id: tenant, ...(caseKey !== undefined && { case_key: caseKey }) })
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .select('id', 'sha256', 'size', 'key_id')) as DocumentRow[];
    for (const row of rows) {
      after = row.id;
      const key = row.key_id === null ? undefined : await keys.find(row.key_id);
      const problem = (code: ContentProblem['code']) =>
        result.problems.push({ code, stream: `document:${row.id}`, sequence: 1, row: row.id });
      if (key === 'erased') result.erased += 1;
      else if (row.key_id !== null && !key) problem('DOCUMENT_KEY_MISSING');
      else if (!(await isWhole(row, readChunks(db, row.id, key)))) problem('DOCUMENT_CHANGED');
      result.documents += 1;
      progress?.(result.documents);
    }
    if (rows.length < PAGE) return result;
  }
}

interface DocumentRow {
  id: string;
  sha256: string;
  size: number;
  key_id: string | null;
}

async function isWhole({ sha256, size }: DocumentRow, chunks: AsyncIterable<Buffer>): Promise<boolean> {
  const digest = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      digest.update(chunk);
      bytes += chunk.length;
    }
  } catch {
    // Sealed bytes that no longer open.
    return false;
  }
  return bytes === size && digest.digest('hex') === sha256;
}

export async function verifyDeployments({ db, tenant }: { db: Db; tenant: string }): Promise<{
  deployments: number;
  resources: number;
  problems: ContentProblem[];
}> {
  const problems: ContentProblem[] = [];
  let resources = 0;
  const records = (await db('cauce_journal')
    .where({ tenant_id: tenant, sequence: 1 })
    .where('stream', '>', 'deployment:')
    .where('stream', '<', 'deployment;')
    .orderBy('position')
    .select('stream', 'payload')) as { stream: string; payload: string }[];
  const told = new Map(records.map(({ stream, payload }) => [stream, payload]));
  const rows = (await db('cauce_deployments').where({ tenant_id: tenant }).select('key')) as {
    key: number;
  }[];
  const kept = new Set(rows.map(({ key }) => `deployment:${key}`));
  for (const stream of new Set([...told.keys(), ...kept])) {
    const add = (code: ContentProblem['code'], row = stream) =>
      problems.push({ code, stream, sequence: 1, row });
    const payload = told.get(stream);
    const facts = await deploymentFacts(db, tenant, Number(stream.slice('deployment:'.length)));
    if (payload === undefined) add('DEPLOYMENT_UNKNOWN');
    else if (!facts) add('DEPLOYMENT_DELETED');
    else for (const name of unequal(recordOf(payload) ?? {}, facts)) add('DEPLOYMENT_CHANGED', name);
    resources += Object.keys(facts ?? {}).filter((name) => name.startsWith('file ')).length;
  }
  return { deployments: kept.size, resources, problems };
}

type Facts = { readonly [name: string]: Json };

function unequal(told: Facts, kept: Facts): string[] {
  const text = (value: Json | undefined) => (value === undefined ? '' : canonicalJson(value));
  const names = new Set([...Object.keys(told), ...Object.keys(kept)]);
  return [...names].filter((one) => text(told[one]) !== text(kept[one])).sort();
}
