// What the journal holds of a deployment: hashes of each file and of each definition, read back from their tables.
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Json } from '../core/json.ts';
import { writeRecord } from './journalRecords.ts';

/** Everything of a deployment that must not change, from what is stored now; undefined where there is none. */
export async function deploymentFacts(
  db: Knex,
  tenant: string,
  key: number,
): Promise<{ [name: string]: Json } | undefined> {
  const deployment = await db('cauce_deployments').where({ tenant_id: tenant, key }).first();
  if (!deployment) return undefined;
  const { name, hash, deployed_at, deployed_by } = deployment;
  const files: { [file: string]: Json } = Object.create(null);
  const resources = db('cauce_resources').where({ deployment_key: key }).orderBy('name');
  for (const file of await resources)
    files[`file ${file.name}`] = [file.key, file.hash, sha256(file.content)];
  const members = db('cauce_deployment_members').where({ deployment_key: key }).orderBy(['kind', 'id']);
  for (const { kind, id, definition_key } of await members) files[`${kind} ${id}`] = definition_key;
  for (const [kind, { table, columns }] of Object.entries(definitions)) {
    const rows = db(table).where({ tenant_id: tenant, deployment_key: key }).orderBy('key');
    for (const row of await rows)
      files[`${kind} definition ${row.key}`] = sha256(JSON.stringify(columns.map((column) => row[column])));
  }
  return { deployment: [name, hash, deployed_at, deployed_by], ...files };
}

/** Columns by name: one that a later schema adds must not change what was recorded. */
const definitions = {
  process: {
    table: 'cauce_process_definitions',
    columns: ['process_id', 'version', 'version_tag', 'name', 'resource_name', 'hash', 'model'],
  },
  decision: {
    table: 'cauce_decision_definitions',
    columns: ['decision_id', 'version', 'name', 'requirements_id', 'resource_name', 'hash'],
  },
  form: { table: 'cauce_forms', columns: ['form_id', 'version', 'resource_name', 'hash', 'schema'] },
} as const;

export async function recordDeployment(db: Knex, tenant: string, key: number): Promise<void> {
  const facts = await deploymentFacts(db, tenant, key);
  if (!facts) throw new Error(`Expected deployment ${key} in the transaction that inserts it`);
  const [, , at, by] = facts.deployment as [string, string, number, string];
  await writeRecord(db, tenant, { stream: `deployment:${key}`, actor: by, at, facts });
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
