// Messages and signals from outside.
import { z } from 'zod';
import { refusal, refusalOf } from '../problem.ts';
import { refuse, route } from '../route.ts';
import { keyShape, optionalVariables, tenantShape } from '../shapes.ts';

const message = {
  name: z.string().min(1).max(1000),
  correlationKey: z.string().max(1000).optional(),
  variables: optionalVariables,
  tenantId: tenantShape,
};

const publication = route({
  method: 'post',
  path: '/messages/publication',
  policy: { action: 'message:publish' },
  request: z.strictObject({
    ...message,
    timeToLive: z.int().min(0).optional(),
    messageId: z.string().max(256).optional(),
  }),
  response: z.object({ tenantId: z.string(), messageKey: keyShape }),
  summary: 'Publish a message, kept for a late receiver as long as it lives',
  async handler(call) {
    const { name, correlationKey = '', variables, timeToLive, messageId } = call.body;
    const outcome = await call.engine.publishMessage({
      name,
      correlationKey,
      variables,
      ...(timeToLive !== undefined && { timeToLive }),
      ...(messageId && { messageId }),
      ...call.submission,
    });
    if (!outcome.ok) return refuse(refusalOf(outcome));
    return { tenantId: call.store.tenant, messageKey: String(outcome.messageKey) };
  },
});

const correlation = route({
  method: 'post',
  path: '/messages/correlation',
  policy: { action: 'message:publish' },
  request: z.strictObject(message),
  response: z.object({ tenantId: z.string(), messageKey: keyShape, processInstanceKey: keyShape }),
  summary: 'Give a message to whoever waits for it now',
  async handler(call) {
    const { name, correlationKey = '', variables } = call.body;
    const request = { name, correlationKey, variables, timeToLive: 0, ...call.submission };
    const outcome = await call.engine.publishMessage(request);
    if (!outcome.ok) return refuse(refusalOf(outcome));
    const { messageKey, instanceKey } = outcome;
    if (instanceKey === undefined) return refuse(refusal('MESSAGE_NOT_CORRELATED', { name, correlationKey }));
    return {
      tenantId: call.store.tenant,
      messageKey: String(messageKey),
      processInstanceKey: String(instanceKey),
    };
  },
});

const broadcast = route({
  method: 'post',
  path: '/signals/broadcast',
  policy: { action: 'message:publish' },
  request: z.strictObject({
    signalName: z.string().min(1).max(1000),
    variables: optionalVariables,
    tenantId: tenantShape,
  }),
  response: z.object({ tenantId: z.string(), signalKey: keyShape }),
  summary: 'Broadcast a signal to all who wait for it now',
  async handler(call) {
    const { signalName: name, variables } = call.body;
    const outcome = await call.engine.broadcastSignal({ name, variables, ...call.submission });
    if (!outcome.ok) return refuse(refusalOf(outcome));
    return { tenantId: call.store.tenant, signalKey: String(outcome.signalKey) };
  },
});

export const messageRoutes = [publication, correlation, broadcast];
