// Decision definitions and the drawings that hold them: search, read, their XML.
import { z } from 'zod';
import type { OpenStore } from '../../store/openStore.ts';
import type { Row } from '../../store/store.ts';
import { type Fields, flagFilter, searchAnswer, searchBody, tenantField } from '../fields.ts';
import { type Loader, reply, route } from '../route.ts';
import { integer, key, tenant, text } from '../rows.ts';
import { toAnswer, toQuery } from '../searchQuery.ts';
import { keyShape } from '../shapes.ts';
import { requirementsKey } from './deploymentAnswer.ts';
import { latestOnly } from './processDefinitions.ts';
import { resourceContent } from './resources.ts';

const fields: Fields = {
  decisionDefinitionKey: { column: 'key', type: 'key' },
  decisionDefinitionId: { column: 'decision_id', type: 'text' },
  name: { column: 'name', type: 'text' },
  version: { column: 'version', type: 'integer' },
  decisionRequirementsId: { column: 'requirements_id', type: 'text' },
  decisionRequirementsName: { column: 'requirements_name', type: 'text' },
  tenantId: tenantField,
};

const shape = z.object({
  decisionDefinitionId: z.string(),
  decisionDefinitionKey: keyShape,
  decisionRequirementsId: z.string(),
  decisionRequirementsKey: keyShape,
  decisionRequirementsName: z.string(),
  decisionRequirementsVersion: z.number(),
  name: z.string(),
  tenantId: z.string(),
  version: z.number(),
});

export async function decisionDefinition(store: OpenStore, row: Row): Promise<z.input<typeof shape>> {
  return {
    decisionDefinitionId: text(row, 'decision_id'),
    decisionDefinitionKey: key(row, 'key'),
    decisionRequirementsId: text(row, 'requirements_id'),
    decisionRequirementsKey: await requirementsKey(
      store,
      integer(row, 'deployment_key'),
      text(row, 'resource_name'),
    ),
    decisionRequirementsName: text(row, 'requirements_name'),
    // A drawing has no version of its own here; it moves on with its decisions.
    decisionRequirementsVersion: integer(row, 'version'),
    name: text(row, 'name'),
    tenantId: tenant,
    version: integer(row, 'version'),
  };
}

/** The newest version of an id. */
export async function latestDecision(store: OpenStore, id: string): Promise<Row | undefined> {
  const { rows } = await store.search('decision_definitions', {
    where: [{ column: 'decision_id', op: 'eq', value: id }],
    sort: [{ column: 'version', descending: true }],
    limit: 1,
  });
  return rows[0];
}

const byDecision: Loader = async (call) => {
  const row = await call.store.find('decision_definitions', { key: call.key('decisionDefinitionKey') });
  return row && { row };
};

const search = route({
  method: 'post',
  path: '/decision-definitions/search',
  policy: { action: 'definition:read' },
  request: searchBody(fields, { isLatestVersion: flagFilter }),
  response: searchAnswer(shape),
  summary: 'Search decision definitions',
  async handler({ store, body }) {
    const query = toQuery(body, fields);
    const latest = body.filter?.isLatestVersion;
    if (typeof latest === 'boolean') {
      query.where?.push(await latestOnly(store, 'cauce_decision_definitions', 'decision_id', latest));
    }
    const page = await store.search('decision_definitions', query);
    return toAnswer(page, await Promise.all(page.rows.map((row) => decisionDefinition(store, row))));
  },
});

const get = route({
  method: 'get',
  path: '/decision-definitions/:decisionDefinitionKey',
  policy: { action: 'definition:read', on: byDecision },
  response: shape,
  summary: 'Get a decision definition',
  handler: ({ store, row }) => decisionDefinition(store, row),
});

const xml = route({
  method: 'get',
  path: '/decision-definitions/:decisionDefinitionKey/xml',
  policy: { action: 'definition:read', on: byDecision },
  response: z.string(),
  summary: 'Get the drawing of a decision definition, byte for byte',
  async handler({ store, row }) {
    const content = await resourceContent(store, row);
    return content ? reply(200, content, { 'Content-Type': 'text/xml; charset=utf-8' }) : reply(204);
  },
});

export const decisionDefinitionRoutes = [search, get, xml];
