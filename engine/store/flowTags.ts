// What people call a flow to find it again.
import type { Knex } from 'knex';

/** By the flow's name. */
export async function readFlowTags(db: Knex, tenant: string): Promise<Map<string, string[]>> {
  const rows: { flow: string; tags: string }[] = await db('cauce_flow_tags')
    .where({ tenant_id: tenant })
    .select('flow', 'tags');
  return new Map(rows.map(({ flow, tags }) => [flow, JSON.parse(tags) as string[]]));
}

export async function writeFlowTags(
  db: Knex,
  tenant: string,
  { flow, tags, at, by }: { flow: string; tags: string[]; at: number; by: string },
): Promise<void> {
  await db('cauce_flow_tags')
    .insert({ tenant_id: tenant, flow, tags: JSON.stringify(tags), changed_at: at, changed_by: by })
    .onConflict(['tenant_id', 'flow'])
    .merge();
}
