// Messages and signals from outside.
import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import type { MessageRequest } from '../../runtime/engine.ts';
import { canonicalJson } from '../../store/canonical.ts';
import { hashOf, once } from '../idempotency.ts';
import { type Refusal, refusal, refusalOf } from '../problem.ts';
import { type Call, refuse, route } from '../route.ts';
import { keyShape, optionalVariables, tenantShape } from '../shapes.ts';

const message = {
  name: z.string().min(1).max(1000),
  correlationKey: z.string().max(1000).optional(),
  variables: optionalVariables,
  tenantId: tenantShape,
};

interface Published {
  messageKey: string;
  instanceKey: string | undefined;
}

/** One publication for each idempotency key: the message's key and its receiver are what a repeat is answered with. */
async function publish(
  call: Call<unknown>,
  request: Omit<MessageRequest, 'principal'>,
): Promise<Published | Refusal> {
  const hash = hashOf(canonicalJson(request as unknown as Json));
  const made = await once(call, hash, async () => {
    const outcome = await call.engine.publishMessage({ ...request, principal: call.principal });
    return outcome.ok ? `message:${outcome.messageKey}:${outcome.instanceKey ?? ''}` : refusalOf(outcome);
  });
  if (typeof made !== 'string') return made;
  const [, messageKey = '', instanceKey] = made.split(':');
  return { messageKey, instanceKey: instanceKey || undefined };
}

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
    const published = await publish(call, {
      name,
      correlationKey,
      variables,
      ...(timeToLive !== undefined && { timeToLive }),
      ...(messageId && { messageId }),
    });
    if ('code' in published) return refuse(published);
    return { tenantId: call.store.tenant, messageKey: published.messageKey };
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
    const published = await publish(call, { name, correlationKey, variables, timeToLive: 0 });
    if ('code' in published) return refuse(published);
    const { messageKey, instanceKey } = published;
    if (instanceKey === undefined) return refuse(refusal('MESSAGE_NOT_CORRELATED', { name, correlationKey }));
    return { tenantId: call.store.tenant, messageKey, processInstanceKey: instanceKey };
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
    const hash = hashOf(canonicalJson({ name, variables }));
    const made = await once(call, hash, async () => {
      const { signalKey } = await call.engine.broadcastSignal({ name, variables, principal: call.principal });
      return `signal:${signalKey}`;
    });
    if (typeof made !== 'string') return refuse(made);
    return { tenantId: call.store.tenant, signalKey: made.slice('signal:'.length) };
  },
});

export const messageRoutes = [publication, correlation, broadcast];
