// Multi-instance activities: a body that reads its collection once and runs one iteration per item (BPMN 2.0.2, 13.3.7).
import type { ElementBehavior } from './behavior.ts';
import type { Node } from './executable.ts';
import type { Json, Variables } from './json.ts';
import { finish, record, run, terminateInside } from './lifecycle.ts';
import type { MultiInstance } from './model.ts';
import type { ElementInstance } from './state.ts';
import { EVENTS_PER_STEP, emit, evaluate, instanceOf, isLive, nodeOf, raise, type Step } from './step.ts';
import { lookUp } from './table.ts';
import { propagate, setLocal } from './variables.ts';

export const multiInstance: ElementBehavior = {
  activate(step, node, me) {
    const items = readItems(step, node, me);
    if (items === undefined) return;
    const count = typeof items === 'number' ? items : items.length;
    emit(step, { type: 'loopStarted', key: me.key, count, ...(typeof items !== 'number' && { items }) });
    if (count === 0) end(step, me.key);
    else if (settings(node).sequential) startIteration(step, node, me.key);
    else step.spawning.push(me.key);
  },
  childCompleted(step, node, me, child) {
    const { outputCollection, outputElement, completionCondition } = settings(node);
    if (outputCollection !== undefined) {
      const value = evaluate(step, outputElement ?? '=null', child.key);
      if (!value.ok) return raise(step, child.key, 'complete', value);
      emit(step, { type: 'itemCollected', key: me.key, index: child.index as number, value: value.value });
    }
    if (completionCondition === undefined) return;
    const counts = countsOf(step, me);
    const done = evaluate(step, completionCondition, child.key, {
      get: (name) => counts[name] ?? visible(step, child.key, name),
    });
    if (!done.ok) return raise(step, child.key, 'complete', done);
    if (done.value !== true) return;
    emit(step, { type: 'elementCompleted', key: child.key });
    terminateInside(step, me.key);
    end(step, me.key);
  },
  emptied(step, node, me) {
    const loop = me.loop;
    if (!loop) return;
    if (loop.started >= loop.count) end(step, me.key);
    else if (settings(node).sequential) startIteration(step, node, me.key);
    else step.spawning.push(me.key);
  },
};

/** Starts parallel iterations until all run or the step's budget is used up. False: the budget ended first. */
export function spawn(step: Step): boolean {
  for (let key = step.spawning[0]; key !== undefined; key = step.spawning[0]) {
    while (isLive(step, key)) {
      const body = instanceOf(step, key);
      if (!body.loop || body.loop.started >= body.loop.count) break;
      if (step.events.length >= EVENTS_PER_STEP) return false;
      startIteration(step, nodeOf(step, body), key);
    }
    step.spawning.shift();
  }
  return true;
}

function settings(node: Node): MultiInstance {
  return node.model?.multiInstance as MultiInstance;
}

/** The collection's items, or a count. Undefined after an incident. */
function readItems(step: Step, node: Node, me: ElementInstance): Json[] | number | undefined {
  const { inputCollection, cardinality } = settings(node);
  const text = inputCollection ?? cardinality ?? '';
  const given = evaluate(step, text, me.key);
  if (!given.ok) {
    raise(step, me.key, 'activate', given);
    return undefined;
  }
  if (inputCollection !== undefined && Array.isArray(given.value)) return given.value;
  const count = typeof given.value === 'string' && given.value !== '' ? Number(given.value) : given.value;
  if (inputCollection === undefined && typeof count === 'number' && Number.isInteger(count) && count >= 0)
    return count;
  const code = inputCollection === undefined ? 'CARDINALITY_NOT_A_COUNT' : 'COLLECTION_NOT_A_LIST';
  raise(step, me.key, 'activate', { code, values: { expression: text, result: given.value } });
  return undefined;
}

function startIteration(step: Step, node: Node, body: number): void {
  const { loop } = instanceOf(step, body);
  if (!loop) return;
  const index = loop.started;
  const key = record(step, node, body, undefined, index);
  const local: Variables = { loopCounter: index + 1 };
  const { inputElement } = settings(node);
  if (inputElement !== undefined && loop.items) local[inputElement] = loop.items[index] ?? null;
  setLocal(step, key, local);
  run(step, node, key, node.inner);
}

/** Output keeps the order of the input, whatever the order of completion; what never completed is null. */
function end(step: Step, body: number): void {
  const me = instanceOf(step, body);
  const { outputCollection } = settings(nodeOf(step, me));
  if (outputCollection !== undefined && me.loop) {
    const { collected, count } = me.loop;
    const output = Array.from({ length: count }, (_, index) => lookUp(collected, index)?.value ?? null);
    propagate(step, me.scope, { [outputCollection]: output });
  }
  finish(step, body);
}

/** BPMN 2.0.2, table 10.30: the counts that a completion condition may use. */
function countsOf(step: Step, me: ElementInstance): { [name: string]: Json } {
  const body = instanceOf(step, me.key);
  const active = (body.children?.size ?? 1) - 1;
  const started = body.loop?.started ?? 0;
  return {
    numberOfInstances: body.loop?.count ?? 0,
    numberOfActiveInstances: active,
    numberOfCompletedInstances: started - active,
    numberOfTerminatedInstances: 0,
  };
}

function visible(step: Step, key: number, name: string): Json | undefined {
  for (let at = lookUp(step.draft.elements, key); at; at = lookUp(step.draft.elements, at.scope)) {
    if (at.variables && Object.hasOwn(at.variables, name)) return at.variables[name];
  }
  return undefined;
}
