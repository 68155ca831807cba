// What a deployment's processes evaluate by: FEEL, the zone database, and the decisions that they were deployed with.
import type { Ports } from '../core/index.ts';
import type { Problem } from '../core/problem.ts';
import {
  compileDecisions,
  createPorts,
  type DecisionModel,
  type FeelFunction,
  parseDecisions,
} from '../expressions/index.ts';
import type { Db } from '../store/store.ts';
import { slaPort } from './slaPort.ts';
import { knowsZone, zoneOf } from './zones.ts';

/** FEEL and decisions of one deployment, as its processes evaluate them. */
export async function portsOf(
  reader: Db,
  deploymentKey: number,
  functions: { readonly [name: string]: FeelFunction },
  zone: string,
): Promise<Ports> {
  const models: DecisionModel[] = [];
  for (const { content, name } of await pinnedFiles(reader, deploymentKey))
    models.push(...(await decisionsIn(content, name)).decisions);
  const own = await reader('cauce_resources')
    .where({ deployment_key: deploymentKey })
    .whereRaw("lower(name) LIKE '%.dmn'")
    .select('name', 'content');
  for (const { name, content } of own) models.push(...(await decisionsIn(content, name)).decisions);
  // What the deployment itself holds comes last and wins.
  const unique = new Map(models.map((model) => [model.id, model]));
  return createPorts({
    functions,
    decisions: compileDecisions([...unique.values()]),
    sla: slaPort(),
    ...zonePorts(zone),
  });
}

/** Files of decisions that were deployed before, by which the processes of this deployment decide. */
async function pinnedFiles(reader: Db, deploymentKey: number): Promise<{ name: string; content: Buffer }[]> {
  return reader('cauce_deployment_members as m')
    .join('cauce_decision_definitions as d', 'd.key', 'm.definition_key')
    .join('cauce_resources as r', (on) =>
      on.on('r.deployment_key', 'd.deployment_key').andOn('r.name', 'd.resource_name'),
    )
    .where({ 'm.deployment_key': deploymentKey, 'm.kind': 'decision' })
    .whereNot('d.deployment_key', deploymentKey)
    .orderBy('d.key')
    .select('r.name as name', 'r.content as content');
}

/** Zones come from the zone database that Node carries. */
export function zonePorts(zone: string) {
  return {
    zone,
    zoneOffset: (id: string, at: number) => (knowsZone(id) ? (zoneOf(id)?.offsetAt(at) ?? 0) / 1000 : null),
  };
}

export async function decisionsIn(
  content: Buffer,
  name: string,
): Promise<{ decisions: DecisionModel[]; problems: Problem[] }> {
  return parseDecisions(content.toString('utf8'), name);
}
