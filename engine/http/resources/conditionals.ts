// Conditional start events: asked on request, with the variables that the instances would begin with.
import { z } from 'zod';
import { refusalOf } from '../problem.ts';
import { refuse, route } from '../route.ts';
import { keyShape, tenantShape, variablesShape } from '../shapes.ts';

const evaluation = route({
  method: 'post',
  path: '/conditionals/evaluation',
  policy: { action: 'message:publish' },
  request: z.strictObject({
    variables: variablesShape,
    processDefinitionKey: keyShape.optional(),
    tenantId: tenantShape,
  }),
  response: z.object({
    conditionalEvaluationKey: keyShape,
    tenantId: z.string(),
    processInstances: z.array(z.object({ processDefinitionKey: keyShape, processInstanceKey: keyShape })),
  }),
  summary: 'Start an instance at each conditional start event whose condition is true',
  async handler(call) {
    const { variables, processDefinitionKey: key } = call.body;
    const outcome = await call.engine.evaluateConditions({
      variables,
      ...(key !== undefined && { definitionKey: Number(key) }),
      ...call.submission,
    });
    if (!outcome.ok) return refuse(refusalOf(outcome));
    return {
      conditionalEvaluationKey: String(outcome.evaluationKey),
      tenantId: call.store.tenant,
      processInstances: outcome.started.map(({ definitionKey, instanceKey }) => ({
        processDefinitionKey: String(definitionKey),
        processInstanceKey: String(instanceKey),
      })),
    };
  },
});

export const conditionalRoutes = [evaluation];
