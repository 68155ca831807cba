// Publications and what is asked before them, as rows; each is on record in the journal, too.
import type { Knex } from 'knex';
import type { Json } from '../core/json.ts';
import { reserve } from './counters.ts';
import { writeRecord } from './journalRecords.ts';

export interface Approval {
  by: string;
  at: number;
  /** Words of who approved; may be empty. */
  note: string;
}

export interface Publication {
  key: number;
  kind: 'publish' | 'rollback';
  deploymentKey: number;
  replacesKey: number | null;
  restoresKey: number | null;
  draftKey: number | null;
  note: string;
  at: number;
  by: string;
  /** What was checked, and what came of it. */
  checks: { [name: string]: Json };
  approvals: Approval[];
}

const columns = {
  key: 'key',
  kind: 'kind',
  deploymentKey: 'deployment_key',
  replacesKey: 'replaces_key',
  restoresKey: 'restores_key',
  draftKey: 'draft_key',
  note: 'note',
  at: 'published_at',
  by: 'published_by',
  checks: 'checks',
  approvals: 'approvals',
} as const satisfies { [F in keyof Publication]: string };

const orNull = (value: unknown): number | null => (value === null ? null : Number(value));

/** Inside the transaction of its deployment. */
export async function insertPublication(
  db: Knex,
  tenant: string,
  given: Omit<Publication, 'key'>,
): Promise<void> {
  const key = await reserve(db, tenant, 'publications', 1);
  const { checks, approvals, ...plain } = given;
  const values = { ...plain, key, checks: JSON.stringify(checks), approvals: JSON.stringify(approvals) };
  const row = Object.entries(values).map(([field, value]) => [columns[field as keyof Publication], value]);
  await db('cauce_publications').insert({ tenant_id: tenant, ...Object.fromEntries(row) });
  const { at, by: actor } = given;
  const facts = { ...plain, checks, approvals: approvals.map((one) => ({ ...one })) };
  await writeRecord(db, tenant, { stream: `publication:${key}`, actor, at, facts });
}

/** Of these deployments, the newest first. */
export async function readPublications(
  db: Knex,
  tenant: string,
  deployments: readonly number[],
): Promise<Publication[]> {
  const rows = await db('cauce_publications')
    .where({ tenant_id: tenant })
    .whereIn('deployment_key', [...deployments])
    .orderBy('key', 'desc')
    .select(columns);
  return rows.map((row: Publication & { checks: string; approvals: string }) => ({
    ...row,
    key: Number(row.key),
    deploymentKey: Number(row.deploymentKey),
    replacesKey: orNull(row.replacesKey),
    restoresKey: orNull(row.restoresKey),
    draftKey: orNull(row.draftKey),
    at: Number(row.at),
    checks: JSON.parse(row.checks),
    approvals: JSON.parse(row.approvals),
  }));
}

/** The newest deployment that holds one of these processes; undefined where none does. */
export async function newestDeploymentOf(
  db: Knex,
  tenant: string,
  processIds: readonly string[],
): Promise<{ key: number; at: number; by: string } | undefined> {
  const row = await db('cauce_deployment_members as m')
    .join('cauce_deployments as d', 'd.key', 'm.deployment_key')
    .where({ 'd.tenant_id': tenant, 'm.kind': 'process' })
    .whereIn('m.id', [...processIds])
    .orderBy('d.key', 'desc')
    .first({ key: 'd.key', at: 'd.deployed_at', by: 'd.deployed_by' });
  return row && { key: Number(row.key), at: Number(row.at), by: row.by };
}

/** The files of a deployment, in the order of their names. */
export async function readDeployedFiles(
  db: Knex,
  deploymentKey: number,
): Promise<{ name: string; content: Buffer }[]> {
  return db('cauce_resources')
    .where({ deployment_key: deploymentKey })
    .orderBy('name')
    .select('name', 'content');
}
