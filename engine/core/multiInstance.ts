// Multi-instance activities: a body that reads its collection once and runs one iteration per item (BPMN 2.0.2, 13.3.7).
import type { ElementBehavior } from './behavior.ts';
import { emitCompleted, isCanceling } from './compensation.ts';
import { askConditions } from './conditions.ts';
import { isTooLong } from './crowding.ts';
import type { Node } from './executable.ts';
import type { Json, Variables } from './json.ts';
import { finish, record, run } from './lifecycle.ts';
import { MOST_ITERATIONS } from './limits.ts';
import type { MultiInstance } from './model.ts';
import { countOf } from './multiInstanceCounts.ts';
import { behaviorEvents, throwEvents } from './multiInstanceEvents.ts';
import { forbiddenName, isForbiddenName } from './names.ts';
import type { VariableScope } from './ports.ts';
import { notBoolean } from './routing.ts';
import type { ElementInstance } from './state.ts';
import { emit, evaluate, instanceOf, isLive, nodeOf, raise, type Step, variablesAt } from './step.ts';
import { lookUp } from './table.ts';
import { propagate, setLocal } from './variables.ts';
import { terminateInside } from './withdrawal.ts';

export const multiInstance: ElementBehavior = {
  activate(step, node, me) {
    const forbidden = namesOf(node).find(isForbiddenName);
    if (forbidden !== undefined) return raise(step, me.key, 'activate', forbiddenName(forbidden));
    const items = readItems(step, node, me);
    if (items === undefined) return;
    const count = typeof items === 'number' ? items : items.length;
    if (count > MOST_ITERATIONS) return raise(step, me.key, 'activate', tooMany(node, count));
    emit(step, { type: 'loopStarted', key: me.key, count, ...(typeof items !== 'number' && { items }) });
    if (count === 0) end(step, me.key);
    else if (settings(node).sequential) startIteration(step, node, me.key);
    else step.spawning.push(me.key);
  },
  childCompleted(step, node, me, child) {
    const { outputCollection, outputElement } = settings(node);
    if (outputCollection !== undefined) {
      const value = evaluate(step, outputElement ?? '=null', child.key);
      if (!value.ok) return raise(step, child.key, 'leave', value);
      emit(step, { type: 'itemCollected', key: me.key, index: child.index as number, value: value.value });
    }
    const seen = seenOnCompletion(step, node, me.key, child.key);
    const isDone = completes(step, node, child.key, seen);
    const events = isDone === undefined ? undefined : behaviorEvents(step, settings(node), me, child, seen);
    if (!events) return;
    throwEvents(step, node, me.key, child.key, events);
    if (!isDone || !isLive(step, child.key) || instanceOf(step, child.key).incidents.length > 0) return;
    emitCompleted(step, child.key);
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
      if (!body.loop || body.loop.started >= body.loop.count || isCanceling(body)) break;
      if (step.events.length >= step.budget) return false;
      if (isTooLong(step)) break;
      startIteration(step, nodeOf(step, body), key);
      if (step.stirred) askConditions(step);
    }
    step.spawning.shift();
  }
  return true;
}

/** The variables that the repetition itself writes. */
function namesOf(node: Node): string[] {
  const { inputElement, outputCollection } = settings(node);
  return [inputElement, outputCollection, resultVariable(node)].filter((name) => name !== undefined);
}

function tooMany(node: Node, count: number) {
  const { inputCollection, cardinality } = settings(node);
  const values = { expression: inputCollection ?? cardinality ?? '', count, limit: MOST_ITERATIONS };
  return { code: 'TOO_MANY_ITERATIONS', values };
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
  const result = resultVariable(node);
  // Its own counter is there already.
  if (result !== undefined && result !== 'loopCounter') local[result] = null;
  if (inputElement !== undefined && loop.items) local[inputElement] = loop.items[index] ?? null;
  setLocal(step, key, local);
  run(step, node, key, node.inner);
}

/** The variable that `outputElement` reads belongs to the iteration, as in Zeebe: iterations must not write each other's. */
function resultVariable(node: Node): string | undefined {
  return /^=\s*([\p{L}_][\p{L}\p{N}_]*)(\.[\p{L}\p{N}_.]+)?\s*$/u.exec(
    settings(node).outputElement ?? '',
  )?.[1];
}

/** Output keeps the order of the input, whatever the order of completion; what never completed is null. */
function end(step: Step, body: number): void {
  const me = instanceOf(step, body);
  const { outputCollection } = settings(nodeOf(step, me));
  if (outputCollection !== undefined) propagate(step, me.scope, { [outputCollection]: outputOf(me) });
  finish(step, body);
}

function outputOf({ loop }: ElementInstance): Json[] {
  return Array.from(
    { length: loop?.count ?? 0 },
    (_, at) => (loop && lookUp(loop.collected, at)?.value) ?? null,
  );
}

/** Whether the completion condition ends the activity now; undefined after an incident. */
function completes(step: Step, node: Node, child: number, seen: VariableScope): boolean | undefined {
  const { completionCondition } = settings(node);
  if (completionCondition === undefined) return false;
  const done = evaluate(step, completionCondition, child, seen);
  if (!done.ok) {
    raise(step, child, 'leave', done);
    return undefined;
  }
  if (done.value === null || typeof done.value === 'boolean') return done.value === true;
  raise(step, child, 'leave', notBoolean(completionCondition, done.value));
  return undefined;
}

/** Variables of an iteration that completes, with the counts that include it and what was collected so far. */
function seenOnCompletion(step: Step, node: Node, body: number, child: number): VariableScope {
  const { outputCollection, sequential } = settings(node);
  const outer = variablesAt(step, child);
  return {
    get(name) {
      if (name === outputCollection) return outputOf(instanceOf(step, body));
      return countOf(instanceOf(step, body), name, sequential, 1) ?? outer.get(name);
    },
  };
}
