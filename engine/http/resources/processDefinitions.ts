// Process definitions: search, read, their drawing, their start form and how busy each element is.
import { z } from 'zod';
import type { OpenStore } from '../../store/openStore.ts';
import type { Condition, Row } from '../../store/store.ts';
import { type Fields, flagFilter, searchAnswer, searchBody, tenantField } from '../fields.ts';
import { hasStartForm, startForm } from '../formCheck.ts';
import { type Call, type Loader, reply, route } from '../route.ts';
import { integer, key, tenant, text, textOrNull } from '../rows.ts';
import { toAnswer, toQuery } from '../searchQuery.ts';
import { keyShape, noBody } from '../shapes.ts';
import { countElements, elementStatisticsShape } from './elementStatistics.ts';
import { formShape } from './formShape.ts';
import { resourceContent } from './resources.ts';

const fields: Fields = {
  processDefinitionKey: { column: 'key', type: 'key' },
  processDefinitionId: { column: 'process_id', type: 'text' },
  name: { column: 'name', type: 'text' },
  resourceName: { column: 'resource_name', type: 'text' },
  version: { column: 'version', type: 'integer' },
  versionTag: { column: 'version_tag', type: 'text' },
  tenantId: tenantField,
};

const shape = z.object({
  name: z.string().nullable(),
  resourceName: z.string(),
  version: z.number(),
  versionTag: z.string().nullable(),
  processDefinitionId: z.string(),
  tenantId: z.string(),
  processDefinitionKey: keyShape,
  hasStartForm: z.boolean(),
  state: z.literal('ACTIVE'),
});

async function definition(call: Pick<Call<unknown>, 'engine' | 'store' | 'principal' | 'locale'>, row: Row) {
  return {
    name: textOrNull(row, 'name'),
    resourceName: text(row, 'resource_name'),
    version: integer(row, 'version'),
    versionTag: textOrNull(row, 'version_tag'),
    processDefinitionId: text(row, 'process_id'),
    tenantId: tenant,
    processDefinitionKey: key(row, 'key'),
    hasStartForm: await hasStartForm(call, integer(row, 'key')),
    state: 'ACTIVE' as const,
  };
}

/** The keys of the newest version of each id, or of all the others. */
export async function latestOnly(
  store: OpenStore,
  table: string,
  id: string,
  latest: boolean,
): Promise<Condition> {
  const newest = store
    .reader(table)
    .where('tenant_id', store.tenant)
    .groupBy(id)
    .max({ version: 'version' })
    .select(id);
  const rows: { key: number | string }[] = await store
    .reader(`${table} as d`)
    .join(newest.as('n'), (join) => {
      join.on(`n.${id}`, `d.${id}`).andOn('n.version', 'd.version');
    })
    .where('d.tenant_id', store.tenant)
    .select('d.key as key');
  return { column: 'key', op: latest ? 'in' : 'notIn', value: rows.map((row) => Number(row.key)) };
}

const byDefinition: Loader = async (call) => {
  const row = await call.store.find('process_definitions', { key: call.key('processDefinitionKey') });
  return row && { row };
};

const search = route({
  method: 'post',
  path: '/process-definitions/search',
  policy: { action: 'definition:read' },
  request: searchBody(fields, { isLatestVersion: flagFilter, state: z.literal('ACTIVE').optional() }),
  response: searchAnswer(shape),
  summary: 'Search process definitions',
  async handler(call) {
    const query = toQuery(call.body, fields);
    const latest = call.body.filter?.isLatestVersion;
    if (typeof latest === 'boolean') {
      query.where?.push(await latestOnly(call.store, 'cauce_process_definitions', 'process_id', latest));
    }
    const page = await call.store.search('process_definitions', query);
    return toAnswer(page, await Promise.all(page.rows.map((row) => definition(call, row))));
  },
});

const get = route({
  method: 'get',
  path: '/process-definitions/:processDefinitionKey',
  policy: { action: 'definition:read', on: byDefinition },
  response: shape,
  summary: 'Get a process definition',
  handler: (call) => definition(call, call.row),
});

const xml = route({
  method: 'get',
  path: '/process-definitions/:processDefinitionKey/xml',
  policy: { action: 'definition:read', on: byDefinition },
  response: z.string(),
  summary: 'Get the drawing of a process definition, byte for byte',
  async handler({ store, row }) {
    const content = await resourceContent(store, row);
    return content ? reply(200, content, { 'Content-Type': 'text/xml; charset=utf-8' }) : reply(204);
  },
});

const form = route({
  method: 'get',
  path: '/process-definitions/:processDefinitionKey/form',
  policy: { action: 'definition:read', on: byDefinition },
  response: formShape,
  summary: 'Get the start form of a process definition; 204 when it has none',
  async handler(call) {
    const definitionKey = integer(call.row, 'key');
    const found = await startForm(call, definitionKey);
    if (!found) return reply(204);
    return {
      formKey: found.key,
      formId: found.id,
      version: found.version,
      tenantId: found.tenant,
      schema: JSON.stringify(found.schema),
    };
  },
});

const statistics = route({
  method: 'post',
  path: '/process-definitions/:processDefinitionKey/statistics/element-instances',
  policy: { action: 'operation:read', on: byDefinition },
  request: noBody,
  response: elementStatisticsShape,
  summary: 'Count the element instances of all instances of a definition',
  handler: async ({ store, row }) => ({
    items: await countElements(store, { definitionKey: integer(row, 'key') }),
  }),
});

export const processDefinitionRoutes = [search, get, xml, form, statistics];
