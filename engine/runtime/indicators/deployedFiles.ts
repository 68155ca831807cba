// The files of the newest deployment of each measured process that say what its facts and its indicators are.
import type { Json } from '../../core/json.ts';
import type { OpenStore } from '../../store/openStore.ts';

export interface DeployedFile {
  process: string;
  flow: string;
  variant: string;
  /** Content of `facts.json`. */
  facts?: Json;
  /** Content of `indicators.json`. */
  indicators?: Json;
}

const FILES = { 'facts.json': 'facts', 'indicators.json': 'indicators' } as const;

export async function deployedFiles({ reader, tenant }: OpenStore): Promise<DeployedFile[]> {
  const latest = new Map<string, DeployedFile>();
  const rows = await reader('cauce_process_definitions')
    .where({ tenant_id: tenant })
    .whereNotNull('variant_flow')
    .orderBy(['process_id', 'version'])
    .select('process_id', 'variant_flow', 'variant_kind');
  for (const { process_id: process, variant_flow: flow, variant_kind: kind } of rows)
    latest.set(process, { process, flow, variant: kind ?? '' });
  const parsed = new Map<number, Json | undefined>();
  for (const found of latest.values()) {
    for (const [name, field] of Object.entries(FILES)) {
      const key = await newestOf(found.process, name);
      if (key === undefined) continue;
      if (!parsed.has(key)) parsed.set(key, await contentOf(key));
      const content = parsed.get(key);
      if (content !== undefined) found[field] = content;
    }
  }
  return [...latest.values()];

  /** A drawing that is deployed alone keeps what its folder said. */
  async function newestOf(process: string, name: string): Promise<number | undefined> {
    const row = await reader('cauce_deployment_members as m')
      .join('cauce_resources as r', 'r.deployment_key', 'm.deployment_key')
      .join('cauce_deployments as d', 'd.key', 'm.deployment_key')
      .where({ 'd.tenant_id': tenant, 'm.kind': 'process', 'm.id': process, 'r.name': name })
      .orderBy('r.key', 'desc')
      .first({ key: 'r.key' });
    return row && Number(row.key);
  }

  async function contentOf(key: number): Promise<Json | undefined> {
    const row = await reader('cauce_resources').where({ key }).first('content');
    try {
      return JSON.parse(row.content.toString('utf8')) as Json;
    } catch {
      // Checked at deployment; a file of an earlier release may say nothing.
      return undefined;
    }
  }
}
