// What a deployment holds: its files, and the processes that were deployed with it.
import type { Resource, Row } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { numberOf, textOf } from './rows.ts';

/** In the order of their names. */
export async function filesOfDeployment(visit: Visit, deploymentKey: number): Promise<Resource[]> {
  const { reader, tenant } = visit.engine.store;
  const isOurs = await reader('cauce_deployments')
    .where({ tenant_id: tenant, key: deploymentKey })
    .first('key');
  if (!isOurs) return [];
  const files: Resource[] = await reader('cauce_resources')
    .where({ deployment_key: deploymentKey })
    .orderBy('name')
    .select('name', 'content');
  return files;
}

export interface DeployedProcess {
  key: number;
  deploymentKey: number;
  id: string;
  name: string;
  version: number;
  file: string;
  /** As `cauce:variant` says; empty where the drawing says nothing. */
  flow: string;
  variant: string;
}

export function processOf(row: Row): DeployedProcess {
  return {
    key: numberOf(row.key),
    deploymentKey: numberOf(row.deployment_key),
    id: textOf(row.process_id),
    name: textOf(row.name) || textOf(row.process_id),
    version: numberOf(row.version),
    file: textOf(row.resource_name),
    flow: textOf(row.variant_flow ?? ''),
    variant: textOf(row.variant_kind ?? ''),
  };
}

/** Every version that is in the store, the newest first. */
export async function allProcesses(visit: Visit): Promise<DeployedProcess[]> {
  const { rows } = await visit.engine.store.search('process_definitions', {
    sort: [{ column: 'version', descending: true }],
    limit: 1000,
  });
  return rows.map(processOf);
}

/** Those of one deployment, kept versions included; what is to come before what is today. */
export async function processesOfDeployment(visit: Visit, deploymentKey: number): Promise<DeployedProcess[]> {
  const { reader } = visit.engine.store;
  const members: { definition_key: number }[] = await reader('cauce_deployment_members')
    .where({ deployment_key: deploymentKey, kind: 'process' })
    .select('definition_key');
  if (members.length === 0) return [];
  const keys = members.map((member) => Number(member.definition_key));
  const where = [{ column: 'key', op: 'in' as const, value: keys }];
  const { rows } = await visit.engine.store.search('process_definitions', { where, limit: 1000 });
  return rows.map(processOf).sort((a, b) => b.variant.localeCompare(a.variant) || a.id.localeCompare(b.id));
}
