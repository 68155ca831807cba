// A message that an event or send task publishes by itself, without a job.
import { correlationKeyOf } from './eventDefinitions/message.ts';
import type { Node } from './executable.ts';
import { goesTooFar } from './hops.ts';
import type { Json } from './json.ts';
import type { SourceNode } from './model.ts';
import { FLOW_TIME_TO_LIVE } from './sending.ts';
import type { ElementInstance } from './state.ts';
import { type Evaluated, emit, evaluate, raise, type Step } from './step.ts';
import { addDuration, durationFrom } from './timerValues.ts';
import { contentsOf } from './variables.ts';

/** How long a thrown message waits for a late receiver: an hour. */
const TIME_TO_LIVE = 3_600_000;

/** `zeebe:publishMessage` on the event or task. */
export function publicationConfig(host: SourceNode): { [name: string]: Json } {
  const given = host.extension('zeebe:PublishMessage');
  const config: { [name: string]: Json } = {};
  for (const name of ['correlationKey', 'messageId', 'timeToLive']) {
    const text = given?.text(name);
    if (text !== undefined && text !== '') config[name] = text;
  }
  return config;
}

/** Publishes with every visible variable when the drawing maps none. False: an incident was raised. */
export function throwMessage(
  step: Step,
  node: Node,
  me: ElementInstance,
  config: { [name: string]: Json },
): boolean {
  if (typeof config.name !== 'string') return true;
  const name = evaluate(step, config.name, me.key);
  const key = correlationKeyOf(step, me, config);
  const id = optional(step, me, config.messageId);
  const kept = optional(step, me, config.timeToLive);
  const failed = [name, key, id, kept].find((each) => !each.ok) as (Evaluated & { ok: false }) | undefined;
  const timeToLive = kept.ok ? lifeOf(step, config, kept.value) : undefined;
  if (failed || !name.ok || !key.ok || !id.ok || timeToLive === undefined) {
    raise(step, me.key, 'activate', failed ?? notADuration(node, config, kept.ok ? kept.value : null));
    return false;
  }
  if (goesTooFar(step, me, String(name.value))) return false;
  emit(step, {
    type: 'messageThrown',
    element: node.id,
    owner: me.key,
    name: String(name.value),
    correlationKey: String(key.value),
    variables: contentsOf(step, node.model, me),
    timeToLive,
    ...(id.value !== null && id.value !== '' && { messageId: String(id.value) }),
    ...(config.byPool === true && { inCase: true as const }),
  });
  return true;
}

function optional(step: Step, me: ElementInstance, text: Json | undefined): Evaluated {
  return typeof text === 'string' ? evaluate(step, text, me.key) : { ok: true, value: null };
}

/** Milliseconds; undefined where what was given is no duration. */
function lifeOf(step: Step, config: { [name: string]: Json }, given: Json): number | undefined {
  if (given === null) return config.byPool === true ? FLOW_TIME_TO_LIVE : TIME_TO_LIVE;
  const duration = typeof given === 'string' ? durationFrom(given) : undefined;
  return duration && Math.max(0, addDuration(step.context.at, duration) - step.context.at);
}

function notADuration(node: Node, config: { [name: string]: Json }, result: Json) {
  return {
    code: 'TIMER_NOT_VALID',
    values: { event: node.id, expression: config.timeToLive ?? '', result },
  };
}
