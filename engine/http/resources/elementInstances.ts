// Element instances: search, read, and set the variables that they see.
import { z } from 'zod';
import type { Row, Store } from '../../store/store.ts';
import { type Fields, flagFilter, searchAnswer, searchBody, tenantField } from '../fields.ts';
import { byElementInstance } from '../loaders.ts';
import { refusalOf } from '../problem.ts';
import { refuse, route } from '../route.ts';
import { instant, instantOrNull, integer, key, keyOrNull, tenant, text } from '../rows.ts';
import { toAnswer, toQuery } from '../searchQuery.ts';
import {
  instantOrNull as instantOrNullShape,
  instantShape,
  keyOrNull as keyOrNullShape,
  keyShape,
  nothing,
  operationReference,
  variablesShape,
} from '../shapes.ts';
import { instancesByKey, searchCases } from '../visibility.ts';
import { activityOf, activityReference } from './adHocShapes.ts';

/** `userTask` is `USER_TASK` there. */
function typeOf(name: string): string {
  return name === '' ? 'UNKNOWN' : name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function columnOf(type: string): string {
  return type.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export const elementInstanceFields: Fields = {
  elementInstanceKey: { column: 'key', type: 'key' },
  processInstanceKey: { column: 'instance_key', type: 'key' },
  elementId: { column: 'element_id', type: 'text' },
  elementName: { column: 'element_name', type: 'text' },
  type: { column: 'element_type', type: 'text', toColumn: columnOf },
  state: { column: 'state', type: 'text' },
  startDate: { column: 'started_at', type: 'instant' },
  endDate: { column: 'ended_at', type: 'instant' },
  incidentKey: { column: 'incident_key', type: 'key' },
  elementInstanceScopeKey: { column: 'scope_key', type: 'key' },
  tenantId: tenantField,
};

const elementInstanceShape = z.object({
  processDefinitionId: z.string(),
  startDate: instantShape,
  endDate: instantOrNullShape,
  elementId: z.string(),
  elementName: z.string(),
  type: z.string(),
  state: z.enum(['ACTIVE', 'COMPLETED', 'TERMINATED']),
  hasIncident: z.boolean(),
  tenantId: z.string(),
  elementInstanceKey: keyShape,
  processInstanceKey: keyShape,
  rootProcessInstanceKey: keyOrNullShape,
  processDefinitionKey: keyShape,
  incidentKey: keyOrNullShape,
});

async function elementInstances(store: Store, rows: Row[]): Promise<z.input<typeof elementInstanceShape>[]> {
  const instances = await instancesByKey(store, rows);
  return rows.map((row) => {
    const instance = instances.get(key(row, 'instance_key')) ?? {};
    return {
      processDefinitionId: text(instance, 'process_id'),
      startDate: instant(row, 'started_at'),
      endDate: instantOrNull(row, 'ended_at'),
      elementId: text(row, 'element_id'),
      elementName: text(row, 'element_name') || text(row, 'element_id'),
      type: typeOf(text(row, 'element_type')),
      state: text(row, 'state') as 'ACTIVE' | 'COMPLETED' | 'TERMINATED',
      hasIncident: row.incident_key !== null,
      tenantId: tenant,
      elementInstanceKey: key(row, 'key'),
      processInstanceKey: key(row, 'instance_key'),
      rootProcessInstanceKey: keyOrNull(instance, 'root_key'),
      processDefinitionKey: key(instance, 'definition_key'),
      incidentKey: keyOrNull(row, 'incident_key'),
    };
  });
}

const search = route({
  method: 'post',
  path: '/element-instances/search',
  policy: { action: 'case:list' },
  request: searchBody(elementInstanceFields, { hasIncident: flagFilter }),
  response: searchAnswer(elementInstanceShape),
  summary: 'Search element instances',
  async handler(call) {
    const query = toQuery(call.body, elementInstanceFields);
    const stuck = call.body.filter?.hasIncident;
    if (typeof stuck === 'boolean') query.where?.push({ column: 'incident_key', op: 'exists', value: stuck });
    const page = await searchCases(call, 'element_instances', 'instance_key', query);
    return toAnswer(page, await elementInstances(call.engine.store, page.rows));
  },
});

const get = route({
  method: 'get',
  path: '/element-instances/:elementInstanceKey',
  policy: { action: 'case:read', on: byElementInstance },
  response: elementInstanceShape,
  summary: 'Get an element instance',
  async handler({ engine, row }) {
    const [found] = await elementInstances(engine.store, [row]);
    return found!;
  },
});

const setVariables = route({
  method: 'put',
  path: '/element-instances/:elementInstanceKey/variables',
  policy: { action: 'variable:write', on: byElementInstance },
  request: z.strictObject({
    variables: variablesShape,
    local: z.boolean().optional(),
    operationReference,
  }),
  response: nothing,
  summary: 'Set variables of an element instance',
  async handler({ engine, row, body, submission }) {
    const outcome = await engine.setVariables(
      integer(row, 'key'),
      body.variables,
      body.local ?? false,
      submission,
    );
    if (!outcome.ok) return refuse(refusalOf(outcome));
  },
});

const activation = route({
  method: 'post',
  path: '/element-instances/ad-hoc-activities/:elementInstanceKey/activation',
  policy: { action: 'activity:begin', on: byElementInstance },
  request: z.strictObject({
    elements: z.array(activityReference).min(1).max(1000),
    cancelRemainingInstances: z.boolean().optional(),
  }),
  response: nothing,
  summary: 'Begin activities of an ad-hoc subprocess',
  async handler({ engine, row, body, submission }) {
    const activities = body.elements.map(activityOf);
    const outcome = await engine.activateAdHoc(
      integer(row, 'key'),
      activities,
      body.cancelRemainingInstances ?? false,
      submission,
    );
    if (!outcome.ok) return refuse(refusalOf(outcome));
  },
});

export const elementInstanceRoutes = [search, get, setVariables, activation];
