// Deployed resources: what they are, and their bytes as they were deployed.
import { z } from 'zod';
import type { OpenStore } from '../../store/openStore.ts';
import type { Row } from '../../store/store.ts';
import { type Loader, reply, route } from '../route.ts';
import { integer, key, tenant, text, textOrNull } from '../rows.ts';
import { keyShape } from '../shapes.ts';

/** Tables whose rows a resource key may name, each with the column that holds the id. */
const kinds = [
  { table: 'cauce_process_definitions', id: 'process_id' },
  { table: 'cauce_decision_definitions', id: 'decision_id' },
  { table: 'cauce_forms', id: 'form_id' },
];

async function findDefinition(store: OpenStore, resourceKey: number): Promise<Row | undefined> {
  for (const { table, id } of kinds) {
    const row: Row | undefined = await store
      .reader(table)
      .where({ tenant_id: store.tenant, key: resourceKey })
      .first();
    if (row) return { ...row, resource_id: row[id] ?? null };
  }
  const row: Row | undefined = await store
    .reader('cauce_resources as r')
    .join('cauce_deployments as d', 'd.key', 'r.deployment_key')
    .where({ 'd.tenant_id': store.tenant, 'r.key': resourceKey })
    .first('r.key', 'r.deployment_key', 'd.tenant_id', { resource_name: 'r.name', resource_id: 'r.name' });
  return row && { ...row, version: 1, version_tag: null };
}

const byResource: Loader = async (call) => {
  const row = await findDefinition(call.store, call.key('resourceKey'));
  return row && { row };
};

/** The bytes of a deployed file; undefined when its deployment holds none of that name. */
export async function resourceContent(store: OpenStore, row: Row): Promise<Buffer | undefined> {
  const found: { content: Buffer } | undefined = await store
    .reader('cauce_resources')
    .where({ deployment_key: integer(row, 'deployment_key'), name: text(row, 'resource_name') })
    .first('content');
  return found?.content;
}

const get = route({
  method: 'get',
  path: '/resources/:resourceKey',
  policy: { action: 'definition:read', on: byResource },
  response: z.object({
    resourceName: z.string(),
    version: z.number(),
    versionTag: z.string().nullable(),
    resourceId: z.string(),
    tenantId: z.string(),
    resourceKey: keyShape,
  }),
  summary: 'Get a deployed resource',
  handler: async ({ row }) => ({
    resourceName: text(row, 'resource_name'),
    version: integer(row, 'version'),
    versionTag: textOrNull(row, 'version_tag'),
    resourceId: text(row, 'resource_id'),
    tenantId: tenant,
    resourceKey: key(row, 'key'),
  }),
});

const content = route({
  method: 'get',
  path: '/resources/:resourceKey/content',
  policy: { action: 'definition:read', on: byResource },
  response: z.string(),
  summary: 'Get the content of a deployed resource',
  async handler({ store, row }) {
    // As plain text, whatever it is: a deployed page must not run here.
    const bytes = (await resourceContent(store, row)) ?? Buffer.alloc(0);
    return reply(200, bytes, { 'Content-Type': 'text/plain; charset=utf-8' });
  },
});

export const resourceRoutes = [get, content];
