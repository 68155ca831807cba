// Looking up what was deployed: definitions by key, version or tag, resources, and start events that wait.
import type { Knex } from 'knex';
import type { ProcessModel } from '../core/model.ts';
import { kinds, type StartSubscription } from './deployments.ts';

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

export interface WaitingStart extends StartSubscription {
  definitionKey: number;
  processId: string;
}

/** Start events that wait for a message or signal of that name, or for a time up to `dueAt`. */
export async function findStarts(
  db: Knex,
  tenant: string,
  wanted: { kind: 'message' | 'signal'; name: string } | { kind: 'timer'; dueAt: number },
): Promise<WaitingStart[]> {
  const rows = db('cauce_start_subscriptions').where({ tenant_id: tenant, kind: wanted.kind });
  if (wanted.kind === 'timer') rows.where('due_at', '<=', wanted.dueAt).orderBy('due_at');
  else rows.where('name', wanted.name);
  const found = (await rows.orderBy(['definition_key', 'element_id', 'part'])) as {
    [column: string]: string | number | null;
  }[];
  return found.map((row) => ({
    definitionKey: row.definition_key as number,
    processId: row.process_id as string,
    elementId: row.element_id as string,
    ...((row.part as number) >= 0 && { definition: row.part as number }),
    kind: wanted.kind,
    ...(row.name !== null && { name: row.name as string }),
    ...(row.due_at !== null && { dueAt: row.due_at as number }),
    ...(row.repetitions !== null && { repetitions: row.repetitions as number }),
    ...(row.interval !== null && { interval: row.interval as string }),
    ...(row.anchor !== null && { anchor: row.anchor as number }),
  }));
}

/** Moves a timer start to its next firing; `next` undefined ends it. Inside a write transaction. */
export async function advanceStartTimer(
  db: Knex,
  start: { definitionKey: number; elementId: string; definition?: number },
  next: { dueAt: number; repetitions: number } | undefined,
): Promise<void> {
  const row = db('cauce_start_subscriptions').where({
    definition_key: start.definitionKey,
    element_id: start.elementId,
    part: start.definition ?? -1,
  });
  if (next) await row.update({ due_at: next.dueAt, repetitions: next.repetitions });
  else await row.delete();
}
