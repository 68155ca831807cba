// Messages and signals from outside.
import { z } from 'zod';
import type { MessageRequest } from '../../runtime/engine.ts';
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
  async handler({ engine, body, submission, store }) {
    const request: MessageRequest = {
      ...submission,
      name: body.name,
      correlationKey: body.correlationKey ?? '',
      variables: body.variables,
      ...(body.timeToLive !== undefined && { timeToLive: body.timeToLive }),
      ...(body.messageId !== undefined && body.messageId !== '' && { messageId: body.messageId }),
    };
    const outcome = await engine.publishMessage(request);
    if (!outcome.ok) return refuse(refusalOf(outcome));
    return { tenantId: store.tenant, messageKey: String(outcome.messageKey) };
  },
});

const correlation = route({
  method: 'post',
  path: '/messages/correlation',
  policy: { action: 'message:publish' },
  request: z.strictObject(message),
  response: z.object({ tenantId: z.string(), messageKey: keyShape, processInstanceKey: keyShape }),
  summary: 'Give a message to whoever waits for it now',
  async handler({ engine, body, submission, store }) {
    const { name, correlationKey = '', variables } = body;
    const outcome = await engine.publishMessage({
      ...submission,
      name,
      correlationKey,
      variables,
      timeToLive: 0,
    });
    if (!outcome.ok) return refuse(refusalOf(outcome));
    if (outcome.instanceKey === undefined) {
      return refuse(refusal('MESSAGE_NOT_CORRELATED', { name, correlationKey }));
    }
    const processInstanceKey = String(outcome.instanceKey);
    return { tenantId: store.tenant, messageKey: String(outcome.messageKey), processInstanceKey };
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
  async handler({ engine, body, submission, store }) {
    const { signalKey } = await engine.broadcastSignal({
      ...submission,
      name: body.signalName,
      variables: body.variables,
    });
    return { tenantId: store.tenant, signalKey: String(signalKey) };
  },
});

export const messageRoutes = [publication, correlation, broadcast];
