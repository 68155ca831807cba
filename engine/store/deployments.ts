// Deployments: an immutable set of resources, and the versions of the definitions in it.
import type { Knex } from 'knex';
import type { ProcessModel } from '../core/model.ts';
import { recordDeployment } from './deploymentRecord.ts';
import { openStarts, type StartSubscription } from './startSubscriptions.ts';

export interface NewDefinition {
  key: number;
  id: string;
  name: string;
  resourceName: string;
  /** Of everything that decides how it runs. The latest version with the same hash is kept instead of a new one. */
  hash: string;
}

export interface NewProcess extends NewDefinition {
  model: ProcessModel;
  startSubscriptions: StartSubscription[];
}

export interface NewDecision extends NewDefinition {
  requirementsId: string;
  requirementsName: string;
}

export interface NewForm extends NewDefinition {
  schema: string;
}

export interface NewDeployment {
  key: number;
  name: string;
  /** Merkle hash of all resources. */
  hash: string;
  at: number;
  by: string;
  resources: { key: number; name: string; hash: string; content: Buffer }[];
  processes: NewProcess[];
  decisions: NewDecision[];
  forms: NewForm[];
  /** Decisions of earlier deployments that its processes decide by. */
  pinnedDecisions?: { id: string; definitionKey: number }[];
}

export interface DeployedVersion {
  kind: 'process' | 'decision' | 'form';
  key: number;
  id: string;
  name: string;
  version: number;
  resourceName: string;
  unchanged: boolean;
}

export interface DeploymentResult {
  /** An earlier deployment's key when the whole set was deployed before and is still the latest. */
  key: number;
  definitions: DeployedVersion[];
}

interface Kind {
  kind: DeployedVersion['kind'];
  table: string;
  idColumn: string;
}

export const kinds = {
  process: { kind: 'process', table: 'cauce_process_definitions', idColumn: 'process_id' },
  decision: { kind: 'decision', table: 'cauce_decision_definitions', idColumn: 'decision_id' },
  form: { kind: 'form', table: 'cauce_forms', idColumn: 'form_id' },
} as const satisfies Record<string, Kind>;

/** Inside a write transaction: all of it, or nothing. */
export async function insertDeployment(
  db: Knex,
  tenant: string,
  set: NewDeployment,
): Promise<DeploymentResult> {
  const plan = [
    ...(await planKind(db, tenant, kinds.process, set.processes, (one) => processColumns(one))),
    ...(await planKind(db, tenant, kinds.decision, set.decisions, (one) => decisionColumns(one))),
    ...(await planKind(db, tenant, kinds.form, set.forms, (one) => ({ schema: one.schema }))),
  ];
  const definitions = plan.map(({ version }) => version);
  const same = await sameDeployment(db, tenant, set.hash);
  if (same !== undefined && definitions.every(({ unchanged }) => unchanged))
    return { key: same, definitions };
  const { key, name, hash, at, by } = set;
  await db('cauce_deployments').insert({
    key,
    tenant_id: tenant,
    name,
    hash,
    deployed_at: at,
    deployed_by: by,
  });
  for (const { key: own, name: file, hash: bytes, content } of set.resources) {
    await db('cauce_resources').insert({ key: own, deployment_key: key, name: file, hash: bytes, content });
  }
  for (const { version, table, row } of plan) {
    if (!version.unchanged) await db(table).insert({ ...row, tenant_id: tenant, deployment_key: key });
    const member = { deployment_key: key, kind: version.kind, id: version.id, definition_key: version.key };
    await db('cauce_deployment_members').insert(member);
  }
  for (const { id, definitionKey } of set.pinnedDecisions ?? []) {
    const member = { deployment_key: key, kind: kinds.decision.kind, id, definition_key: definitionKey };
    await db('cauce_deployment_members').insert(member);
  }
  for (const [index, process] of set.processes.entries()) {
    if (!definitions[index]?.unchanged) await openStarts(db, tenant, process);
  }
  await recordDeployment(db, tenant, key);
  return { key, definitions };
}

interface Planned {
  version: DeployedVersion;
  table: string;
  row: { [column: string]: string | number | null };
}

async function planKind<D extends NewDefinition>(
  db: Knex,
  tenant: string,
  { kind, table, idColumn }: Kind,
  definitions: D[],
  columns: (definition: D) => Planned['row'],
): Promise<Planned[]> {
  const planned: Planned[] = [];
  for (const definition of definitions) {
    const { id, name, resourceName, hash } = definition;
    const latest = (await db(table)
      .where({ tenant_id: tenant, [idColumn]: id })
      .orderBy('version', 'desc')
      .first('key', 'version', 'hash')) as { key: number; version: number; hash: string } | undefined;
    const unchanged = latest !== undefined && latest.hash === hash;
    const key = unchanged ? latest.key : definition.key;
    const version = unchanged ? latest.version : (latest?.version ?? 0) + 1;
    planned.push({
      table,
      version: { kind, key, id, name, version, resourceName, unchanged },
      row: { key, [idColumn]: id, version, resource_name: resourceName, hash, ...columns(definition) },
    });
  }
  return planned;
}

function processColumns({ name, model }: NewProcess): Planned['row'] {
  return {
    name,
    version_tag: model.versionTag ?? null,
    model: JSON.stringify(model),
    variant_flow: model.variant?.flow ?? null,
    variant_kind: model.variant?.kind ?? null,
  };
}

function decisionColumns({ name, requirementsId, requirementsName }: NewDecision): Planned['row'] {
  return { name, requirements_id: requirementsId, requirements_name: requirementsName };
}

async function sameDeployment(db: Knex, tenant: string, hash: string): Promise<number | undefined> {
  const row = (await db('cauce_deployments')
    .where({ tenant_id: tenant, hash })
    .orderBy('key', 'desc')
    .first('key')) as { key: number } | undefined;
  return row?.key;
}
