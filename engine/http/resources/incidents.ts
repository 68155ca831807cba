// Incidents: what stopped and waits for somebody, and going on after it was put right.
import { z } from 'zod';
import type { OpenStore } from '../../store/openStore.ts';
import type { Row } from '../../store/store.ts';
import { type Fields, type SearchBody, searchAnswer, searchBody, tenantField } from '../fields.ts';
import { byElementInstance, byIncident, byInstance } from '../loaders.ts';
import { refusalOf } from '../problem.ts';
import { type Locale, problemText, type Values } from '../problemText.ts';
import { type Call, refuse, route } from '../route.ts';
import { instant, integer, json, key, keyOrNull, tenant, text } from '../rows.ts';
import { toAnswer, toQuery } from '../searchQuery.ts';
import { instantShape, keyOrNull as keyOrNullShape, keyShape, noBody, nothing } from '../shapes.ts';
import { searchCases } from '../visibility.ts';

/** Our codes by that API's kinds; clients show the message, which says more. */
const typeByCode: { [code: string]: string } = {
  JOB_FAILED: 'JOB_NO_RETRIES',
  NO_FLOW_CHOSEN: 'CONDITION_ERROR',
  CONDITION_NOT_BOOLEAN: 'CONDITION_ERROR',
  CALLED_PROCESS_NOT_FOUND: 'CALLED_ELEMENT_ERROR',
  CALLED_PROCESS_WITHOUT_START: 'CALLED_ELEMENT_ERROR',
  CALL_TOO_DEEP: 'CALLED_ELEMENT_ERROR',
  TOO_MANY_INSTANCES: 'CALLED_ELEMENT_ERROR',
  ERROR_NOT_CAUGHT: 'UNHANDLED_ERROR_EVENT',
  DECISION_NOT_FOUND: 'CALLED_DECISION_ERROR',
  COLLECTION_NOT_A_LIST: 'EXTRACT_VALUE_ERROR',
  CARDINALITY_NOT_A_COUNT: 'EXTRACT_VALUE_ERROR',
  CORRELATION_KEY_NOT_TEXT: 'EXTRACT_VALUE_ERROR',
  TIMER_NOT_VALID: 'EXTRACT_VALUE_ERROR',
};

function errorType(code: string): string {
  if (Object.hasOwn(typeByCode, code)) return typeByCode[code]!;
  if (code.startsWith('FEEL_')) return 'EXTRACT_VALUE_ERROR';
  return code.startsWith('DECISION_') || code.startsWith('DMN_') ? 'DECISION_EVALUATION_ERROR' : 'UNKNOWN';
}

const fields: Fields = {
  incidentKey: { column: 'key', type: 'key' },
  processDefinitionId: { column: 'process_id', type: 'text' },
  processDefinitionKey: { column: 'definition_key', type: 'key' },
  processInstanceKey: { column: 'instance_key', type: 'key' },
  elementId: { column: 'element_id', type: 'text' },
  elementInstanceKey: { column: 'element_instance_key', type: 'key' },
  creationTime: { column: 'created_at', type: 'instant' },
  state: { column: 'state', type: 'text' },
  jobKey: { column: 'job_key', type: 'key' },
  tenantId: tenantField,
};

const shape = z.object({
  processDefinitionId: z.string(),
  errorType: z.string(),
  errorMessage: z.string(),
  elementId: z.string(),
  creationTime: instantShape,
  state: z.enum(['ACTIVE', 'RESOLVED']),
  tenantId: z.string(),
  incidentKey: keyShape,
  processDefinitionKey: keyShape,
  processInstanceKey: keyShape,
  rootProcessInstanceKey: keyOrNullShape,
  elementInstanceKey: keyShape,
  jobKey: keyOrNullShape,
});

async function incident(store: OpenStore, row: Row, locale: Locale): Promise<z.input<typeof shape>> {
  const values = (await store.openValue(integer(row, 'root_key'), 'values', json(row, 'values'))) as Values;
  return {
    processDefinitionId: text(row, 'process_id'),
    errorType: errorType(text(row, 'code')),
    errorMessage: problemText(text(row, 'code'), values, locale),
    elementId: text(row, 'element_id'),
    creationTime: instant(row, 'created_at'),
    state: text(row, 'state') as 'ACTIVE' | 'RESOLVED',
    tenantId: tenant,
    incidentKey: key(row, 'key'),
    processDefinitionKey: key(row, 'definition_key'),
    processInstanceKey: key(row, 'instance_key'),
    rootProcessInstanceKey: key(row, 'root_key'),
    elementInstanceKey: key(row, 'element_instance_key'),
    jobKey: keyOrNull(row, 'job_key'),
  };
}

async function listOf(call: Call<SearchBody>, column?: string) {
  const query = toQuery(call.body, fields);
  if (column) query.where?.push({ column, op: 'eq', value: integer(call.row, 'key') });
  const page = await searchCases(call, 'incidents', 'root_key', query);
  const found = page.rows.map((row) => incident(call.store, row, call.locale));
  return toAnswer(page, await Promise.all(found));
}

const request = searchBody(fields);
const response = searchAnswer(shape);

const search = route({
  method: 'post',
  path: '/incidents/search',
  policy: { action: 'case:list' },
  request,
  response,
  summary: 'Search incidents',
  handler: (call) => listOf(call),
});

const ofInstance = route({
  method: 'post',
  path: '/process-instances/:processInstanceKey/incidents/search',
  policy: { action: 'case:read', on: byInstance },
  request,
  response,
  summary: 'Search the incidents of a process instance',
  handler: (call) => listOf(call, 'instance_key'),
});

const ofElementInstance = route({
  method: 'post',
  path: '/element-instances/:elementInstanceKey/incidents/search',
  policy: { action: 'case:read', on: byElementInstance },
  request,
  response,
  summary: 'Search the incidents of an element instance',
  handler: (call) => listOf(call, 'element_instance_key'),
});

const get = route({
  method: 'get',
  path: '/incidents/:incidentKey',
  policy: { action: 'case:read', on: byIncident },
  response: shape,
  summary: 'Get an incident',
  handler: (call) => incident(call.store, call.row, call.locale),
});

const resolution = route({
  method: 'post',
  path: '/incidents/:incidentKey/resolution',
  policy: { action: 'incident:resolve', on: byIncident },
  request: noBody,
  response: nothing,
  summary: 'Go on after an incident was put right',
  async handler({ engine, row, submission }) {
    const outcome = await engine.resolveIncident(integer(row, 'key'), submission);
    if (!outcome.ok) return refuse(refusalOf(outcome));
  },
});

export const incidentRoutes = [search, ofInstance, ofElementInstance, get, resolution];
