// Message event definition: waits for a correlated message, or sends one (BPMN 2.0.2, 10.5.5).
import type { EventDefinitionBehavior } from '../behavior.ts';
import { partOf } from '../eventParts.ts';
import type { Node } from '../executable.ts';
import { goesTooFar } from '../hops.ts';
import type { Json } from '../json.ts';
import type { SourceNode } from '../model.ts';
import type { ElementInstance } from '../state.ts';
import { emit, evaluate, evaluateFeel, raise, type Step } from '../step.ts';
import { open } from '../subscriptions.ts';
import { contentsOf } from '../variables.ts';

/** How long a thrown message waits for a late receiver: an hour. */
const TIME_TO_LIVE = 3_600_000;

export const message: EventDefinitionBehavior = {
  read: (source) => messageConfig(source),
  subscribe: (step, node, owner, definition) =>
    subscribeToMessage(step, node, owner, definition.config, definition.part),
  throw: (step, node, me, { config }) => throwMessage(step, node, me, config),
};

/** The message that an event definition or task refers to, with its correlation key. */
export function messageConfig(source: SourceNode): { [name: string]: Json } {
  const ref = source.child('messageRef');
  const name = ref?.text('name');
  if (!ref || name === undefined) return {};
  const correlationKey = ref.extension('zeebe:Subscription')?.text('correlationKey');
  return { name, ...(correlationKey !== undefined && { correlationKey }) };
}

/** Without a correlation key in the drawing a message finds its case by the business key, else by the instance's key. */
export function subscribeToMessage(
  step: Step,
  node: Node,
  owner: ElementInstance,
  config: { [name: string]: Json },
  part?: number,
): 'open' | 'undefined' | 'incident' {
  if (typeof config.name !== 'string') return 'undefined';
  const name = evaluate(step, config.name, owner.key);
  const key = correlationKeyOf(step, owner, config, node.model?.type === 'startEvent' ? '' : undefined);
  if (!name.ok || !key.ok) {
    const failed = name.ok ? key : name;
    raise(step, owner.key, 'activate', failed as { code: string; values: { [name: string]: Json } });
    return 'incident';
  }
  if (typeof name.value !== 'string' || (typeof key.value !== 'string' && typeof key.value !== 'number')) {
    raise(step, owner.key, 'activate', {
      code: 'CORRELATION_KEY_NOT_TEXT',
      values: { event: node.id, expression: config.correlationKey ?? '', result: key.value },
    });
    return 'incident';
  }
  open(step, {
    owner: owner.key,
    element: node.id,
    kind: 'message',
    name: name.value,
    correlationKey: String(key.value),
    ...partOf({ part }),
  });
  return 'open';
}

/** A start event that waits for further messages of no case yet waits for those without a key. */
function correlationKeyOf(
  step: Step,
  owner: ElementInstance,
  config: { [name: string]: Json },
  keyless = String(step.draft.rootKey),
) {
  if (typeof config.correlationKey !== 'string')
    return { ok: true as const, value: step.draft.businessKey ?? keyless };
  return config.correlationKey.startsWith('=')
    ? evaluateFeel(step, config.correlationKey.slice(1), owner.key)
    : { ok: true as const, value: config.correlationKey };
}

/** Publishes with every visible variable when the drawing maps none. */
export function throwMessage(
  step: Step,
  node: Node,
  me: ElementInstance,
  config: { [name: string]: Json },
): boolean {
  if (typeof config.name !== 'string') return true;
  const name = evaluate(step, config.name, me.key);
  const key = correlationKeyOf(step, me, config);
  if (!name.ok || !key.ok) {
    raise(
      step,
      me.key,
      'activate',
      (name.ok ? key : name) as { code: string; values: { [name: string]: Json } },
    );
    return false;
  }
  if (goesTooFar(step, me, String(name.value))) return false;
  const variables = contentsOf(step, node.model, me);
  emit(step, {
    type: 'messageThrown',
    element: node.id,
    owner: me.key,
    name: String(name.value),
    correlationKey: String(key.value),
    variables,
    timeToLive: TIME_TO_LIVE,
  });
  return true;
}
