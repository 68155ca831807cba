// Looking up what was deployed: definitions by key, version or tag, and resources.
import type { Knex } from 'knex';
import type { ProcessModel } from '../core/model.ts';
import { kinds } from './deployments.ts';

export interface ProcessDefinition {
  key: number;
  processId: string;
  version: number;
  versionTag: string | null;
  name: string;
  deploymentKey: number;
  resourceName: string;
  hash: string;
  model: ProcessModel;
}

export interface FormDefinition {
  key: number;
  formId: string;
  version: number;
  deploymentKey: number;
  resourceName: string;
  schema: string;
}

export interface DecisionDefinition {
  key: number;
  decisionId: string;
  name: string;
  version: number;
  deploymentKey: number;
  resourceName: string;
}

/** By key; by id: the latest, a version, a version tag, or the one that a deployment holds. */
export type DefinitionRef =
  | { key: number }
  | { id: string; version?: number; versionTag?: string; deploymentKey?: number };

export async function findProcess(
  db: Knex,
  tenant: string,
  ref: DefinitionRef,
): Promise<ProcessDefinition | undefined> {
  const row = (await select(db, tenant, 'process', ref)) as Row | undefined;
  if (!row) return undefined;
  return {
    key: row.key,
    processId: row.process_id as string,
    version: row.version,
    versionTag: row.version_tag as string | null,
    name: row.name as string,
    deploymentKey: row.deployment_key,
    resourceName: row.resource_name,
    hash: row.hash as string,
    model: JSON.parse(row.model as string) as ProcessModel,
  };
}

export async function findForm(
  db: Knex,
  tenant: string,
  ref: DefinitionRef,
): Promise<FormDefinition | undefined> {
  const row = (await select(db, tenant, 'form', ref)) as Row | undefined;
  if (!row) return undefined;
  const { key, version } = row;
  return {
    key,
    formId: row.form_id as string,
    version,
    deploymentKey: row.deployment_key,
    resourceName: row.resource_name,
    schema: row.schema as string,
  };
}

export async function findDecision(
  db: Knex,
  tenant: string,
  ref: DefinitionRef,
): Promise<DecisionDefinition | undefined> {
  const row = (await select(db, tenant, 'decision', ref)) as Row | undefined;
  if (!row) return undefined;
  return {
    key: row.key,
    decisionId: row.decision_id as string,
    name: row.name as string,
    version: row.version,
    deploymentKey: row.deployment_key,
    resourceName: row.resource_name,
  };
}

interface Row {
  key: number;
  version: number;
  deployment_key: number;
  resource_name: string;
  [column: string]: string | number | null;
}

async function select(
  db: Knex,
  tenant: string,
  kind: keyof typeof kinds,
  ref: DefinitionRef,
): Promise<unknown> {
  const { table, idColumn } = kinds[kind];
  const rows = db(table).where(`${table}.tenant_id`, tenant);
  if ('key' in ref) return await rows.where('key', ref.key).first();
  rows.where(idColumn, ref.id);
  if (ref.version !== undefined) rows.where('version', ref.version);
  if (ref.versionTag !== undefined) rows.where('version_tag', ref.versionTag);
  if (ref.deploymentKey !== undefined) {
    const members = db('cauce_deployment_members').where({ deployment_key: ref.deploymentKey, kind });
    rows.whereIn('key', members.select('definition_key'));
  }
  return await rows.orderBy('version', 'desc').first();
}

/** The deployment's hash, that each batch of its instances carries. */
export async function deploymentHash(db: Knex, tenant: string, key: number): Promise<string | undefined> {
  const row = (await db('cauce_deployments').where({ tenant_id: tenant, key }).first('hash')) as
    | { hash: string }
    | undefined;
  return row?.hash;
}

export interface StoredResource {
  key: number;
  deploymentKey: number;
  name: string;
  hash: string;
  content: Buffer;
}

/** By its key, or by deployment and name. Byte for byte what was deployed. */
export async function findResource(
  db: Knex,
  tenant: string,
  ref: { key: number } | { deploymentKey: number; name: string },
): Promise<StoredResource | undefined> {
  const rows = db('cauce_resources AS r')
    .join('cauce_deployments AS d', 'd.key', 'r.deployment_key')
    .where('d.tenant_id', tenant);
  if ('key' in ref) rows.where('r.key', ref.key);
  else rows.where({ 'r.deployment_key': ref.deploymentKey, 'r.name': ref.name });
  return await rows.first({
    key: 'r.key',
    deploymentKey: 'r.deployment_key',
    name: 'r.name',
    hash: 'r.hash',
    content: 'r.content',
  });
}
