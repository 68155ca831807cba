// Complex gateway: a condition over the tokens that have arrived activates it; then it waits for those that can still come,
// and resets (BPMN 2.0.2, 13.4.5).
import type { ElementBehavior, HeldUpBy } from '../behavior.ts';
import type { Flow, Node } from '../executable.ts';
import type { Json } from '../json.ts';
import { finish } from '../lifecycle.ts';
import type { VariableScope } from '../ports.ts';
import { chosenFlows, question } from '../questions.ts';
import { conditionHolds, notBoolean, orDefault } from '../routing.ts';
import type { ElementInstance } from '../state.ts';
import { emit, evaluate, instanceOf, raise, type Step, variablesAt } from '../step.ts';
import { lookUp, some } from '../table.ts';
import { heldUpBy } from './inclusiveGateway.ts';

export const complexGateway: ElementBehavior = {
  read(source) {
    const condition = source.child('activationCondition')?.text('body')?.trim();
    return condition ? { activationCondition: condition } : {};
  },
  /** Without a condition every token passes by itself. */
  join(step, node, scope, waiting) {
    const condition = node.model?.config.activationCondition;
    if (typeof condition !== 'string') return waiting.slice(0, 1);
    if (scope.resetting?.[node.id] || isLiveIn(step, node, scope)) return undefined;
    return isActivated(step, node, scope, waiting, condition) ? [...new Set(waiting)] : undefined;
  },
  fires(step, node, scope, flows) {
    if (!resets(node)) return;
    const by = instanceOf(step, scope).resetting?.[node.id] ? [] : flows;
    emit(step, { type: 'gatewayActivated', scope, gateway: node.id, by });
  },
  reset,
  /** What keeps it waiting for its start is its own condition. */
  heldUpBy(step, node, scope, waiting) {
    const by = scope.resetting?.[node.id];
    if (!by) return undefined;
    const takes = [...new Set(waiting)].filter((flow) => !by.includes(flow));
    return { ...heldUpBy(step, node, scope, [...by, ...waiting]), takes };
  },
  activate(step, node, me) {
    if (isStarting(step, node, me)) question.activate?.(step, node, me);
    else finish(step, me.key);
  },
  route(step, node, me) {
    const starting = isStarting(step, node, me);
    const chosen = starting ? chosenFlows(step, node, me) : undefined;
    if (chosen) return chosen;
    const seen = countsSeen(step, node, me.key, instanceOf(step, me.scope).tokens, starting);
    const taken: string[] = [];
    for (const flow of node.outgoing) {
      if (flow.id === node.model?.defaultFlow) continue;
      const holds = takes(step, me, flow, starting, seen);
      if (holds === undefined) return undefined;
      if (holds) taken.push(flow.id);
    }
    if (taken.length > 0 || !starting || node.outgoing.length === 0) return taken;
    return orDefault(step, node, me);
  },
};

/** A flow without condition is for the start: a second token at the reset would undo what the gateway synchronized. */
function takes(
  step: Step,
  me: ElementInstance,
  { id, model }: Flow,
  starting: boolean,
  seen: VariableScope,
): boolean | undefined {
  return model.condition === undefined ? starting : conditionHolds(step, me, id, model.condition, seen);
}

/** With one way in there is nothing left to wait for, and no second phase. */
function resets({ model, incoming }: Node): boolean {
  return typeof model?.config.activationCondition === 'string' && incoming.length > 1;
}

/** It is remembered as activated from its activation to its reset. */
function isStarting(step: Step, node: Node, me: ElementInstance): boolean {
  return !resets(node) || instanceOf(step, me.scope).resetting?.[node.id] !== undefined;
}

function isActivated(
  step: Step,
  node: Node,
  scope: ElementInstance,
  waiting: readonly string[],
  condition: string,
): boolean {
  const seen = countsSeen(step, node, scope.key, waiting, true);
  const text = condition.startsWith('=') ? condition : `=${condition}`;
  const result = evaluate(step, text, scope.key, seen);
  if (result.ok && (result.value === null || typeof result.value === 'boolean')) return result.value === true;
  const { code, values } = result.ok ? notBoolean(condition, result.value) : result;
  // Nothing has been entered yet, so that the incident is the scope's; one is enough until somebody has looked.
  const known = scope.incidents.some((key) => lookUp(step.draft.incidents, key)?.code === code);
  if (!known) raise(step, scope.key, 'join', { code, values: { ...values, gateway: node.id } });
  return false;
}

/** The names that its conditions may use: tokens by incoming flow, all of them, and the phase. */
function countsSeen(
  step: Step,
  node: Node,
  key: number,
  tokens: readonly string[],
  waitingForStart: boolean,
): VariableScope {
  const counts = new Map<string, Json>(node.incoming.map(({ id }) => [id, 0]));
  for (const id of tokens) if (counts.has(id)) counts.set(id, (counts.get(id) as number) + 1);
  let activationCount = 0;
  for (const count of counts.values()) activationCount += count as number;
  counts.set('activationCount', activationCount).set('waitingForStart', waitingForStart);
  const outer = variablesAt(step, key);
  return { get: (name) => (counts.has(name) ? counts.get(name) : outer.get(name)) };
}

/** The tokens that it takes as it resets; undefined while others can still come or it has not left its start behind. */
function reset(
  step: Step,
  node: Node,
  scope: ElementInstance,
  waiting: readonly string[],
): { flows: string[]; silent: boolean } | undefined {
  const by = scope.resetting?.[node.id];
  if (!by) return undefined;
  const held: HeldUpBy = heldUpBy(step, node, scope, [...by, ...waiting]);
  if (held.running || held.joins.length > 0 || isLiveIn(step, node, scope)) return undefined;
  const flows = [...new Set(waiting)].filter((flow) => !by.includes(flow));
  return {
    flows,
    silent: flows.length === 0 && node.outgoing.every((flow) => flow.model.condition === undefined),
  };
}

function isLiveIn(step: Step, node: Node, scope: ElementInstance): boolean {
  return some(scope.children, (key) => instanceOf(step, key).element === node.id);
}
