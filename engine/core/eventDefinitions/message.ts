// Message event definition: waits for a correlated message, or sends one (BPMN 2.0.2, 10.5.5).
import type { EventDefinitionBehavior } from '../behavior.ts';
import { partOf } from '../eventParts.ts';
import type { Node } from '../executable.ts';
import type { Json } from '../json.ts';
import type { SourceNode } from '../model.ts';
import { publicationConfig, throwMessage } from '../publication.ts';
import type { ElementInstance } from '../state.ts';
import { evaluate, evaluateFeel, raise, type Step } from '../step.ts';
import { open } from '../subscriptions.ts';
import { createUserTask } from '../work.ts';

export const message: EventDefinitionBehavior = {
  read: (source, host) => ({ ...messageConfig(source), ...publicationConfig(host) }),
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
  // Nobody named it, and the other pool may be run by nobody: a person may say, too, that it came.
  if (config.byFlow === true) createUserTask(step, node, owner, 'occurrence');
  return 'open';
}

/** A start event that waits for further messages of no case yet waits for those without a key. */
export function correlationKeyOf(
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
