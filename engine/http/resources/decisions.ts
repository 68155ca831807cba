// Decisions: evaluated on request, and what each evaluation within a process gave.
import { z } from 'zod';
import type { Variables } from '../../core/json.ts';
import type { DecisionRecord } from '../../core/ports.ts';
import type { OpenStore } from '../../store/openStore.ts';
import type { Row } from '../../store/store.ts';
import { type Fields, searchAnswer, searchBody, tenantField } from '../fields.ts';
import { refusal, refusalOf } from '../problem.ts';
import { refuse, route } from '../route.ts';
import { instant, integer, json, key, tenant, text } from '../rows.ts';
import { toAnswer, toQuery } from '../searchQuery.ts';
import { instantShape, keyOrNull, keyShape, optionalVariables, tenantShape } from '../shapes.ts';
import { instancesByKey, searchCases } from '../visibility.ts';
import { decisionDefinition, decisionDefinitionRoutes, latestDecision } from './decisionDefinitions.ts';
import { evaluatedDecision, evaluatedDecisionShape } from './evaluatedDecision.ts';

const evaluation = route({
  method: 'post',
  path: '/decision-definitions/evaluation',
  policy: { action: 'decision:evaluate' },
  request: z.strictObject({
    decisionDefinitionId: z.string().optional(),
    decisionDefinitionKey: keyShape.optional(),
    variables: optionalVariables,
    tenantId: tenantShape,
  }),
  response: z.object({
    decisionDefinitionId: z.string(),
    decisionDefinitionKey: keyShape,
    decisionDefinitionName: z.string(),
    decisionDefinitionVersion: z.number(),
    decisionEvaluationKey: keyShape,
    decisionInstanceKey: keyShape,
    decisionRequirementsId: z.string(),
    decisionRequirementsKey: keyShape,
    evaluatedDecisions: z.array(evaluatedDecisionShape),
    failedDecisionDefinitionId: z.string().nullable(),
    failureMessage: z.string().nullable(),
    output: z.string(),
    tenantId: z.string(),
  }),
  summary: 'Evaluate a decision; nothing is kept of it',
  async handler({ engine, store, body }) {
    const { decisionDefinitionId: id, decisionDefinitionKey } = body;
    const row =
      decisionDefinitionKey === undefined
        ? await latestDecision(store, id ?? '')
        : await store.find('decision_definitions', { key: Number(decisionDefinitionKey) });
    if (!row) return refuse(refusal('DECISION_NOT_FOUND', { decision: id ?? decisionDefinitionKey ?? '' }));
    const outcome = await engine.evaluateDecision({ key: integer(row, 'key') }, body.variables as Variables);
    if (!outcome.ok) return refuse({ ...refusalOf(outcome), status: 400 });
    const definition = await decisionDefinition(store, row);
    // It was not within a process, so the moment is all that names it.
    const evaluationKey = String(engine.now());
    const evaluated = outcome.records.map((record, index) =>
      evaluatedDecision(record, definition, `${evaluationKey}-${index + 1}`),
    );
    return {
      decisionDefinitionId: definition.decisionDefinitionId,
      decisionDefinitionKey: definition.decisionDefinitionKey,
      decisionDefinitionName: definition.name,
      decisionDefinitionVersion: definition.version,
      decisionEvaluationKey: evaluationKey,
      decisionInstanceKey: evaluationKey,
      decisionRequirementsId: definition.decisionRequirementsId,
      decisionRequirementsKey: definition.decisionRequirementsKey,
      evaluatedDecisions: evaluated,
      failedDecisionDefinitionId: null,
      failureMessage: null,
      output: JSON.stringify(outcome.result),
      tenantId: store.tenant,
    };
  },
});

const fields: Fields = {
  decisionDefinitionId: { column: 'decision_id', type: 'text' },
  decisionDefinitionName: { column: 'decision_name', type: 'text' },
  processInstanceKey: { column: 'instance_key', type: 'key' },
  elementInstanceKey: { column: 'element_instance_key', type: 'key' },
  evaluationDate: { column: 'evaluated_at', type: 'instant' },
  tenantId: tenantField,
};

const instanceShape = z.object({
  decisionDefinitionId: z.string(),
  decisionDefinitionKey: keyShape,
  decisionDefinitionName: z.string(),
  decisionDefinitionType: z.literal('DECISION_TABLE'),
  decisionDefinitionVersion: z.number(),
  decisionEvaluationInstanceKey: z.string(),
  decisionEvaluationKey: keyShape,
  elementInstanceKey: keyOrNull,
  evaluationDate: instantShape,
  evaluationFailure: z.string().nullable(),
  processDefinitionKey: keyOrNull,
  processInstanceKey: keyOrNull,
  result: z.string(),
  rootDecisionDefinitionKey: keyShape,
  rootProcessInstanceKey: keyOrNull,
  state: z.literal('EVALUATED'),
  tenantId: z.string(),
});

async function decisionInstance(store: OpenStore, row: Row, instance: Row, definition: Row | undefined) {
  const rootKey = integer(instance, 'root_key');
  const record = (await store.openValue(
    rootKey,
    'record',
    json(row, 'record'),
  )) as Partial<DecisionRecord> | null;
  const definitionKey = definition ? key(definition, 'key') : '0';
  return {
    decisionDefinitionId: text(row, 'decision_id'),
    decisionDefinitionKey: definitionKey,
    decisionDefinitionName: text(row, 'decision_name'),
    decisionDefinitionType: 'DECISION_TABLE' as const,
    decisionDefinitionVersion: definition ? integer(definition, 'version') : 0,
    decisionEvaluationInstanceKey: `${key(row, 'element_instance_key')}-${integer(row, 'sequence') * 1000 + integer(row, 'index')}`,
    decisionEvaluationKey: key(row, 'element_instance_key'),
    elementInstanceKey: key(row, 'element_instance_key'),
    evaluationDate: instant(row, 'evaluated_at'),
    evaluationFailure: null,
    processDefinitionKey: key(instance, 'definition_key'),
    processInstanceKey: key(row, 'instance_key'),
    result: JSON.stringify(record?.result ?? null),
    rootDecisionDefinitionKey: definitionKey,
    rootProcessInstanceKey: String(rootKey),
    state: 'EVALUATED' as const,
    tenantId: tenant,
  };
}

const search = route({
  method: 'post',
  path: '/decision-instances/search',
  policy: { action: 'case:list' },
  request: searchBody(fields),
  response: searchAnswer(instanceShape),
  summary: 'Search what decisions gave within processes',
  async handler(call) {
    const { store } = call;
    const page = await searchCases(call, 'decision_instances', 'instance_key', toQuery(call.body, fields));
    const instances = await instancesByKey(store, page.rows);
    await call.recordReads([...instances.values()].map((instance) => integer(instance, 'root_key')));
    const definitions = new Map<string, Row | undefined>();
    for (const id of new Set(page.rows.map((row) => text(row, 'decision_id')))) {
      definitions.set(id, await latestDecision(store, id));
    }
    const items = page.rows.map((row) =>
      decisionInstance(
        store,
        row,
        instances.get(key(row, 'instance_key')) ?? {},
        definitions.get(text(row, 'decision_id')),
      ),
    );
    return toAnswer(page, await Promise.all(items));
  },
});

export const decisionRoutes = [evaluation, ...decisionDefinitionRoutes, search];
