// Starts a process instance, and waits for its end where that is asked.
import { z } from 'zod';
import type { Variables } from '../../core/json.ts';
import type { StartRequest } from '../../runtime/engine.ts';
import { checkStart } from '../formCheck.ts';
import { refusal, refusalOf } from '../problem.ts';
import { type Call, refuse, route } from '../route.ts';
import { integer, key, text, textOrNull } from '../rows.ts';
import { keyShape, operationReference, tenantShape, variablesShape } from '../shapes.ts';

const request = z.strictObject({
  processDefinitionId: z.string().min(1).optional(),
  processDefinitionKey: keyShape.optional(),
  /** -1 is the latest. */
  processDefinitionVersion: z.int().optional(),
  variables: variablesShape.optional(),
  businessId: z.string().max(256).optional(),
  /** One start event. */
  startInstructions: z
    .array(z.strictObject({ elementId: z.string() }))
    .max(1)
    .optional(),
  runtimeInstructions: z.array(z.never()).max(0).optional(),
  tags: z.array(z.never()).max(0).optional(),
  awaitCompletion: z.boolean().optional(),
  fetchVariables: z.array(z.string()).max(1000).optional(),
  requestTimeout: z.int().optional(),
  tenantId: tenantShape,
  operationReference,
});

type StartBody = z.output<typeof request>;

const answer = z.object({
  processDefinitionId: z.string(),
  processDefinitionVersion: z.number(),
  tenantId: z.string(),
  variables: variablesShape,
  processDefinitionKey: keyShape,
  processInstanceKey: keyShape,
  tags: z.array(z.string()),
  businessId: z.string().nullable(),
});

function startRequest({ body, submission }: Call<StartBody>): StartRequest {
  const element = body.startInstructions?.[0]?.elementId;
  const version = body.processDefinitionVersion;
  return {
    ...submission,
    variables: body.variables ?? {},
    ...(body.processDefinitionKey !== undefined
      ? { definitionKey: Number(body.processDefinitionKey) }
      : { processId: body.processDefinitionId ?? '' }),
    ...(version !== undefined && version > 0 && { version }),
    ...(element !== undefined && { startElement: element }),
    ...(body.businessId !== undefined && { businessKey: body.businessId }),
  };
}

function pick(variables: Variables, names: string[] | undefined): Variables {
  if (!names || names.length === 0) return variables;
  return Object.fromEntries(Object.entries(variables).filter(([name]) => names.includes(name)));
}

export const startInstance = route({
  method: 'post',
  path: '/process-instances',
  policy: { action: 'instance:start' },
  request,
  response: answer,
  summary: 'Start a process instance',
  async handler(call) {
    const { engine, body, options } = call;
    if ((body.processDefinitionId === undefined) === (body.processDefinitionKey === undefined)) {
      return refuse(
        refusal(
          'INVALID_ARGUMENT',
          {},
          { violations: [{ path: 'processDefinitionId', message: 'id xor key' }] },
        ),
      );
    }
    const start = startRequest(call);
    const checked = await checkStart(call, start);
    if ('refused' in checked) return refuse(checked.refused);
    const outcome = await engine.start({ ...start, variables: checked.variables });
    if (!outcome.ok) return refuse(refusalOf(outcome));
    let variables: Variables = {};
    if (body.awaitCompletion) {
      const patience = body.requestTimeout && body.requestTimeout > 0 ? body.requestTimeout : 10_000;
      const ms = Math.min(patience, options.longPollMs);
      const hasEnded = await engine.endings.wait(outcome.instanceKey, ms, call.gone());
      if (!hasEnded) return refuse(refusal('AWAIT_TIMEOUT'));
      variables = pick(await engine.visibleVariables(outcome.instanceKey), body.fetchVariables);
    }
    const row = (await engine.store.find('process_instances', { key: outcome.instanceKey })) ?? {};
    return {
      processDefinitionId: text(row, 'process_id'),
      processDefinitionVersion: integer(row, 'version'),
      tenantId: engine.store.tenant,
      variables,
      processDefinitionKey: key(row, 'definition_key'),
      processInstanceKey: String(outcome.instanceKey),
      tags: [],
      businessId: textOrNull(row, 'business_key'),
    };
  },
});
